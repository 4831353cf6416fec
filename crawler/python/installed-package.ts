import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readInside } from '../read-inside.ts';
import { normaliseName } from './package-index.ts';

/** What an installed package says of itself. */
export interface InstalledPackage {
  /** Header fields of its metadata, by name in lower case, each with all its values. */
  fields: Map<string, string[]>;
  /** Its long description, mostly the README. */
  description: string;
  /** Paths of its files, relative to the folder of packages, as its installer recorded them. */
  files: string[];
}

/**
 * Reads the metadata that lies beside a package in an environment (`*.dist-info`).
 * @param name normalised (PEP 503).
 * @returns null where there is none.
 */
export async function readInstalledPackage(
  environment: string,
  name: string,
): Promise<InstalledPackage | null> {
  const versions = await readdir(join(environment, 'lib')).catch(() => []);
  const version = versions.find((entry) => entry.startsWith('python')) ?? '';
  const packages = join(environment, 'lib', version, 'site-packages');
  const folders = await readdir(packages).catch(() => []);
  const folder = folders.find(
    (entry) => normaliseName(/^([^-]+)-.*\.dist-info$/.exec(entry)?.[1] ?? '') === name,
  );
  if (folder === undefined) return null;
  const metadata = await readInside(join(packages, folder), 'METADATA');
  const record = await readInside(join(packages, folder), 'RECORD');
  return { ...readMetadata(metadata ?? ''), files: readRecord(record ?? '') };
}

/** Headers as in mail (PEP 566): a field goes on in lines that begin with a space; a blank line begins the description. */
function readMetadata(text: string): Pick<InstalledPackage, 'fields' | 'description'> {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const blank = lines.indexOf('');
  const fields = new Map<string, string[]>();
  let values: string[] = [];
  for (const line of lines.slice(0, blank < 0 ? lines.length : blank)) {
    const [, name, value] = /^([A-Za-z][\w-]*): ?(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) {
      values = fields.get(name.toLowerCase()) ?? [];
      fields.set(name.toLowerCase(), values);
      values.push(value);
    } else values.push(`${values.pop() ?? ''}\n${line.trimStart()}`);
  }
  const body = blank < 0 ? '' : lines.slice(blank + 1).join('\n');
  return { fields, description: body.trim() === '' ? (fields.get('description')?.[0] ?? '') : body };
}

/** The first column of a table in CSV; a path in quotes is none that placard looks for. */
function readRecord(text: string): string[] {
  return text.split('\n').flatMap((line) => /^([^",]+),/.exec(line)?.[1] ?? []);
}
