import { type Candidate, makeCandidate } from '../../candidate.ts';
import { toPackageRef } from '../../coordinate.ts';
import type { HttpClient } from '../../http/client.ts';
import { RefusedRequestError, UnreadableAnswerError } from '../../http/errors.ts';
import type { Patience } from '../../http/patience.ts';
import { isServerLikeName } from '../../package-name.ts';
import { readRepository } from '../../repository.ts';
import type { DiscoveryPage, DiscoveryRequest, Source } from '../../source.ts';
import { makeTally, type Tally } from '../../tally.ts';
import { askRegistry } from './ask-registry.ts';
import {
  changeSchema,
  changesSchema,
  checkpointSchema,
  feedSchema,
  foundSchema,
  type NpmCheckpoint,
  searchSchema,
} from './schema.ts';

export interface NpmSourceOptions {
  /** The user's npm configuration: which registry, and with which credentials. */
  npmOptions: Record<string, unknown>;
  /** One search each; the registry ends every search after some thousand results. */
  searches?: string[];
  /** The registry's feed of changes (`…/_changes`), where it has one; without it only the search is asked. */
  feed?: { url: string; http: HttpClient };
  /** Results a page of the search: at most 250. */
  pageSize?: number;
  patience?: Patience;
}

const keywords = [
  'mcp-server',
  'mcp',
  'model-context-protocol',
  'modelcontextprotocol',
  'fastmcp',
  'claude-mcp',
  'mcp-servers',
];
const feedPageSize = 1000;

/** Packages of the user's npm registry that call themselves MCP servers by a keyword or, where changes are told, by name. */
export function makeNpm(options: NpmSourceOptions): Source {
  const { searches = keywords.map((keyword) => `keywords:${keyword}`), feed } = options;
  return {
    id: 'npm',
    title: 'npm registry',
    async *discover(request) {
      const known = checkpointSchema.safeParse(request.checkpoint).data;
      let since = known?.since ?? null;
      // The mark is taken before the search begins: what is published meanwhile is found by one of the two.
      if (feed !== undefined && since === null) since = await readMark(feed, request.signal);
      else if (feed !== undefined && known?.search === null) since = yield* readChanges(feed, since, request);
      yield* search(options, searches, known?.search ?? { shard: 0, from: 0 }, since, request);
    },
  };
}

async function* search(
  { npmOptions, pageSize = 250, patience = {} }: NpmSourceOptions,
  searches: string[],
  start: NonNullable<NpmCheckpoint['search']>,
  since: NpmCheckpoint['since'],
  { signal }: DiscoveryRequest,
): AsyncGenerator<DiscoveryPage> {
  for (let shard = start.shard; shard < searches.length; shard++) {
    let before = '';
    for (let from = shard === start.shard ? start.from : 0; ; from += pageSize) {
      const query = { text: searches[shard] ?? '', size: pageSize, from };
      const path = '/-/v1/search';
      const found = await askRegistry({
        path,
        query,
        schema: searchSchema,
        npmOptions,
        patience,
        signal,
      }).catch((error: unknown) => endOfSearch(error, from));
      const tally = makeTally();
      const candidates = found.objects.flatMap((entry) => readFound(entry, tally) ?? []);
      const names = candidates.map(({ name }) => name).join();
      if (names !== '' && names === before)
        throw new UnreadableAnswerError('The npm registry gave the same page of its search twice.');
      before = names;
      const isEnd = found.objects.length === 0;
      const next = isEnd ? { shard: shard + 1, from: 0 } : { shard, from: from + pageSize };
      const isLast = next.shard >= searches.length;
      yield { candidates, skipped: tally.counts, checkpoint: { search: isLast ? null : next, since } };
      if (isEnd) break;
    }
  }
}

/** Past the depth that it allows, a registry refuses to look for more; on the first page a refusal is one. */
function endOfSearch(error: unknown, from: number): { objects: unknown[] } {
  if (from > 0 && error instanceof RefusedRequestError && error.status === 400) return { objects: [] };
  throw error;
}

function readFound(entry: unknown, tally: Tally): Candidate | null {
  const found = foundSchema.safeParse(entry).data?.package;
  const ref = found === undefined ? null : toPackageRef('npm', found.name, found.version ?? null);
  if (found === undefined || ref === null) {
    tally.add('no package in the search result');
    return null;
  }
  return makeCandidate({
    ref,
    source: 'npm',
    name: found.name,
    description: found.description,
    repository: found.links?.repository ? readRepository(found.links.repository) : null,
    seenAt: new Date().toISOString(),
  });
}

type Feed = NonNullable<NpmSourceOptions['feed']>;

async function readMark({ url, http }: Feed, signal?: AbortSignal): Promise<string | number> {
  const { update_seq } = await http.getJson(new URL('.', url), feedSchema, { signal });
  return update_seq;
}

/** What the feed tells is only a name, and whether it is gone; the rest is asked when it is examined. */
async function* readChanges(
  { url, http }: Feed,
  start: NpmCheckpoint['since'],
  { signal }: DiscoveryRequest,
): AsyncGenerator<DiscoveryPage, NpmCheckpoint['since']> {
  for (let since = start; ; ) {
    const address = new URL(url);
    address.searchParams.set('since', String(since));
    address.searchParams.set('limit', String(feedPageSize));
    const { results, last_seq } = await http.getJson(address, changesSchema, { signal });
    if (results.length === 0) return last_seq;
    if (last_seq === since) throw new UnreadableAnswerError('The feed of changes does not move on.');
    const tally = makeTally();
    const candidates = results.flatMap((row) => readChange(row, tally) ?? []);
    yield { candidates, skipped: tally.counts, checkpoint: { search: null, since: last_seq } };
    since = last_seq;
  }
}

function readChange(row: unknown, tally: Tally): Candidate | null {
  const change = changeSchema.safeParse(row).data;
  if (change === undefined) {
    tally.add('no change in the feed');
    return null;
  }
  const ref = isServerLikeName(change.id) ? toPackageRef('npm', change.id, null) : null;
  if (ref === null) return null;
  const status = change.deleted === true ? ('deleted' as const) : ('active' as const);
  return makeCandidate({ ref, source: 'npm', name: change.id, status, seenAt: new Date().toISOString() });
}
