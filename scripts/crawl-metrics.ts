import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { CrawlEvent } from '../crawler/crawl.ts';
import { type CrawlTally, countTools, nameOutcome } from './crawl-tally.ts';
import { explainRefusal } from './system-error.ts';

/** Figures of a crawl in the text format of Prometheus, for those who run it for weeks. */
export interface CrawlMetrics {
  address: string;
  count(event: CrawlEvent): void;
  close(): void;
}

/**
 * Serves the figures on this machine alone, at `/metrics`.
 * @param port 0 takes a free one.
 * @throws UsageError where the port is taken.
 */
export async function serveMetrics(
  port: number,
  tally: CrawlTally,
  sourceOf: (ref: string) => string,
): Promise<CrawlMetrics> {
  const { registry, count } = makeFigures(tally, sourceOf);
  const server = createServer(async ({ url, method }, response) => {
    if (url !== '/metrics' || method !== 'GET') return void response.writeHead(404).end();
    response.setHeader('content-type', registry.contentType).end(await registry.metrics());
  });
  await explainRefusal(`Port ${port}`, 'choose another with --metrics-port', async () => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  });
  // A crawl ends when its work does, whoever still looks on.
  server.unref();
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`,
    count,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function makeFigures(tally: CrawlTally, sourceOf: (ref: string) => string) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const servers = new Counter({
    name: 'placard_crawl_servers_total',
    help: 'Servers done, by outcome (listed, known, or the reason of the failure) and source.',
    labelNames: ['outcome', 'source'],
    registers,
  });
  const tools = new Counter({
    name: 'placard_crawl_tools_total',
    help: 'Tools that were listed.',
    registers,
  });
  const seconds = new Histogram({
    name: 'placard_crawl_look_seconds',
    help: 'Time that a look took, from installation to listing.',
    buckets: [0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300],
    registers,
  });
  new Gauge({
    name: 'placard_crawl_servers',
    help: 'Servers of this crawl by state.',
    labelNames: ['state'],
    registers,
    collect() {
      const { found, queued, underWay } = tally.read();
      this.set({ state: 'found' }, found);
      this.set({ state: 'queued' }, queued);
      this.set({ state: 'under_way' }, underWay.length);
    },
  });
  return {
    registry,
    count(event: CrawlEvent) {
      if (event.kind === 'started') return;
      servers.inc({ outcome: nameOutcome(event), source: sourceOf(event.ref) });
      tools.inc(countTools(event));
      if (event.kind === 'observed') seconds.observe(event.observation.durationMs / 1000);
    },
  };
}
