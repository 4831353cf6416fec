import { availableParallelism } from 'node:os';
import { type CrawlEvent, crawl } from '../crawler/crawl.ts';
import type { Ref } from '../crawler/ref.ts';
import type { Catalogue } from '../data/catalogue.ts';
import { toPlainText } from '../policy/plain-text.ts';
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
}

export interface CrawlReport {
  listed: number;
  failed: number;
  known: number;
  isInterrupted: boolean;
}

/**
 * Crawls with progress on standard error: a moving line on a terminal, a line for each server everywhere.
 * Ctrl-C ends it after the servers under way; everything examined until then is stored.
 */
export async function runCrawl({
  refs,
  catalogue,
  concurrency,
  refresh,
  timeout,
  named,
}: CrawlRequest): Promise<CrawlReport> {
  const workshop = await openWorkshop(refs, timeout, named);
  const stop = new AbortController();
  const { report, progress, follow } = followCrawl(refs.length);
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
    progress.end();
  }
  return { ...report, isInterrupted: stop.signal.aborted };
}

function followCrawl(total: number) {
  const report = { listed: 0, failed: 0, known: 0 };
  const underWay = new Set<string>();
  const progress = startProgress();
  return {
    report,
    progress,
    follow(event: CrawlEvent) {
      if (event.kind === 'started') underWay.add(event.ref);
      else underWay.delete(event.ref);
      if (event.kind === 'known') report.known++;
      if (event.kind === 'observed') report['listing' in event.observation.outcome ? 'listed' : 'failed']++;
      const done = report.listed + report.failed + report.known;
      if (event.kind === 'observed')
        progress.print(`[${String(done).padStart(String(total).length)}/${total}] ${describe(event)}`);
      const now = [...underWay].map((ref) => toPlainText(ref, 60)).join(', ');
      progress.show(`${done} of ${total} examined; now ${now}`);
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
