import type { Octokit } from 'octokit';
import { describeRefusal } from '../../github-client.ts';
import { UnreadableAnswerError } from '../../http/errors.ts';
import { type GithubCheckpoint, searchSchema, type Window } from './schema.ts';

/** A search that is cut into windows, since GitHub shows no more than the first thousand results of any. */
export interface Search {
  kind: 'repositories' | 'code';
  query: string;
  /** All there can be: seconds since 1970 for repositories, bytes for code. */
  whole(startedAt: number): Window;
}

/** Searches of repositories are cut by the time of creation, searches of code by the size of the file. */
export function searchRepositories(query: string): Search {
  // GitHub's first repositories are of late 2007.
  return { kind: 'repositories', query, whole: (startedAt) => [1_167_609_600, startedAt] };
}
export function searchCode(query: string): Search {
  // GitHub indexes no larger files.
  return { kind: 'code', query, whole: () => [0, 393_216] };
}

export interface FoundPage {
  items: unknown[];
  /** GitHub gave up before it had looked through all. */
  isIncomplete: boolean;
  checkpoint: GithubCheckpoint;
}

const pageSize = 100;
const mostResults = 1000;

/** Yields the results of a search page by page, halving each window until GitHub shows all of it. */
export async function* runSearch(
  octokit: Pick<Octokit, 'request'>,
  { kind, query, whole }: Search,
  start: GithubCheckpoint,
  signal: AbortSignal | undefined,
): AsyncGenerator<FoundPage> {
  const windows = [...(start.windows ?? [whole(start.startedAt)])];
  let page = start.page;
  for (let window = windows.pop(); window !== undefined; window = windows.pop()) {
    const q = `${query} ${formatWindow(kind, window)}${formatSince(kind, start.since)}`;
    for (; ; page++) {
      const { total_count, incomplete_results, items } = await ask(octokit, kind, q, page, signal);
      const [from, to] = window;
      const isTooMuch = total_count > mostResults || (incomplete_results && kind === 'repositories');
      // A search that was given up finds more in a part of it; below a month, time is not what it lacks.
      const smallest = total_count > mostResults ? 1 : 2_592_000;
      if (page === 1 && isTooMuch && to - from >= smallest) {
        const middle = Math.floor((from + to) / 2);
        windows.push([middle + 1, to], [from, middle]);
        break;
      }
      const isLast = items.length === 0 || page * pageSize >= Math.min(total_count, mostResults);
      const rest = isLast ? [...windows] : [...windows, window];
      const next = isLast ? 1 : page + 1;
      const checkpoint =
        rest.length === 0
          ? { ...start, search: start.search + 1, windows: null, page: 1 }
          : { ...start, windows: rest, page: next };
      yield { items, isIncomplete: incomplete_results || total_count > mostResults, checkpoint };
      if (isLast) break;
    }
    page = 1;
  }
}

async function ask(
  octokit: Pick<Octokit, 'request'>,
  kind: Search['kind'],
  q: string,
  page: number,
  signal: AbortSignal | undefined,
) {
  const parameters = { q, per_page: pageSize, page, ...(signal && { request: { signal } }) };
  try {
    const { data }: { data: unknown } =
      kind === 'code'
        ? await octokit.request('GET /search/code', parameters)
        : await octokit.request('GET /search/repositories', parameters);
    return searchSchema.parse(data);
  } catch (error) {
    if (error instanceof Error && error.name === 'ZodError')
      throw new UnreadableAnswerError('GitHub answered something that is no search result.');
    throw describeRefusal(error, signal);
  }
}

function formatWindow(kind: Search['kind'], [from, to]: Window): string {
  return kind === 'code' ? `size:${from}..${to}` : `created:${formatTime(from)}..${formatTime(to)}`;
}

/** The search of code knows no time. */
function formatSince(kind: Search['kind'], since: number | null): string {
  return kind === 'code' || since === null ? '' : ` pushed:>=${formatTime(since)}`;
}

function formatTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
