import { RefusedRequestError, RetryLaterError, UnreadableAnswerError } from './http/errors.ts';
import type { Json } from './json.ts';
import type { DiscoveryPage, Source } from './source.ts';

/** Where a discovery puts what it finds. */
export interface DiscoveryStore {
  /** The checkpoint of the last page that was kept of a source; null where none ever was. */
  readCheckpoint(source: string): Json | null;
  /**
   * Keeps a page whole: its candidates and its checkpoint in one step, so that a discovery that is killed at any
   * moment loses at most the page under way, and keeps none twice.
   */
  keepPage(source: string, page: DiscoveryPage): void | Promise<void>;
}

/** How the discovery in one source ended. */
export interface DiscoveryOutcome {
  source: string;
  pages: number;
  candidates: number;
  /** Elements that made no candidate, by reason. */
  skipped: Record<string, number>;
  /** What cut it short; null where it came to its end. */
  failure: DiscoveryFailure | null;
}

export interface DiscoveryFailure {
  /** `later`: it goes on from its last page when run again. `refused`: a key or an address is to be mended first. */
  kind: 'later' | 'refused' | 'unreadable' | 'interrupted';
  message: string;
  /** When the host may be asked again, as far as it said so. */
  retryAt: Date | null;
}

export interface DiscoveryOptions {
  store: DiscoveryStore;
  /** Ends the discovery; what was kept stands. */
  signal?: AbortSignal;
  onPage?(source: string, page: DiscoveryPage): void;
}

/**
 * Asks all sources at the same time, each from where it was left, and keeps every page as it comes.
 * One source that fails costs the others nothing. The outcomes are in the order of the sources.
 */
export async function discover(sources: Source[], options: DiscoveryOptions): Promise<DiscoveryOutcome[]> {
  return Promise.all(sources.map((source) => discoverIn(source, options)));
}

async function discoverIn(
  source: Source,
  { store, signal, onPage }: DiscoveryOptions,
): Promise<DiscoveryOutcome> {
  const outcome: DiscoveryOutcome = {
    source: source.id,
    pages: 0,
    candidates: 0,
    skipped: {},
    failure: null,
  };
  try {
    const checkpoint = store.readCheckpoint(source.id);
    for await (const page of source.discover({ checkpoint, ...(signal && { signal }) })) {
      await store.keepPage(source.id, page);
      count(outcome, page);
      onPage?.(source.id, page);
      signal?.throwIfAborted();
    }
  } catch (error) {
    outcome.failure = describeFailure(error, signal);
  }
  return outcome;
}

function count(outcome: DiscoveryOutcome, { candidates, skipped }: DiscoveryPage): void {
  outcome.pages++;
  outcome.candidates += candidates.length;
  for (const [reason, number] of Object.entries(skipped))
    outcome.skipped[reason] = (outcome.skipped[reason] ?? 0) + number;
}

/** @throws the error itself where it is none of the world's: then it is ours, or the user's list. */
function describeFailure(error: unknown, signal: AbortSignal | undefined): DiscoveryFailure {
  if (signal?.aborted) return { kind: 'interrupted', message: 'The discovery was ended.', retryAt: null };
  if (error instanceof RetryLaterError)
    return { kind: 'later', message: error.message, retryAt: error.retryAt };
  if (error instanceof RefusedRequestError) return { kind: 'refused', message: error.message, retryAt: null };
  if (error instanceof UnreadableAnswerError)
    return { kind: 'unreadable', message: error.message, retryAt: null };
  throw error;
}
