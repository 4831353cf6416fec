import type { CrawlEvent } from '../crawler/crawl.ts';
import { toVisibleJson } from '../policy/plain-text.ts';

/** Writes an event as one line of JSON on standard output, for programs that follow a crawl. */
export function writeEvent(event: { event: string } & Record<string, unknown>): void {
  process.stdout.write(`${toVisibleJson(event)}\n`);
}

/** What a program is told of a look: its outcome, without the definitions, which the catalogue holds. */
export function describeEvent(event: CrawlEvent): { event: string } & Record<string, unknown> {
  const { kind, ref } = event;
  if (event.kind === 'started') return { event: kind, ref };
  if (event.kind === 'known') return { event: kind, ref, version: event.version, outcome: event.outcome };
  const { purl, version, observedAt, durationMs, attempts, outcome } = event.observation;
  const look = { event: kind, ref, purl, version, observedAt, durationMs, attempts };
  if ('failure' in outcome)
    return { ...look, outcome: outcome.failure.reason, detail: outcome.failure.detail, tools: null };
  return { ...look, outcome: 'listed', detail: null, tools: outcome.listing.tools.length };
}
