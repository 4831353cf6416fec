import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startRegistry } from '../crawler/launchers/npm/fixtures/registry.ts';
import { findAbsence, type Postgres, startPostgres } from '../crawler/queue/fixtures/postgres.ts';
import { openCatalogue } from '../data/catalogue.ts';
import { makeFolder, runPlacard } from './fixtures/run-program.ts';

const packages = join(import.meta.dirname, '..', 'crawler', 'launchers', 'npm', 'fixtures', 'packages');
const servers = 80;
const absence = findAbsence();
let postgres: Postgres;
const running = new Set<ChildProcess>();

interface Program {
  child: ChildProcess;
  /** Lines on standard output so far. */
  lines: string[];
  /** All that it said on standard error so far. */
  said(): string;
  ended: Promise<number | null>;
  kill(): Promise<unknown>;
}

/** A program of this folder, in a process of its own. */
function start(name: string, args: string[], env: NodeJS.ProcessEnv = {}): Program {
  const child = spawn(process.execPath, [join(import.meta.dirname, name), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  running.add(child);
  const lines: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => lines.push(...text.split('\n').slice(0, -1)));
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child);
    assert.ok(code === 0 || child.killed, said);
    return code;
  });
  ended.catch(() => {});
  return {
    child,
    lines,
    said: () => said,
    ended,
    kill() {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

/** Kills a worker while it examines something. */
async function killAtWork(worker: Program): Promise<void> {
  const count = (kind: string) => worker.lines.filter((line) => line.startsWith(kind)).length;
  await until(() => count('started') > count('examined'));
  await worker.kill();
  assert.ok(count('started') > count('examined'));
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries++) {
    assert.ok(tries < 3000, 'It did not come to pass within half a minute.');
    await sleep(10);
  }
}

describe('a crawl by many machines', { skip: absence ?? false, timeout: 180_000 }, () => {
  before(async () => {
    postgres = await startPostgres();
  });
  after(async () => {
    for (const child of running) child.kill('SIGKILL');
    await postgres?.close();
  });

  it('loses nothing and stores nothing twice, whoever is killed, and when PostgreSQL restarts', async () => {
    const queue = await postgres.createDatabase();
    const file = join(makeFolder(), 'catalogue.db');
    const startWorker = () => start('fixtures/work-until-killed.ts', [queue, String(servers), '300']);
    const startCrawl = () => start('fixtures/crawl-until-killed.ts', [file, String(servers), queue]);
    const workers = [startWorker(), startWorker(), startWorker()];
    const [first, second] = workers as [Program, Program];
    const crawls = [startCrawl()];

    await until(() => (crawls[0]?.lines.length ?? 0) >= 8);
    await killAtWork(first);
    await crawls[0]?.kill();
    await sleep(500); // Workers finish what nobody collects.
    crawls.push(startCrawl());
    await until(() => (crawls[1]?.lines.length ?? 0) >= 8);
    await postgres.restart(1000);
    await killAtWork(second);
    workers.push(startWorker());

    assert.equal(await crawls[1]?.ended, 0);
    const catalogue = openCatalogue(file);
    const stored = [...catalogue.reader.servers()];
    catalogue.close();
    assert.equal(stored.length, servers);
    assert.deepEqual(
      stored.filter(({ history }) => history.length !== 1 || history[0]?.toolCount !== 1),
      [],
    );
    const told = crawls.flatMap(({ lines }) => lines);
    assert.equal(new Set(told).size, told.length);
    for (const { child } of workers) child.kill('SIGTERM');
    for (const { ended } of workers.slice(2)) assert.equal(await ended, 0);
  });

  it('works by the command line, and each of its programs can be ended and started again', async (test) => {
    const registry = await startRegistry();
    test.after(() => registry.close());
    for (const name of ['base', 'good', 'hangs']) await registry.publish(join(packages, name));
    const queue = await postgres.createDatabase();
    const folder = makeFolder();
    const file = join(folder, 'catalogue.db');
    const env = { npm_config_registry: registry.url, PLACARD_CACHE: folder, PLACARD_CATALOGUE: file };
    const startWorker = (...args: string[]) => start('main.ts', ['worker', '--queue', queue, ...args], env);
    const startCrawl = () =>
      start('main.ts', ['crawl', '--queue', queue, '--only', 'npm:fixture-good', 'npm:fixture-hangs'], env);

    const worker = startWorker('--concurrency', '2');
    const crawl = startCrawl();
    await until(() => crawl.said().includes('npm:fixture-good 1.0.0: 2 tools'));
    crawl.child.kill('SIGINT');
    assert.equal(await crawl.ended, 3);
    assert.match(crawl.said(), /Ending\. Workers go on with what is queued/);
    worker.child.kill('SIGTERM');
    await until(() => worker.said().includes('Ending after the servers under way'));
    worker.child.kill('SIGTERM');
    assert.equal(await worker.ended, 0);
    assert.deepEqual(worker.lines, ['1 server examined.']);

    const quick = startWorker('--timeout', '2');
    const again = startCrawl();
    assert.equal(await again.ended, 0);
    assert.match(
      again.said(),
      /Of what an earlier crawl asked for, 0 finished meanwhile and 1 did not yet\./,
    );
    assert.match(again.said(), /npm:fixture-hangs 1\.0\.0: timed-out/);
    assert.match(again.lines[0] ?? '', /^0 servers listed, 1 failed, 1 known already/);
    quick.child.kill('SIGINT');
    assert.equal(await quick.ended, 0);
  });

  it('is refused in one line where the queue cannot be used', async () => {
    const unreachable = 'postgres://placard:geheim@127.0.0.1:1/placard';
    const cases: [args: string[], says: RegExp][] = [
      [['crawl', '--only', 'npm:a', '--queue', unreachable], /127\.0\.0\.1:1\/placard refuses connections/],
      [['crawl', '--only', 'npm:a', '--queue', 'queue'], /no PostgreSQL address/],
      [['crawl', '--only', 'npm:a', '--queue', unreachable, '--concurrency', '2'], /give --concurrency/],
    ];
    for (const [args, says] of cases) {
      const { code, stdout, stderr } = await runPlacard(args);
      assert.equal(code, 2, stderr);
      assert.equal(stdout, '');
      assert.match(stderr, says);
      assert.doesNotMatch(stderr, /geheim|\n./);
    }
  });
});
