import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../exit-codes.ts';

/** One definition that researchers published as an attack, or as a look-alike of one. */
export interface PoisonSample {
  /** Repository and file, as the set names it. */
  source: string;
  /** What kind of attack it is; '' for a look-alike. */
  attackClass: string;
  definition: Definition;
}

interface Definition {
  name: string;
  title?: string;
  description: string;
  inputSchema?: unknown;
  outputSchema?: unknown;
  annotations?: unknown;
}

interface Row extends Definition {
  source: string;
  attack_class?: string;
}

/** Where the set lies beside a clone, unless a folder is named. */
export const poisonFolder = join(import.meta.dirname, '../../../shared/poison');

/** The classes that must be caught; the others cannot be seen in one definition, or order nothing. */
export const wantedClasses: readonly string[] = ['instruction', 'shadowing', 'hidden_encoding'];

/** The attacks and the look-alikes of a set: `poisoned.jsonl` and `hard_negatives.jsonl`. */
export function readPoisonSet(folder: string): { attacks: PoisonSample[]; lookAlikes: PoisonSample[] } {
  return {
    attacks: readSamples(join(folder, 'poisoned.jsonl')),
    lookAlikes: readSamples(join(folder, 'hard_negatives.jsonl')),
  };
}

/** The repository of a source, without the file: authors label all their files alike. */
export function repositoryOf(source: string): string {
  return source.split(':', 1)[0] ?? source;
}

function readSamples(file: string): PoisonSample[] {
  if (!existsSync(file)) throw new UsageError(`There is no ${file}; name another folder by --poison.`);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const row: Row = JSON.parse(line);
      const { source, attack_class = '', name, title, description } = row;
      const { inputSchema, outputSchema, annotations } = row;
      return {
        source,
        attackClass: attack_class,
        definition: {
          name,
          description,
          ...(title !== undefined && { title }),
          ...(inputSchema !== undefined && { inputSchema }),
          ...(outputSchema !== undefined && { outputSchema }),
          ...(annotations !== undefined && { annotations }),
        },
      };
    });
}
