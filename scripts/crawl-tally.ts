import type { CrawlEvent } from '../crawler/crawl.ts';

/** What became of the servers of one source. */
export interface SourceTally {
  /** The source that is trusted most of those that named them; `named` where a person did. */
  source: string;
  /** Servers by what was seen: `listed`, `known`, or the reason of a failure. */
  outcomes: Record<string, number>;
}

/** How far a crawl has come. */
export interface CrawlCounts {
  found: number;
  /** Not begun yet. */
  queued: number;
  listed: number;
  failed: number;
  /** Passed over, for an earlier look still stands. */
  known: number;
  tools: number;
  /** REFs that are looked at now, oldest first. */
  underWay: string[];
  /** Servers a minute, lately; null where too few are done to tell. */
  perMinute: number | null;
  /** Milliseconds at that rate; null where it is not known. */
  timeLeftMs: number | null;
  /** In the order in which their first server was done. */
  bySource: SourceTally[];
}

export interface CrawlTally {
  count(event: CrawlEvent): void;
  read(): CrawlCounts;
}

/** So many of the newest are asked for the rate: what is known passes in a moment, and says nothing of what follows. */
const mostRecent = 100;

/**
 * Counts what happens in a crawl.
 * @param now milliseconds, from any beginning.
 */
export function startTally(
  found: number,
  sourceOf: (ref: string) => string,
  now: () => number = () => performance.now(),
): CrawlTally {
  const counts = { listed: 0, failed: 0, known: 0, tools: 0 };
  const underWay = new Set<string>();
  const bySource = new Map<string, Record<string, number>>();
  const recent: number[] = [now()];
  return {
    count(event) {
      if (event.kind === 'started') {
        underWay.add(event.ref);
        return;
      }
      underWay.delete(event.ref);
      recent.push(now());
      if (recent.length > mostRecent) recent.shift();
      const outcome = nameOutcome(event);
      counts[outcome === 'known' || outcome === 'listed' ? outcome : 'failed']++;
      counts.tools += countTools(event);
      const source = sourceOf(event.ref);
      const outcomes = bySource.get(source) ?? {};
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      bySource.set(source, outcomes);
    },
    read() {
      const left = found - counts.listed - counts.failed - counts.known;
      const perMs = recent.length < 3 ? null : (recent.length - 1) / (now() - (recent[0] ?? 0));
      const isTelling = perMs !== null && Number.isFinite(perMs) && perMs > 0;
      return {
        found,
        queued: left - underWay.size,
        ...counts,
        underWay: [...underWay],
        perMinute: isTelling ? perMs * 60_000 : null,
        timeLeftMs: isTelling ? left / perMs : null,
        bySource: [...bySource].map(([source, outcomes]) => ({ source, outcomes })),
      };
    },
  };
}

/** `listed`, `known`, or the reason of the failure. */
export function nameOutcome(event: Exclude<CrawlEvent, { kind: 'started' }>): string {
  if (event.kind === 'known') return 'known';
  const { outcome } = event.observation;
  return 'failure' in outcome ? outcome.failure.reason : 'listed';
}

/** Tools that a look found. */
export function countTools(event: CrawlEvent): number {
  return event.kind === 'observed' && 'listing' in event.observation.outcome
    ? event.observation.outcome.listing.tools.length
    : 0;
}
