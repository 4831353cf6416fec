import { type Candidate, makeCandidate } from '../../candidate.ts';
import { toImageRef, toPackageRef, toRemoteRef } from '../../coordinate.ts';
import type { HttpClient } from '../../http/client.ts';
import type { Ref } from '../../ref.ts';
import { walkRegistry } from '../../registry-pages.ts';
import { readRepository, toRepositoryRef } from '../../repository.ts';
import type { DiscoveryPage, DiscoveryRequest, Source } from '../../source.ts';
import { makeTally, type Tally } from '../../tally.ts';
import { checkpointSchema, pageSchema, serverSchema } from './schema.ts';

export interface PulseMcpOptions {
  http: HttpClient;
  /** With a key the present API is asked, without one the older one, which wants none. */
  key?: string | undefined;
  baseUrl?: string | undefined;
}

const id = 'pulsemcp';
const pageSize = 1000;

/** PulseMCP's directory. */
export function makePulseMcp({ http, key, baseUrl = 'https://api.pulsemcp.com' }: PulseMcpOptions): Source {
  return {
    id,
    title: 'PulseMCP',
    discover: (request) =>
      key === undefined
        ? walkOlderApi(http, baseUrl, request)
        : walkRegistry({ http, baseUrl, source: id, headers: { 'x-api-key': key } }, request),
  };
}

async function* walkOlderApi(
  http: HttpClient,
  baseUrl: string,
  { checkpoint, signal }: DiscoveryRequest,
): AsyncGenerator<DiscoveryPage> {
  for (let offset = checkpointSchema.parse(checkpoint)?.offset ?? 0; ; ) {
    const url = new URL('/v0beta/servers', baseUrl);
    url.searchParams.set('count_per_page', String(pageSize));
    url.searchParams.set('offset', String(offset));
    const { servers, total_count } = await http.getJson(url, pageSchema, { signal });
    const tally = makeTally();
    const candidates = servers.flatMap((entry) => describeServer(entry, tally));
    offset += servers.length;
    const isLast = servers.length === 0 || (total_count != null && offset >= total_count);
    yield { candidates, skipped: tally.counts, checkpoint: isLast ? null : { offset } };
    if (isLast) return;
  }
}

function describeServer(entry: unknown, tally: Tally): Candidate[] {
  const { data } = serverSchema.safeParse(entry);
  if (data === undefined) {
    tally.add('no server');
    return [];
  }
  const repository = data.source_code_url ? readRepository(data.source_code_url) : null;
  const packaged = readPackage(data.package_registry?.toLowerCase() ?? '', data.package_name ?? '');
  const remotes = data.remotes?.map(({ url_direct }) => (url_direct ? toRemoteRef(url_direct) : null)) ?? [];
  const named = [packaged, ...remotes].filter((ref) => ref !== null);
  const refs =
    named.length > 0 ? named : [repository && toRepositoryRef(repository)].filter((ref) => ref !== null);
  if (refs.length === 0) tally.add('neither a package nor a repository that a REF names');
  return refs.map((ref) =>
    makeCandidate({
      ref,
      source: id,
      name: data.name,
      description: data.short_description,
      repository,
      equivalents: refs.filter((other) => other !== ref),
      seenAt: new Date().toISOString(),
    }),
  );
}

function readPackage(registry: string, name: string): Ref | null {
  if (name === '') return null;
  if (registry === 'npm' || registry === 'pypi') return toPackageRef(registry, name, null);
  return registry === 'docker' ? toImageRef(name) : null;
}
