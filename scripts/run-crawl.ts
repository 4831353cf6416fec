import { availableParallelism } from 'node:os';
import { type CrawlEvent, crawl } from '../crawler/crawl.ts';
import { formatRef, type Ref } from '../crawler/ref.ts';
import type { Catalogue } from '../data/catalogue.ts';
import { toPlainText } from '../policy/plain-text.ts';
import { describeEvent, writeEvent } from './crawl-events.ts';
import { serveMetrics } from './crawl-metrics.ts';
import { describeCourse } from './crawl-report.ts';
import { type CrawlCounts, startTally } from './crawl-tally.ts';
import { startProgress } from './progress.ts';
import { count } from './terminal.ts';
import { openWorkshop } from './workshop.ts';

export interface CrawlRequest {
  refs: Ref[];
  catalogue: Catalogue;
  concurrency?: number | undefined;
  refresh?: boolean | undefined;
  /** Seconds, for one attempt at a server. */
  timeout?: number | undefined;
  /** Those of the REFs that a person named, and no source. */
  named: Ref[];
  /** By REF, the source that named it. */
  sources: ReadonlyMap<string, string>;
  /** Tells each event as a line of JSON on standard output. */
  json?: boolean | undefined;
  /** Where to serve figures for Prometheus; nowhere where it is not given. */
  metricsPort?: number | undefined;
}

export interface CrawlReport extends Omit<CrawlCounts, 'underWay' | 'perMinute' | 'timeLeftMs'> {
  isInterrupted: boolean;
}

/**
 * Crawls with progress on standard error: a moving line on a terminal, a line for each server everywhere.
 * Ctrl-C ends it after the servers under way; everything examined until then is stored.
 */
export async function runCrawl(request: CrawlRequest): Promise<CrawlReport> {
  const { refs, catalogue, concurrency, refresh, timeout, named } = request;
  const workshop = await openWorkshop(refs, timeout, named);
  const stop = new AbortController();
  const { tally, progress, follow, close } = await followCrawl(request);
  const interrupt = () => {
    stop.abort();
    progress.print('Ending after the servers under way; Ctrl-C again ends at once.');
  };
  process.once('SIGINT', interrupt);
  try {
    await crawl(refs, {
      ...workshop,
      store: catalogue,
      concurrency: concurrency ?? availableParallelism(),
      refresh: refresh ?? false,
      signal: stop.signal,
      onEvent: follow,
    });
  } finally {
    process.off('SIGINT', interrupt);
    close();
  }
  const { found, queued, listed, failed, known, tools, bySource } = tally.read();
  const isInterrupted = stop.signal.aborted;
  const report = { found, queued, listed, failed, known, tools, bySource, isInterrupted };
  if (request.json) writeEvent({ event: 'finished', ...report, catalogue: catalogue.file });
  return report;
}

async function followCrawl({ refs, sources, json, metricsPort }: CrawlRequest) {
  const total = new Set(refs.map(formatRef)).size;
  const sourceOf = (ref: string) => sources.get(ref) ?? 'named';
  const tally = startTally(total, sourceOf);
  const metrics = metricsPort === undefined ? null : await serveMetrics(metricsPort, tally, sourceOf);
  const progress = startProgress();
  if (metrics !== null) progress.print(`Figures for Prometheus: ${metrics.address}`);
  if (json) writeEvent({ event: 'found', servers: total });
  return {
    tally,
    progress,
    follow(event: CrawlEvent) {
      tally.count(event);
      metrics?.count(event);
      if (json) writeEvent(describeEvent(event));
      const counts = tally.read();
      const done = counts.listed + counts.failed + counts.known;
      if (event.kind === 'observed')
        progress.print(`[${String(done).padStart(String(total).length)}/${total}] ${describe(event)}`);
      const now = counts.underWay.map((ref) => toPlainText(ref, 60)).join(', ');
      progress.show(`${describeCourse(counts)}; now ${now}`);
    },
    close() {
      progress.end();
      metrics?.close();
    },
  };
}

function describe({ ref, observation }: Extract<CrawlEvent, { kind: 'observed' }>): string {
  const seconds = `${(observation.durationMs / 1000).toFixed(1)} s`;
  const name = `${toPlainText(ref, 80)}${observation.version === null ? '' : ` ${toPlainText(observation.version, 40)}`}`;
  if ('listing' in observation.outcome) {
    const made = observation.placeholders.length;
    const note = made === 0 ? '' : `, with ${count(made, 'placeholder')}`;
    return `${name}: ${count(observation.outcome.listing.tools.length, 'tool')} (${seconds}${note})`;
  }
  const { reason, detail } = observation.outcome.failure;
  return `${name}: ${reason}. ${toPlainText(detail)} (${seconds})`;
}
