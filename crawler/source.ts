import type { Candidate } from './candidate.ts';
import type { Json } from './json.ts';

/** A part of what a source knows. */
export interface DiscoveryPage {
  candidates: Candidate[];
  /** Elements that made no candidate, counted by reason. */
  skipped: Record<string, number>;
  /** Where to go on after this page; only the source that made it can read it. */
  checkpoint: Json;
}

export interface DiscoveryRequest {
  /**
   * From the last page that was kept: an interrupted discovery goes on with the next page, a finished one with what
   * has changed since. null, or one that the source does not understand, begins anew.
   */
  checkpoint: Json | null;
  /** Ends the discovery, also in the middle of a wait. */
  signal?: AbortSignal;
}

/** Knows one place where servers are named. */
export interface Source {
  /** The folder's name. */
  id: string;
  /** For a reader. */
  title: string;
  /**
   * Yields lazily: the next page is asked for when it is taken.
   * @throws RetryLaterError, RefusedRequestError or UnreadableAnswerError; what was yielded until then stands.
   */
  discover(request: DiscoveryRequest): AsyncIterable<DiscoveryPage>;
}
