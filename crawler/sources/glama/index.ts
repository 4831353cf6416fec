import { type Candidate, makeCandidate } from '../../candidate.ts';
import type { HttpClient } from '../../http/client.ts';
import { UnreadableAnswerError } from '../../http/errors.ts';
import { readVariables } from '../../json-schema-inputs.ts';
import { readRepository, toRepositoryRef } from '../../repository.ts';
import type { Source } from '../../source.ts';
import { makeTally, type Tally } from '../../tally.ts';
import { checkpointSchema, pageSchema, serverSchema } from './schema.ts';

export interface GlamaOptions {
  http: HttpClient;
  /** Raises the limits, where Glama gave one. */
  key?: string | undefined;
  baseUrl?: string | undefined;
}

/** Glama's directory, which knows servers by their repository and what they want in their environment. */
export function makeGlama({ http, key, baseUrl = 'https://glama.ai' }: GlamaOptions): Source {
  const headers: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` };
  return {
    id: 'glama',
    title: 'Glama',
    async *discover({ checkpoint, signal }) {
      const seen = new Set<string>();
      let cursor = checkpointSchema.parse(checkpoint)?.cursor ?? null;
      do {
        const url = new URL('/api/mcp/v1/servers', baseUrl);
        url.searchParams.set('first', '100');
        if (cursor !== null) url.searchParams.set('after', cursor);
        const { pageInfo, servers } = await http.getJson(url, pageSchema, { headers, signal });
        const tally = makeTally();
        const candidates = servers.flatMap((entry) => describeServer(entry, tally) ?? []);
        const next: string | null = pageInfo.hasNextPage ? pageInfo.endCursor : null;
        if (next !== null && (next === cursor || seen.has(next)))
          throw new UnreadableAnswerError('Glama gave the same cursor twice: its list has no end.');
        if (next !== null) seen.add(next);
        cursor = next;
        yield { candidates, skipped: tally.counts, checkpoint: cursor === null ? null : { cursor } };
      } while (cursor !== null);
    },
  };
}

function describeServer(entry: unknown, tally: Tally): Candidate | null {
  const { data } = serverSchema.safeParse(entry);
  const repository = data?.repository?.url ? readRepository(data.repository.url) : null;
  const ref = repository && toRepositoryRef(repository);
  if (data === undefined || ref === null) {
    tally.add(data === undefined ? 'no server' : 'no repository that a REF names');
    return null;
  }
  const settings = data.environmentVariablesJsonSchema;
  return makeCandidate({
    ref,
    source: 'glama',
    name: `${data.namespace}/${data.slug}`,
    title: data.name,
    description: data.description,
    repository,
    declared: settings ? readVariables(settings) : null,
    seenAt: new Date().toISOString(),
  });
}
