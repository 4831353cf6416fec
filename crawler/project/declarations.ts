import { readdir } from 'node:fs/promises';
import { type CommandLine, readDeclarations } from '../declarations.ts';
import type { Declaration } from '../launch-plan.ts';
import { readInside } from '../read-inside.ts';

/**
 * What a package's source says that its server wants at start, in its server.json and its README.
 * @param names by which a line that starts it may call it: its package, its script, its file.
 */
export async function readProjectDeclarations(
  home: string,
  packageName: string | null,
  names: string[],
): Promise<Declaration[]> {
  const files = await readdir(home).catch(() => []);
  const readme = files.find((file) => /^readme(\.md|\.markdown)?$/i.test(file));
  const texts = {
    serverJson: await readInside(home, 'server.json'),
    readme: readme === undefined ? null : await readInside(home, readme),
  };
  return readDeclarations(texts, packageName ?? '', (line) => readOwnArguments(line, names));
}

/** Of a line that starts a server, what follows the first word that names it. */
function readOwnArguments({ command, args }: CommandLine, names: string[]): string[] | null {
  const words = [command, ...args];
  const at = words.findIndex((word) => {
    const bare = word.replace(/(?<=.)(@|==)[^/@=]*$/, '');
    return names.includes(bare) || names.includes(bare.split(/[\\/]/).at(-1) ?? '');
  });
  return at < 0 ? null : words.slice(at + 1);
}
