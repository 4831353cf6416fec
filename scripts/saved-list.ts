import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { printParseErrorCode, visit } from 'jsonc-parser';
import { isRecord } from '../classifier/json.ts';
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
  if (!canBeWritten(answer.tools))
    throw new UsageError(`${name} is nested too deeply: no server needs thousands of levels.`);
  return { server: typeof answer.server === 'string' ? answer.server : null, tools: answer.tools };
}

function parse(content: string, name: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw new UsageError(`${name} is no JSON${describeFault(content)}.`);
  }
}

/** JSON.parse tells the place of some faults only, and in words that change with Node.js. */
function describeFault(content: string): string {
  const faults: string[] = [];
  const onError = (code: number, _offset: number, _length: number, line: number, character: number) =>
    faults.push(`${wordFault(code)} at line ${line + 1}, column ${character + 1}`);
  try {
    visit(content, { onError }, { disallowComments: true, allowTrailingComma: false });
  } catch {
    // Nested too deeply for the visitor to follow: then no place is told.
  }
  return faults[0] === undefined ? '' : `: ${faults[0]}`;
}

/** `CloseBraceExpected` as "close brace expected". */
function wordFault(code: number): string {
  return printParseErrorCode(code)
    .replaceAll(/\B[A-Z]/g, ' $&')
    .toLowerCase();
}

/** What nests deeper than this engine can write overflows whatever reads it by recursion. */
function canBeWritten(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return true;
  } catch {
    return false;
  }
}
