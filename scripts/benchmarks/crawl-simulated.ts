import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Candidate, makeCandidate } from '../../crawler/candidate.ts';
import { crawl } from '../../crawler/crawl.ts';
import { type Answer, scriptLauncher, scriptProbe } from '../../crawler/fixtures/scripted.ts';
import type { Source } from '../../crawler/source.ts';
import { openCatalogue } from '../../data/catalogue.ts';
import { runDiscovery } from '../run-discovery.ts';

const mebibyte = 1024 ** 2;
const pageSize = 100;

/**
 * Drives simulated candidates through the whole pipeline, sources to catalogue, with a launcher that answers at once:
 * what is left is the pipeline's own work. Prints servers a second of processor time, and the memory as it goes.
 */
export async function simulateCrawl(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'placard-bench-'));
  const catalogue = openCatalogue(join(folder, 'catalogue.db'));
  const names = Array.from({ length: count }, (_, index) => `server-${index}`);
  const launchers = [scriptLauncher(Object.fromEntries(names.map((name) => [name, '1.0.0'])))];
  try {
    const discovery = startClock();
    const sources = [
      simulateSource('mcp-registry', names),
      simulateSource(
        'npm',
        names.filter((_, index) => index % 4 === 0),
      ),
    ];
    const { refs } = await runDiscovery(sources, catalogue, launchers);
    print('discovered and merged', refs.length, discovery());

    const crawling = startClock();
    const memory: { heap: number; resident: number }[] = [];
    let observed = 0;
    await crawl(refs, {
      ...scriptProbe(threeTools),
      launchers,
      store: catalogue,
      concurrency: 8,
      refresh: false,
      onEvent({ kind }) {
        if (kind !== 'observed' || ++observed % Math.ceil(count / 10) !== 0) return;
        globalThis.gc?.();
        const { heapUsed, rss } = process.memoryUsage();
        memory.push({ heap: heapUsed / mebibyte, resident: rss / mebibyte });
      },
    });
    print('examined and stored', observed, crawling());
    print('in all', observed, discovery());
    console.log(`heap      ${memory.map(({ heap }) => heap.toFixed(0)).join(', ')} MiB after each tenth`);
    console.log(`resident  ${memory.map(({ resident }) => resident.toFixed(0)).join(', ')} MiB`);

    const again = startClock();
    let known = 0;
    await crawl(refs, {
      ...scriptProbe(threeTools),
      launchers,
      store: catalogue,
      concurrency: 8,
      refresh: false,
      onEvent: ({ kind }) => void (kind === 'known' && known++),
    });
    print('found known, run again', known, again());
  } finally {
    catalogue.close();
    rmSync(folder, { recursive: true });
  }
}

/** Wall time and processor time since the start, in seconds. */
function startClock(): () => { wall: number; processor: number } {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { wall: (performance.now() - start) / 1000, processor: (user + system) / 1e6 };
  };
}

function print(what: string, count: number, { wall, processor }: { wall: number; processor: number }): void {
  const rate = (count / processor).toFixed(0);
  console.log(
    `${String(count).padStart(6)} ${what.padEnd(24)} ${wall.toFixed(1).padStart(6)} s, ${processor.toFixed(1).padStart(6)} s of processor: ${rate} a second of one core`,
  );
}

function simulateSource(id: string, names: string[]): Source {
  return {
    id,
    title: id,
    async *discover({ checkpoint }) {
      for (let at = Number(checkpoint ?? 0); at < names.length; at += pageSize)
        yield {
          candidates: names.slice(at, at + pageSize).map((name) => simulateCandidate(id, name)),
          skipped: {},
          checkpoint: at + pageSize,
        };
    },
  };
}

function simulateCandidate(source: string, name: string): Candidate {
  return makeCandidate({
    ref: { kind: 'npm', name, version: null },
    source,
    name: `io.github.example/${name}`,
    title: name,
    description: `Does what ${name} does, for whoever asks it, in a sentence of usual length.`,
    repository: { url: `https://host.example/owner/${name}`, id: null, subfolder: null },
    seenAt: '2026-11-01T00:00:00.000Z',
  });
}

/** Tools of usual size, whose definitions differ from server to server. */
let served = 0;
const threeTools: Answer = (method, params) => {
  if (method === 'initialize')
    return {
      protocolVersion: params.protocolVersion ?? '2025-11-25',
      capabilities: { tools: {} },
      serverInfo: { name: 'scripted', version: '1' },
    };
  if (method !== 'tools/list') return undefined;
  served++;
  const properties = Object.fromEntries(
    ['path', 'query', 'limit', 'format'].map((name) => [
      name,
      { type: 'string', description: `The ${name} that is meant.` },
    ]),
  );
  return {
    tools: ['get_item', 'create_item', 'delete_item'].map((name) => ({
      name,
      description: `One of the tools of server ${served}: it does what its name says, and nothing else.`,
      inputSchema: { type: 'object', properties, required: ['path'] },
    })),
  };
};
