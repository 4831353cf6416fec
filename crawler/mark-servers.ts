import type { DiscoveredServer, ServerMark } from './discovered-server.ts';
import { indexLookAlikes, type LookAlikeIndex } from './look-alike.ts';
import type { Ref } from './ref.ts';
import type { RepositoryIndex } from './repository-index.ts';

/** Servers whose repository has so many stars are worth imitating. */
const manyStars = 1000;
/** A mark that names more helps nobody. */
const maximumSiblings = 50;

/** The servers, with what sets each apart from those that it could be taken for. */
export function markServers(
  servers: DiscoveredServer[],
  repositories: RepositoryIndex,
  wellKnown: Set<string>,
): DiscoveredServer[] {
  const families = groupByRepository(servers, repositories);
  const known = servers.filter((server) => isWellKnown(server, repositories, wellKnown));
  const lookAlikes = indexLookAlikes(known.map(({ coordinate, ref }): [string, Ref] => [coordinate, ref]));
  return servers.map((server) => {
    const family = families.get(nameRepository(server) ?? '') ?? nobody;
    const marks = [
      ...server.marks,
      markFork(server),
      markFamily(server, family),
      markLookAlike(server, lookAlikes, repositories),
    ];
    return { ...server, marks: marks.filter((mark) => mark !== null) };
  });
}

/** A claim alone makes nobody well known: the repository has to name the package too, or to be the server itself. */
function isWellKnown(
  { coordinate, ref, repository, repositoryFacts }: DiscoveredServer,
  repositories: RepositoryIndex,
  wellKnown: Set<string>,
): boolean {
  if (wellKnown.has(coordinate)) return true;
  if (repository === null || repositoryFacts === null || repositoryFacts.stars < manyStars) return false;
  return ref.kind === 'github' || repositories.confirms(repository, coordinate);
}

/** All servers that claim one repository. */
interface Family {
  members: DiscoveredServer[];
  /** Those that the repository's own manifests name. */
  named: Set<DiscoveredServer>;
}

const nobody: Family = { members: [], named: new Set() };

function groupByRepository(servers: DiscoveredServer[], repositories: RepositoryIndex): Map<string, Family> {
  const families = new Map<string, Family>();
  for (const server of servers) {
    const name = nameRepository(server);
    if (name === null || server.repository === null) continue;
    const family = families.get(name) ?? { members: [], named: new Set() };
    family.members.push(server);
    const isNamed = repositories.confirms({ ...server.repository, subfolder: null }, server.coordinate);
    if (isNamed) family.named.add(server);
    families.set(name, family);
  }
  return families;
}

function nameRepository({ repository, repositoryFacts }: DiscoveredServer): string | null {
  return repositoryFacts?.id ?? repository?.id ?? repository?.url.toLowerCase() ?? null;
}

function markFork({ repositoryFacts }: DiscoveredServer): ServerMark | null {
  return repositoryFacts?.isFork === true ? { kind: 'fork', of: repositoryFacts.parentUrl } : null;
}

/**
 * Of two packages of one registry that claim the same repository, one that its manifest names and one that it does
 * not, the latter is a re-upload. Ways to run the same server (a package and its remote) are no siblings.
 */
function markFamily(server: DiscoveredServer, { members, named }: Family): ServerMark | null {
  const isNamed = named.has(server);
  const isRival = (other: DiscoveredServer) => other.ref.kind === server.ref.kind && isPackage(server.ref);
  const original = isNamed
    ? undefined
    : named.values().find((other) => isRival(other) && !isSameServer(other, server));
  if (original !== undefined) return { kind: 're-upload', of: original.coordinate };
  const siblings: string[] = [];
  for (const other of members) {
    const isReUpload = isNamed && isRival(other) && !named.has(other);
    if (!isReUpload && !isSameServer(other, server)) siblings.push(other.coordinate);
    if (siblings.length === maximumSiblings) break;
  }
  return siblings.length === 0 ? null : { kind: 'sibling', of: siblings };
}

function isSameServer(a: DiscoveredServer, b: DiscoveredServer): boolean {
  return a.coordinate === b.coordinate || b.equivalents.includes(a.coordinate);
}

function isPackage({ kind }: Ref): boolean {
  return kind === 'npm' || kind === 'pypi' || kind === 'oci';
}

/** Who owns a well-known server may give others a name like it: then the same repository names both. */
function markLookAlike(
  server: DiscoveredServer,
  lookAlikes: LookAlikeIndex,
  repositories: RepositoryIndex,
): ServerMark | null {
  const found = lookAlikes.find(server.coordinate, server.ref);
  if (found === null || server.equivalents.includes(found.of)) return null;
  const isOwn =
    server.repository !== null &&
    repositories.confirms({ ...server.repository, subfolder: null }, found.of) &&
    repositories.confirms({ ...server.repository, subfolder: null }, server.coordinate);
  return isOwn ? null : { kind: 'look-alike', ...found };
}
