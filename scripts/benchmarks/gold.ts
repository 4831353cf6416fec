import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Category, categories } from '../../classifier/classification.ts';
import { UsageError } from '../exit-codes.ts';

/** One tool with the category that readers gave it. */
export interface GoldTool {
  server: string;
  name: string;
  category: Category;
  /** Other categories that a careful reader could defend. */
  contested: Category[];
  because: string;
  definition: unknown;
}

interface Label {
  file: string;
  server: string;
  tool: string;
  category: Category;
  because?: string;
  contested?: Category[];
}

/** Where the gold set lies beside a clone, unless a folder is named. */
export const goldFolder = join(import.meta.dirname, '../../../shared/gold');

/** The labelled tools of a gold set: `labels.jsonl` beside `servers/*.json`, each a saved `tools/list` answer. */
export function readGold(folder: string): GoldTool[] {
  const definitions = readDefinitions(folder);
  return readFileSync(join(folder, 'labels.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { file, server, tool, category, contested = [], because = '' }: Label = JSON.parse(line);
      const definition = definitions.get(file)?.find(({ name }) => name === tool);
      if (definition === undefined) throw new Error(`${folder}: ${file} holds no tool ${tool}`);
      if (!categories.includes(category)) throw new Error(`${folder}: ${tool}: no category ${category}`);
      return { server, name: tool, category, contested, because, definition };
    });
}

/** All definitions of a gold set, labelled or not, by file. */
export function readDefinitions(folder: string): Map<string, { name: string }[]> {
  const servers = join(folder, 'servers');
  if (!existsSync(servers))
    throw new UsageError(`No labelled set lies in ${folder}; name another by --gold.`);
  return new Map(
    readdirSync(servers)
      .sort()
      .map((file) => [file, JSON.parse(readFileSync(join(servers, file), 'utf8')).tools]),
  );
}
