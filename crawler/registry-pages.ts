import { z } from 'zod';
import type { CandidateStatus } from './candidate.ts';
import type { HttpClient } from './http/client.ts';
import { RefusedRequestError, UnreadableAnswerError } from './http/errors.ts';
import { readServerJson } from './server-json.ts';
import type { DiscoveryPage, DiscoveryRequest } from './source.ts';
import { makeTally, type Tally } from './tally.ts';

export interface RegistryOptions {
  http: HttpClient;
  /** Without a path: `https://registry.modelcontextprotocol.io`. */
  baseUrl: string;
  /** The id of the source that asks. */
  source: string;
  headers?: Record<string, string>;
}

/** More pages of a hundred than any registry has entries; a cursor that never ends is not followed for ever. */
const maximumPages = 20_000;
/** Clocks differ, and what is written while a page is read may carry an earlier time. */
const overlapMs = 10 * 60 * 1000;

const checkpointSchema = z
  .object({
    /** The walk under way, or the next one, asks for what was changed since; null for everything. */
    since: z.string().nullable(),
    cursor: z.string().nullable(),
    /** When the walk under way began; null where none is. */
    startedAt: z.string().nullable(),
  })
  .catch({ since: null, cursor: null, startedAt: null });

/**
 * Walks a registry that speaks the generic registry API (v0.1): the newest version of every server, tombstones
 * included; after a finished walk, only what was changed since it began.
 */
export async function* walkRegistry(
  options: RegistryOptions,
  { checkpoint, signal }: DiscoveryRequest,
): AsyncGenerator<DiscoveryPage> {
  const { since, cursor: resumed, startedAt: begun } = checkpointSchema.parse(checkpoint);
  const startedAt = begun ?? new Date().toISOString();
  const seen = new Set<string>();
  let cursor = resumed;
  for (let count = 0; count < maximumPages; count++) {
    const { servers, metadata } = await readPage(options, { since, cursor, isResumed: count === 0, signal });
    const tally = makeTally();
    const seenAt = new Date().toISOString();
    const candidates = servers.flatMap((entry) => readEntry(entry, options.source, seenAt, tally));
    const next = metadata.nextCursor || null;
    if (next === null) {
      const nextSince = new Date(Date.parse(startedAt) - overlapMs).toISOString();
      yield {
        candidates,
        skipped: tally.counts,
        checkpoint: { since: nextSince, cursor: null, startedAt: null },
      };
      return;
    }
    if (next === cursor || seen.has(next))
      throw new UnreadableAnswerError(`${options.baseUrl} gave the same cursor twice: its list has no end.`);
    seen.add(next);
    cursor = next;
    yield { candidates, skipped: tally.counts, checkpoint: { since, cursor, startedAt } };
  }
  throw new UnreadableAnswerError(`${options.baseUrl} answered more than ${maximumPages} pages.`);
}

const pageSchema = z.object({
  servers: z
    .array(z.unknown())
    .nullable()
    .transform((servers) => servers ?? []),
  metadata: z
    .object({ nextCursor: z.string().nullish(), next_cursor: z.string().nullish() })
    .nullish()
    .transform((metadata) => ({ nextCursor: metadata?.nextCursor ?? metadata?.next_cursor ?? null })),
});

interface PageRequest {
  since: string | null;
  cursor: string | null;
  isResumed: boolean;
  signal: AbortSignal | undefined;
}

async function readPage(
  options: RegistryOptions,
  { since, cursor, isResumed, signal }: PageRequest,
): Promise<z.infer<typeof pageSchema>> {
  const url = new URL('/v0.1/servers', options.baseUrl);
  url.searchParams.set('limit', '100');
  url.searchParams.set('version', 'latest');
  url.searchParams.set('include_deleted', 'true');
  if (since !== null) url.searchParams.set('updated_since', since);
  if (cursor !== null) url.searchParams.set('cursor', cursor);
  try {
    return await options.http.getJson(url, pageSchema, { headers: options.headers ?? {}, signal });
  } catch (error) {
    // A cursor from an earlier run may have gone stale: then the walk begins again, and finds the same things.
    const isStale =
      isResumed && cursor !== null && error instanceof RefusedRequestError && error.status === 400;
    if (!isStale) throw error;
    return readPage(options, { since, cursor: null, isResumed: false, signal });
  }
}

const statusSchema = z.object({ status: z.enum(['active', 'deprecated', 'deleted']) });
const entrySchema = z.object({
  server: z.unknown(),
  _meta: z.record(z.string(), z.unknown()).nullish(),
});

function readEntry(entry: unknown, source: string, seenAt: string, tally: Tally) {
  const wrapped = entrySchema.safeParse(entry);
  const server = wrapped.data?.server ?? entry;
  try {
    return readServerJson(server, { source, seenAt, status: readStatus(wrapped.data?._meta, server) }, tally);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    tally.add('no server.json');
    return [];
  }
}

/** Since 2025-09-29 the registry's own data says it, before that server.json did. */
function readStatus(meta: Record<string, unknown> | null | undefined, server: unknown): CandidateStatus {
  const places = [meta?.['io.modelcontextprotocol.registry/official'], server];
  const known = places.map((place) => statusSchema.safeParse(place).data?.status);
  return known.find((status) => status !== undefined) ?? 'active';
}
