import { readdir } from 'node:fs/promises';
import { readDeclarations as readTexts } from '../../declarations.ts';
import type { Declaration } from '../../launch-plan.ts';
import { readInside } from '../../read-inside.ts';

/** What an installed package says that its server wants at start, in its server.json and its README. */
export async function readDeclarations(folder: string, packageName: string): Promise<Declaration[]> {
  const files = await readdir(folder).catch(() => []);
  const readme = files.find((file) => /^readme(\.md|\.markdown)?$/i.test(file));
  const texts = {
    serverJson: await readInside(folder, 'server.json'),
    readme: readme === undefined ? null : await readInside(folder, readme),
  };
  return readTexts(texts, packageName, ({ args }) => readOwnArguments(args, packageName));
}

/**
 * Of the arguments of an `npx` line, those that reach the server itself; null where the line starts another package.
 * With `--package`, the program's name follows, perhaps behind a `--`.
 */
function readOwnArguments(args: string[], packageName: string): string[] | null {
  const at = args.findIndex(
    (argument) => argument.replace(/^--package=/, '').replace(/(?<=.)@[^/@]*$/, '') === packageName,
  );
  if (at < 0) return null;
  const isByOption = args[at]?.startsWith('--package=') || ['-p', '--package'].includes(args[at - 1] ?? '');
  const rest = args.slice(at + 1);
  if (rest[0] === '--') rest.shift();
  return isByOption ? rest.slice(1) : rest;
}
