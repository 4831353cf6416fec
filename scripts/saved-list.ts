import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { UsageError } from './exit-codes.ts';

/** A saved answer to `tools/list`. */
export interface SavedList {
  /** What the file calls the server; null where it does not say. */
  server: string | null;
  /** In the order of the file; whatever they are. */
  tools: unknown[];
}

/**
 * Reads a saved `tools/list` answer: `{"tools":[…]}`, also as the `result` of a JSON-RPC response.
 * @param file path, or `-` for standard input.
 * @throws UsageError that names the file and the place in it.
 */
export async function readSavedList(file: string): Promise<SavedList> {
  const name = file === '-' ? 'standard input' : file;
  const content = await read(file, name);
  const value = parse(content.replace(/^\uFEFF/, ''), name);
  const answer = isRecord(value) && isRecord(value.result) ? value.result : value;
  if (!isRecord(answer) || !Array.isArray(answer.tools))
    throw new UsageError(
      `${name} holds no list "tools": save a server's answer to tools/list, as {"tools":[…]}.`,
    );
  return { server: typeof answer.server === 'string' ? answer.server : null, tools: answer.tools };
}

async function read(file: string, name: string): Promise<string> {
  try {
    return file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  } catch (error) {
    const code = isRecord(error) ? String(error.code) : 'unknown';
    const reason =
      code === 'ENOENT' ? 'does not exist' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${code})`;
    throw new UsageError(
      `${name} ${reason}: name a file with a saved answer to tools/list, or - for standard input.`,
    );
  }
}

function parse(content: string, name: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replaceAll(/\s+/g, ' ') : 'malformed';
    throw new UsageError(`${name} is no JSON: ${reason.slice(0, 200)}.`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
