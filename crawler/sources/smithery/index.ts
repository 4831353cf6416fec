import { randomInt } from 'node:crypto';
import { type Candidate, makeCandidate } from '../../candidate.ts';
import { toRemoteRef } from '../../coordinate.ts';
import type { HttpClient } from '../../http/client.ts';
import { RefusedRequestError } from '../../http/errors.ts';
import { readRepository, toRepositoryRef } from '../../repository.ts';
import type { Source } from '../../source.ts';
import { makeTally, type Tally } from '../../tally.ts';
import { checkpointSchema, foundSchema, pageSchema, type SmitheryServer, serverSchema } from './schema.ts';

export interface SmitheryOptions {
  http: HttpClient;
  /** Smithery answers nobody without one. */
  key: string;
  baseUrl?: string | undefined;
}

/** Smithery's registry: hosted servers by their address, others by the repository that they name. */
export function makeSmithery({ http, key, baseUrl = 'https://api.smithery.ai' }: SmitheryOptions): Source {
  const headers = { authorization: `Bearer ${key}` };

  async function readServer(name: string, tally: Tally, signal?: AbortSignal): Promise<Candidate | null> {
    // The API takes the slash of a name as it is.
    const path = name.split('/').map(encodeURIComponent).join('/');
    try {
      const server = await http.getJson(new URL(`/servers/${path}`, baseUrl), serverSchema, {
        headers,
        signal,
      });
      const candidate = describeServer(server);
      if (candidate === null) tally.add('neither an address nor a repository');
      return candidate;
    } catch (error) {
      if (!(error instanceof RefusedRequestError) || error.status !== 404) throw error;
      tally.add('a server that is gone');
      return null;
    }
  }

  return {
    id: 'smithery',
    title: 'Smithery',
    async *discover({ checkpoint, signal }) {
      // The seed keeps the order from page to page, also where a discovery goes on tomorrow.
      const start = checkpointSchema.parse(checkpoint) ?? { page: 1, seed: randomInt(2 ** 31) };
      for (let page = start.page; ; page++) {
        const url = new URL('/servers', baseUrl);
        const query = { page, pageSize: 100, seed: start.seed };
        for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
        const { servers, pagination } = await http.getJson(url, pageSchema, { headers, signal });
        const tally = makeTally();
        const candidates: Candidate[] = [];
        for (const entry of servers) {
          const { data } = foundSchema.safeParse(entry);
          if (data === undefined) tally.add('no server');
          const candidate = data === undefined ? null : await readServer(data.qualifiedName, tally, signal);
          if (candidate !== null) candidates.push(candidate);
        }
        const isLast = servers.length === 0 || page >= pagination.totalPages;
        const next = isLast ? null : { page: page + 1, seed: start.seed };
        yield { candidates, skipped: tally.counts, checkpoint: next };
        if (isLast) return;
      }
    },
  };
}

function describeServer(server: SmitheryServer): Candidate | null {
  const { qualifiedName: name, displayName: title, description, homepage, connections } = server;
  const hosted = connections?.find(({ type }) => type === 'http');
  const address = hosted?.deploymentUrl ?? hosted?.url ?? server.deploymentUrl;
  const repository = homepage ? readRepository(homepage) : null;
  const ref = address ? toRemoteRef(address) : repository && toRepositoryRef(repository);
  if (ref === null) return null;
  const settings = connections?.find(({ configSchema }) => configSchema != null)?.configSchema;
  return makeCandidate({
    ref,
    source: 'smithery',
    name,
    title,
    description,
    repository,
    // Settings of a hosted server travel in its address, and placard sends no placeholder to a network.
    unresolved: address ? (settings?.required ?? []) : [],
    seenAt: new Date().toISOString(),
  });
}
