import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { crawl } from '../../crawler/crawl.ts';
import { makeLaunchers } from '../../crawler/launchers/index.ts';
import type { Observation } from '../../crawler/observation.ts';
import type { ProbeOptions } from '../../crawler/probe.ts';
import type { Ref } from '../../crawler/ref.ts';
import type { Sandbox, SandboxRequest } from '../../crawler/sandbox.ts';
import { chooseSandbox } from '../../crawler/sandboxes/index.ts';
import { openCatalogue } from '../../data/catalogue.ts';
import { NotExaminedError } from '../exit-codes.ts';
import { version } from '../settings.ts';
import { startDirectly } from './start-directly.ts';

/** One server, as one run of the whole pipeline saw it. */
interface Look {
  ref: string;
  observation: Observation;
  /** From its REF to the catalogue. */
  milliseconds: number;
  /** Highest resident memory of its process tree, in any of its starts. */
  peakBytes: number;
  starts: SandboxRequest[];
}

interface Run {
  /** What a launcher finds out once for a run, with the first of its servers: uv, the Pythons, the indexes. */
  onceSeconds: number;
  /** Of all looks, without that. */
  seconds: number;
  looks: Look[];
}

interface Measured extends Run {
  concurrency: number;
}

const timeoutMs = 30_000;
const mebibyte = 1024 ** 2;

/**
 * Examines real servers by the whole pipeline, REF to catalogue: with nothing fetched yet (cold) and with everything
 * there (warm), each at rising concurrency. Prints throughput, memory of a running server, and what the pipeline costs
 * beyond the servers' own start.
 */
export async function measureCrawl(refs: Ref[], concurrencies: number[], isColdToo: boolean): Promise<void> {
  const chosen = await chooseSandbox();
  if ('mend' in chosen) throw new NotExaminedError(chosen.mend);
  const folder = mkdtempSync(join(tmpdir(), 'placard-bench-'));
  try {
    console.log(`${refs.length} servers in ${chosen.version}, on ${availableParallelism()} cores`);
    const measure = async (cache: string, concurrency: number): Promise<Measured> => {
      const run = await examineAll(refs, chosen.sandbox, cache, concurrency);
      console.error(`… ${concurrency} at once: ${run.seconds.toFixed(0)} s`);
      return { concurrency, ...run };
    };
    const colds: Measured[] = [];
    let cache = '';
    for (const concurrency of isColdToo ? concurrencies : [Math.max(...concurrencies)]) {
      if (cache !== '') rmSync(cache, { recursive: true });
      cache = join(folder, `cache-${concurrency}`);
      colds.push(await measure(cache, concurrency));
    }
    const warms: Measured[] = [];
    for (const concurrency of concurrencies) warms.push(await measure(cache, concurrency));
    if (isColdToo) printThroughput('Cold: each is fetched and installed', colds);
    printThroughput('Warm: each lies ready', warms);
    const alone = warms.find(({ concurrency }) => concurrency === 1);
    if (alone === undefined) return;
    printOutcomes(alone.looks);
    printMemory(alone.looks);
    await printOverhead(alone, chosen.sandbox);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function examineAll(refs: Ref[], sandbox: Sandbox, cache: string, concurrency: number): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'placard-bench-'));
  const catalogue = openCatalogue(join(folder, 'catalogue.db'));
  const looks: Look[] = [];
  const begun = new Map<string, number>();
  const watch = watchSandbox(sandbox);
  const options: ProbeOptions = {
    sandbox: watch.sandbox,
    sandboxVersion: '',
    clientVersion: version,
    timeoutMs,
  };
  const launchers = makeLaunchers(cache);
  const begin = performance.now();
  for (const launcher of launchers) {
    const first = refs.find((ref) => launcher.accepts(ref));
    if (first !== undefined) await launcher.resolve(first);
  }
  const start = performance.now();
  try {
    await crawl(refs, {
      ...options,
      launchers,
      store: catalogue,
      concurrency,
      refresh: true,
      onEvent(event) {
        const now = performance.now();
        if (event.kind === 'started') begun.set(event.ref, now);
        if (event.kind !== 'observed') return;
        const milliseconds = now - (begun.get(event.ref) ?? now);
        looks.push({ ...event, milliseconds, ...watch.take() });
      },
    });
    return { onceSeconds: (start - begin) / 1000, seconds: (performance.now() - start) / 1000, looks };
  } finally {
    catalogue.close();
    rmSync(folder, { recursive: true });
  }
}

/** Notes each start of a server, not of the tools that install it; whose start it was is known at concurrency 1 alone. */
function watchSandbox(sandbox: Sandbox) {
  let starts: SandboxRequest[] = [];
  let peakBytes = 0;
  return {
    sandbox: {
      ...sandbox,
      start(request: SandboxRequest) {
        const started = sandbox.start(request);
        if (request.limits.wallMs !== timeoutMs) return started;
        starts.push(request);
        void started.exited.then((exit) => {
          peakBytes = Math.max(peakBytes, exit.peakMemoryBytes);
        });
        return started;
      },
    },
    take() {
      const taken = { starts, peakBytes };
      starts = [];
      peakBytes = 0;
      return taken;
    },
  };
}

function printThroughput(title: string, runs: Measured[]): void {
  console.log(`\n${title}`);
  const [first] = runs;
  for (const { concurrency, seconds, looks } of runs) {
    const rate = ((60 * looks.length) / seconds).toFixed(1).padStart(6);
    const times = ((first?.seconds ?? 0) / seconds).toFixed(2);
    console.log(
      `  ${concurrency} at once ${seconds.toFixed(1).padStart(8)} s ${rate} a minute, ${times} times`,
    );
  }
}

function printOutcomes(looks: Look[]): void {
  const outcomes = Map.groupBy(looks, ({ observation: { outcome } }) =>
    'listing' in outcome ? 'listed' : outcome.failure.reason,
  );
  console.log(
    `\nOutcomes: ${[...outcomes].map(([outcome, { length }]) => `${length} ${outcome}`).join(', ')}`,
  );
}

function printMemory(looks: Look[]): void {
  console.log('\nMemory of a running server, its whole process tree at its peak');
  const groups = Map.groupBy(
    looks.filter(({ peakBytes }) => peakBytes > 0),
    ({ ref }) => ref.slice(0, ref.indexOf(':')),
  );
  for (const [kind, group] of groups) {
    const sizes = group.map(({ peakBytes }) => peakBytes / mebibyte);
    const [median, most, largest] = [0.5, 0.9, 1].map((share) => quantile(sizes, share).toFixed(0));
    console.log(
      `  ${kind.padEnd(5)} median ${median} MiB, nine in ten within ${most} MiB, largest ${largest} MiB (${group.length} servers)`,
    );
  }
}

/** Of servers that list their tools at the first start: what a second start costs is a server's doing. */
async function printOverhead({ looks, onceSeconds }: Run, sandbox: Sandbox): Promise<void> {
  const rows: { ref: string; own: number; look: number; whole: number }[] = [];
  for (const { ref, observation, milliseconds, starts } of looks) {
    const [request] = starts;
    if (!('listing' in observation.outcome) || starts.length !== 1 || request === undefined) continue;
    const times: number[] = [];
    for (let time = 0; time < 3; time++) times.push((await startDirectly(sandbox, request)) ?? NaN);
    const own = quantile(times, 0.5);
    if (Number.isFinite(own)) rows.push({ ref, own, look: observation.durationMs, whole: milliseconds });
  }
  const sum = (read: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + read(row), 0);
  const [own, look, whole] = [sum((row) => row.own), sum((row) => row.look), sum((row) => row.whole)];
  console.log(`\nOverhead, over the ${rows.length} servers that list their tools at the first start`);
  console.log(
    `  ${(own / 1000).toFixed(1).padStart(6)} s  from a server's start to its answer to tools/list, asked directly in the same sandbox`,
  );
  console.log(
    `  ${(look / 1000).toFixed(1).padStart(6)} s  in the pipeline, from what lies ready to the observation: ${percent(look / own - 1)}`,
  );
  console.log(
    `  ${(whole / 1000).toFixed(1).padStart(6)} s  with the registry's answer before it and the catalogue after it: ${percent(whole / own - 1)}`,
  );
  console.log(`  ${onceSeconds.toFixed(1).padStart(6)} s  once for a run, before the first of them`);
  const worst = rows.toSorted((a, b) => b.look - b.own - (a.look - a.own)).slice(0, 5);
  for (const row of worst)
    console.log(`          ${row.ref}: ${row.own.toFixed(0)} ms directly, ${row.look} ms in the pipeline`);
}

function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

function percent(share: number): string {
  return `${share < 0 ? '' : '+'}${(100 * share).toFixed(0)} %`;
}
