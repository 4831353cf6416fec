import type { Candidate } from './candidate.ts';
import { identify } from './coordinate.ts';
import { isWorthTrying } from './declared-inputs.ts';
import type { DiscoveredServer } from './discovered-server.ts';
import { markServers } from './mark-servers.ts';
import { formatRef, withoutVersion } from './ref.ts';
import { indexRepositories, type RepositoryIndex } from './repository-index.ts';

/** Sources by trust: first who proves that a package is whose it says, then who holds it, then who lists it. */
const trust = [
  'list',
  'mcp-registry',
  'npm',
  'pypi',
  'github',
  'docker-catalogue',
  'smithery',
  'glama',
  'pulsemcp',
  'awesome-lists',
];

/**
 * Merges what all sources say into one server for each coordinate, in code unit order.
 * A repository is no server of its own where its manifest names a package and the package names the repository: then
 * it tells facts of the package's server. What only one side claims joins nothing. Forks, re-uploads, servers of one
 * repository and look-alikes of well-known ones stay apart and are marked.
 * @param wellKnown coordinates that others may try to be taken for, besides those with a thousand stars.
 */
export function mergeCandidates(
  candidates: Iterable<Candidate>,
  wellKnown: Iterable<string> = [],
): DiscoveredServer[] {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const coordinate = identify(candidate.ref) ?? formatRef(candidate.ref);
    const group = groups.get(coordinate);
    if (group === undefined) groups.set(coordinate, [candidate]);
    else group.push(candidate);
  }
  const repositories = indexRepositories([...groups.values()].flat());
  const guests = findGuests(groups);
  const servers = [...groups]
    .filter(([coordinate]) => !guests.absorbed.has(coordinate))
    .map(([coordinate, group]) =>
      mergeGroup(coordinate, group, guests.byHost.get(coordinate) ?? [], repositories),
    );
  servers.sort((a, b) => (a.coordinate < b.coordinate ? -1 : 1));
  return markServers(servers, repositories, new Set(wellKnown));
}

/** What is said of repositories that belong to packages, by the package's coordinate. */
function findGuests(groups: Map<string, Candidate[]>) {
  const absorbed = new Set<string>();
  const byHost = new Map<string, Candidate[]>();
  for (const [coordinate, group] of groups) {
    const told = group.find(({ ref, repositoryFacts }) => ref.kind === 'github' && repositoryFacts !== null);
    for (const ref of told?.equivalents ?? []) {
      const named = identify(ref) ?? '';
      const isMutual = groups
        .get(named)
        ?.some(({ repository }) => repository && isSamePlace(repository, told));
      if (!isMutual) continue;
      absorbed.add(coordinate);
      const guests = byHost.get(named) ?? [];
      guests.push(...group);
      byHost.set(named, guests);
    }
  }
  return { absorbed, byHost };
}

function isSamePlace(claim: NonNullable<Candidate['repository']>, told: Candidate | undefined): boolean {
  const { repositoryFacts: facts = null, repository = null } = told ?? {};
  const isSame =
    claim.id === null ? claim.url.toLowerCase() === facts?.url.toLowerCase() : claim.id === facts?.id;
  return isSame && (claim.subfolder === null || claim.subfolder === (repository?.subfolder ?? null));
}

function mergeGroup(
  coordinate: string,
  group: Candidate[],
  guests: Candidate[],
  repositories: RepositoryIndex,
): DiscoveredServer {
  const own = rankNewest(group);
  const [first] = own;
  if (first === undefined) throw new Error('A group of candidates is never empty.');
  const all = rankNewest([...guests, ...group]);
  const repository = findFirst(own, ({ repository: claim }) => claim);
  const known = repository === null ? null : repositories.find(repository);
  const equivalents = own.flatMap(({ equivalents: refs }) => refs.map((ref) => identify(ref) ?? coordinate));
  return {
    coordinate,
    ref: withoutVersion(first.ref),
    title: findFirst(all, ({ title }) => title),
    description: findFirst(all, ({ description }) => description),
    status: first.status,
    repository,
    repositoryFacts: known === null || known === 'replaced' ? null : known.facts,
    declared: findFirst(all, ({ declared }) =>
      declared !== null && isWorthTrying(declared) ? declared : null,
    ),
    unresolved: first.unresolved,
    equivalents: [...new Set(equivalents)].filter((other) => other !== coordinate).toSorted(),
    sightings: all.map(({ source, name, status, seenAt }) => ({ source, name, status, seenAt })),
    marks:
      known === 'replaced' && repository !== null
        ? [{ kind: 'repository-replaced', of: repository.url }]
        : [],
  };
}

/** The newest word of each source, most trusted first. */
function rankNewest(candidates: Candidate[]): Candidate[] {
  const bySource = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const known = bySource.get(candidate.source);
    if (known === undefined || isNewer(candidate, known)) bySource.set(candidate.source, candidate);
  }
  return [...bySource.values()].sort((a, b) => rank(a) - rank(b));
}

/** Of two that were seen at once the name decides, so that no order of arrival does. */
function isNewer(a: Candidate, b: Candidate): boolean {
  return a.seenAt === b.seenAt ? a.name < b.name : a.seenAt > b.seenAt;
}

function rank({ source }: Candidate): number {
  const at = trust.indexOf(source);
  return at < 0 ? trust.length : at;
}

function findFirst<T>(candidates: Candidate[], read: (candidate: Candidate) => T | null): T | null {
  for (const candidate of candidates) {
    const value = read(candidate);
    if (value !== null) return value;
  }
  return null;
}
