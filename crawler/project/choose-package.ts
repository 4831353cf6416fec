import { matchesGlob, posix } from 'node:path';
import { cleanLine } from '../diagnosis.ts';
import type { Failed } from '../launcher.ts';
import { findPackages, readPackages, type SourcePackage } from './find-packages.ts';

const maximumNamed = 20;

/**
 * The one package of a source that is meant. A source of several servers is not one server, and is refused with the
 * REFs of those that can be named: what one lists must never be taken for another's.
 * @param path relative, or null where the source as a whole is named.
 * @param nameAt the REF of a package in a folder of the source.
 */
export async function choosePackage(
  root: string,
  path: string | null,
  nameAt: (path: string) => string,
): Promise<SourcePackage | Failed> {
  const own = await readPackages(root, path ?? '.');
  const chosen = own.find(({ isServer }) => isServer) ?? own[0];
  if (chosen?.isServer || (chosen && path !== null)) return chosen;
  const packages = await findPackages(root);
  const inside = packages.filter((one) => path === null || one.path.startsWith(`${path}/`));
  const servers = [...new Set(inside.filter(({ isServer }) => isServer).map((one) => one.path))];
  if (servers.length > 0) {
    const named = servers.slice(0, maximumNamed).map(nameAt).join(', ');
    const more = servers.length > maximumNamed ? ` and ${servers.length - maximumNamed} more` : '';
    const what =
      servers.length === 1 ? 'Its server lies in a folder of it' : `It holds ${servers.length} servers`;
    return refuse(`${what}: name ${servers.length === 1 ? 'that' : 'one of them'} (${named}${more}).`);
  }
  if (chosen !== undefined) return chosen;
  return refuse(
    'It holds no package to start: there is no package.json, pyproject.toml or requirements.txt in it.',
  );
}

/** Where a package of npm, pnpm or yarn workspaces is installed from: the folder that lists it, and itself in there. */
export async function findWorkspace(
  root: string,
  { path }: SourcePackage,
): Promise<{ folder: string; member: string }> {
  for (let folder = posix.dirname(path); path !== '.'; folder = posix.dirname(folder)) {
    const member = posix.relative(folder, path);
    const [above] = await readPackages(root, folder);
    if (lists(above?.workspaces ?? [], member)) return { folder, member };
    if (folder === '.') break;
  }
  return { folder: path, member: '.' };
}

/** Patterns that begin with `!` take away. */
export function lists(patterns: string[], member: string): boolean {
  const isMatch = (pattern: string) => matchesGlob(member, posix.normalize(pattern).replace(/\/$/, ''));
  const unwanted = patterns.flatMap((pattern) => (pattern.startsWith('!') ? pattern.slice(1) : []));
  return patterns.some(isMatch) && !unwanted.some(isMatch);
}

function refuse(detail: string): Failed {
  return { failure: { reason: 'no-program', detail: shorten(detail), stderrTail: '' } };
}

/** Names of folders are the source's own words, and there can be many. */
function shorten(detail: string): string {
  return detail
    .split(', ')
    .map((part) => cleanLine(part))
    .join(', ')
    .slice(0, 2000);
}
