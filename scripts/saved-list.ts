import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { UsageError } from './exit-codes.ts';
import { explainRefusal } from './system-error.ts';

/** A saved answer to `tools/list`. */
export interface SavedList {
  /** What the file calls the server; null where it does not say. */
  server: string | null;
  /** At least one, in the order of the file; whatever they are. */
  tools: unknown[];
}

/**
 * Reads a saved `tools/list` answer: `{"tools":[…]}`, also as the `result` of a JSON-RPC response.
 * @param file path, or `-` for standard input.
 * @throws UsageError that names the file and the place in it.
 */
export async function readSavedList(file: string): Promise<SavedList> {
  const name = file === '-' ? 'standard input' : file;
  const content = await explainRefusal(
    name,
    'name a file with a saved answer to tools/list, or - for standard input',
    () => (file === '-' ? text(process.stdin) : readFile(file, 'utf8')),
  );
  const value = parse(content.replace(/^\uFEFF/, ''), name);
  const answer = isRecord(value) && isRecord(value.result) ? value.result : value;
  if (!isRecord(answer) || !Array.isArray(answer.tools))
    throw new UsageError(
      `${name} holds no list "tools": save a server's answer to tools/list, as {"tools":[…]}.`,
    );
  if (answer.tools.length === 0)
    throw new UsageError(`${name} lists no tools: there is nothing to judge in it.`);
  return { server: typeof answer.server === 'string' ? answer.server : null, tools: answer.tools };
}

function parse(content: string, name: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'malformed';
    throw new UsageError(`${name} is no JSON: ${reason.slice(0, 200)}.`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
