import { availableParallelism } from 'node:os';
import { type CrawlEvent, type CrawlOptions, crawl } from '../crawler/crawl.ts';
import { type Delegation, delegate } from '../crawler/queue/delegate.ts';
import { crawlRole, openQueue } from '../crawler/queue/open-queue.ts';
import { formatRef, type Ref } from '../crawler/ref.ts';
import type { Catalogue } from '../data/catalogue.ts';
import { describeEvent, writeEvent } from './crawl-events.ts';
import { serveMetrics } from './crawl-metrics.ts';
import { describeCourse } from './crawl-report.ts';
import { type CrawlCounts, startTally } from './crawl-tally.ts';
import { describeLook, nameFirst } from './describe-look.ts';
import { startProgress } from './progress.ts';
import { openOffice, openWorkshop } from './workshop.ts';

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
  /** As in CrawlOptions. */
  declared?: CrawlOptions['declared'];
  /** Servers that the sources name and that are not examined; none where it is not given. */
  setAside?: number;
  /** Tells each event as a line of JSON on standard output. */
  json?: boolean | undefined;
  /** Where to serve figures for Prometheus; nowhere where it is not given. */
  metricsPort?: number | undefined;
  /** Address of the queue whose workers examine the servers; this process where it is not given. */
  queue?: string | undefined;
}

/** Servers that wait in a queue or are with its workers: enough for hundreds of these. */
const mostQueued = 500;

export interface CrawlReport extends Omit<CrawlCounts, 'underWay' | 'perMinute' | 'timeLeftMs'> {
  isInterrupted: boolean;
}

/**
 * Opens a queue once, to learn early whether it can be used.
 * @throws QueueError where it cannot.
 */
export async function checkQueue(url: string): Promise<void> {
  const { close } = await openQueue(url, { role: crawlRole, tell: () => {} });
  await close();
}

/**
 * Crawls with progress on standard error: a moving line on a terminal, a line for each server everywhere.
 * Ctrl-C ends it after the servers under way; everything examined until then is stored. What workers of a queue have
 * under way is left to them, and the next crawl stores it.
 * @throws QueueError where the queue cannot be used.
 */
export async function runCrawl(request: CrawlRequest): Promise<CrawlReport> {
  const { refs, catalogue, concurrency, refresh, timeout, named, queue } = request;
  const workshop = queue === undefined ? await openWorkshop(refs, timeout, named) : openOffice();
  const { tally, progress, follow, close } = await followCrawl(request);
  const stop = new AbortController();
  let delegation: Delegation | null = null;
  const interrupt = () => {
    stop.abort();
    progress.print(delegation === null ? endings.here : endings.elsewhere);
    void delegation?.close();
  };
  process.once('SIGINT', interrupt);
  try {
    if (queue !== undefined)
      delegation = await delegate(queue, { record: catalogue.record, tell: progress.print });
    await crawl(refs, {
      ...workshop,
      declared: request.declared,
      store: catalogue,
      concurrency: delegation === null ? (concurrency ?? availableParallelism()) : mostQueued,
      refresh: refresh ?? false,
      delegation,
      signal: stop.signal,
      onEvent: follow,
    });
  } finally {
    process.off('SIGINT', interrupt);
    await delegation?.close();
    close();
  }
  const { found, queued, listed, failed, known, tools, bySource } = tally.read();
  const isInterrupted = stop.signal.aborted;
  const report = { found, queued, listed, failed, known, tools, bySource, isInterrupted };
  if (request.json) writeEvent({ event: 'finished', ...report, catalogue: catalogue.file });
  return report;
}

const endings = {
  here: 'Ending after the servers under way; Ctrl-C again ends at once.',
  elsewhere: 'Ending. Workers go on with what is queued, and the next crawl stores what they find.',
};

async function followCrawl({ refs, sources, setAside = 0, json, metricsPort }: CrawlRequest) {
  const total = new Set(refs.map(formatRef)).size;
  const sourceOf = (ref: string) => sources.get(ref) ?? 'named';
  const tally = startTally(total, sourceOf);
  const metrics = metricsPort === undefined ? null : await serveMetrics(metricsPort, tally, sourceOf);
  const progress = startProgress();
  if (metrics !== null) progress.print(`Figures for Prometheus: ${metrics.address}`);
  if (json) writeEvent({ event: 'found', servers: total, setAside });
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
        progress.print(
          `[${String(done).padStart(String(total).length)}/${total}] ${describeLook(event.ref, event.observation)}`,
        );
      progress.show(`${describeCourse(counts)}; now ${nameFirst(counts.underWay)}`);
    },
    close() {
      progress.end();
      metrics?.close();
    },
  };
}
