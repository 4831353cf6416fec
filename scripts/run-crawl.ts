import { availableParallelism } from 'node:os';
import ora from 'ora';
import { type CrawlEvent, crawl } from '../crawler/crawl.ts';
import type { Ref } from '../crawler/ref.ts';
import type { Catalogue } from '../data/catalogue.ts';
import { count, printable } from './terminal.ts';
import { openWorkshop } from './workshop.ts';

export interface CrawlRequest {
  refs: Ref[];
  catalogue: Catalogue;
  concurrency?: number | undefined;
  refresh?: boolean | undefined;
  timeoutSeconds?: number | undefined;
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
  timeoutSeconds,
}: CrawlRequest): Promise<CrawlReport> {
  const workshop = await openWorkshop(timeoutSeconds);
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  const progress = showProgress(refs.length);
  try {
    await crawl(refs, {
      ...workshop,
      store: catalogue,
      concurrency: concurrency ?? availableParallelism(),
      refresh: refresh ?? false,
      signal: stop.signal,
      onEvent: progress.show,
    });
  } finally {
    process.off('SIGINT', interrupt);
    progress.end();
  }
  return { ...progress.report, isInterrupted: stop.signal.aborted };
}

function showProgress(total: number) {
  const report = { listed: 0, failed: 0, known: 0 };
  const underWay = new Set<string>();
  const spinner = ora({
    stream: process.stderr,
    isEnabled: process.stderr.isTTY === true,
    isSilent: process.stderr.isTTY !== true,
    discardStdin: false,
  }).start();
  const print = (line: string) => {
    spinner.clear();
    process.stderr.write(`${line}\n`);
  };
  return {
    report,
    end: () => spinner.stop(),
    show(event: CrawlEvent) {
      if (event.kind === 'started') underWay.add(event.ref);
      else underWay.delete(event.ref);
      if (event.kind === 'known') report.known++;
      if (event.kind === 'observed') {
        const isListed = 'listing' in event.observation.outcome;
        report[isListed ? 'listed' : 'failed']++;
        const done = report.listed + report.failed + report.known;
        print(`[${String(done).padStart(String(total).length)}/${total}] ${describe(event)}`);
      }
      const done = report.listed + report.failed + report.known;
      spinner.text = `${done} of ${total} examined; now ${[...underWay].map((ref) => printable(ref, 60)).join(', ')}`;
    },
  };
}

function describe({ ref, observation }: Extract<CrawlEvent, { kind: 'observed' }>): string {
  const seconds = `${(observation.durationMs / 1000).toFixed(1)} s`;
  const name = `${printable(ref, 80)}${observation.version === null ? '' : ` ${printable(observation.version, 40)}`}`;
  if ('listing' in observation.outcome) {
    const made = observation.placeholders.length;
    const note = made === 0 ? '' : `, with ${count(made, 'placeholder')}`;
    return `${name}: ${count(observation.outcome.listing.tools.length, 'tool')} (${seconds}${note})`;
  }
  const { reason, detail } = observation.outcome.failure;
  return `${name}: ${reason}. ${printable(detail)} (${seconds})`;
}
