import { basename } from 'node:path';
import type { CommandLine } from '../../declarations.ts';
import { normaliseName } from '../../python/package-index.ts';
import type { Entry } from '../../python/program.ts';

/** Programs that start a Python package, by themselves or as `uv run` and `python -m` do. */
const runners = /^(uvx?|pipx|py|python[\d.]*)$/;

/**
 * Of a line that starts a server, as READMEs show it, the arguments that reach the server itself; null where the
 * line starts something else. With `--from`, the name of the script follows the package.
 * @param name normalised (PEP 503).
 */
export function readOwnArguments(
  { command, args }: CommandLine,
  name: string,
  entry: Entry,
): string[] | null {
  const names = [name, normaliseName('script' in entry ? entry.script : entry.module)];
  const program = basename(command).replace(/\.exe$/i, '');
  if (names.includes(normaliseName(program))) return args;
  if (!runners.test(program)) return null;
  const at = args.findIndex((argument) => names.includes(readName(argument)));
  if (at < 0) return null;
  const isBySource = args[at]?.startsWith('--from=') === true || args[at - 1] === '--from';
  return args.slice(isBySource ? at + 2 : at + 1);
}

/** A requirement's name, without extras and version: `name[extra]==1.0`, `name@latest`. */
function readName(argument: string): string {
  return normaliseName(argument.replace(/^--from=/, '').replace(/[[@=<>~!].*$/s, ''));
}
