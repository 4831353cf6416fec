import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { type Ref, RefError } from '../ref.ts';
import { parseClientConfiguration } from './parse.ts';
import { toRef } from './to-ref.ts';

/** A server of a client's configuration. */
export interface ConfiguredServer {
  /** What the client calls it. */
  name: string;
  /** What it is to everybody; null where that cannot be told. */
  ref: Ref | null;
  /** Why there is no REF, as the end of a sentence; '' where there is one. */
  why: string;
}

/**
 * The servers that a client's configuration names and does not switch off, in its order.
 * @param server the only one that is wanted; null for all.
 * @throws RefError where the file is no configuration, or names no such server. Faults of the file system pass through.
 */
export async function readClientConfiguration(
  file: string,
  server: string | null,
): Promise<ConfiguredServer[]> {
  const content = await readFile(file.replace(/^~(?=\/)/, homedir()), 'utf8');
  const entries = parseEntries(content, file).filter(({ isDisabled }) => !isDisabled);
  const wanted = server === null ? entries : entries.filter(({ name }) => name === server);
  if (entries.length === 0)
    throw new RefError(`${file} names no server: name the file in which a client keeps them.`);
  if (wanted.length === 0) {
    const names = entries.map(({ name }) => name).join(', ');
    throw new RefError(`${file} has no server "${server}": it has ${names.slice(0, 600)}.`);
  }
  return wanted.map((entry) => {
    try {
      return { name: entry.name, ref: toRef(entry), why: '' };
    } catch (error) {
      if (!(error instanceof RefError)) throw error;
      return { name: entry.name, ref: null, why: error.message };
    }
  });
}

function parseEntries(content: string, file: string) {
  try {
    return parseClientConfiguration(content, file);
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : 'it cannot be read';
    throw new RefError(`${file} is no client's configuration: ${why}.`, { cause: error });
  }
}
