import type { Candidate, RepositoryClaim, RepositoryFacts } from './candidate.ts';
import { identify } from './coordinate.ts';

/** A repository as its host knows it. */
export interface KnownRepository {
  facts: RepositoryFacts;
  /** The coordinates that its own manifests name, each with the folders of those manifests (empty for the root). */
  named: Map<string, Set<string>>;
}

/** What the code host says, by its own number and by address. */
export interface RepositoryIndex {
  /**
   * The repository that a claim means: by number where the claim has one, since an address can be taken over.
   * `replaced` where the address leads to another number now.
   */
  find(claim: RepositoryClaim): KnownRepository | 'replaced' | null;
  /** Whether the manifest in the claimed folder, or any where none is claimed, names the coordinate: then the claim is mutual. */
  confirms(claim: RepositoryClaim, coordinate: string): boolean;
}

export function indexRepositories(candidates: Iterable<Candidate>): RepositoryIndex {
  const byId = new Map<string, KnownRepository>();
  const byUrl = new Map<string, KnownRepository>();
  for (const candidate of candidates) {
    const facts = candidate.repositoryFacts;
    if (facts === null) continue;
    const known = byId.get(facts.id) ?? { facts, named: new Map() };
    for (const ref of candidate.equivalents)
      addNamed(known, identify(ref), candidate.repository?.subfolder ?? '');
    byId.set(facts.id, known);
    byUrl.set(facts.url.toLowerCase(), known);
  }

  const find: RepositoryIndex['find'] = ({ id, url }) => {
    const atAddress = byUrl.get(url.toLowerCase()) ?? null;
    if (id === null) return atAddress;
    return byId.get(id) ?? (atAddress === null ? null : 'replaced');
  };
  return {
    find,
    confirms(claim, coordinate) {
      const known = find(claim);
      if (known === null || known === 'replaced') return false;
      const folders = known.named.get(coordinate);
      return folders !== undefined && (claim.subfolder === null || folders.has(claim.subfolder));
    },
  };
}

function addNamed({ named }: KnownRepository, coordinate: string | null, folder: string): void {
  if (coordinate === null) return;
  const folders = named.get(coordinate) ?? new Set();
  named.set(coordinate, folders.add(folder));
}
