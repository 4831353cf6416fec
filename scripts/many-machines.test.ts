import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { findAbsence, type Postgres, startPostgres } from '../crawler/queue/fixtures/postgres.ts';
import { openCatalogue } from '../data/catalogue.ts';
import { makeFolder, type RunningProgram, startProgram, until } from './fixtures/run-program.ts';

const servers = 80;
const absence = findAbsence();
let postgres: Postgres;

/** Kills a worker while it examines something. */
async function killAtWork(worker: RunningProgram): Promise<void> {
  const count = (kind: string) => worker.lines.filter((line) => line.startsWith(kind)).length;
  await until(() => count('started') > count('examined'));
  worker.child.kill('SIGKILL');
  await worker.ended;
  assert.ok(count('started') > count('examined'));
}

describe('a crawl by many machines', { skip: absence ?? false, timeout: 180_000 }, () => {
  before(async () => {
    postgres = await startPostgres();
  });
  after(async () => {
    await postgres?.close();
  });

  it('loses nothing and stores nothing twice, whoever is killed, and when PostgreSQL restarts', async (test) => {
    const queue = await postgres.createDatabase();
    const file = join(makeFolder(), 'catalogue.db');
    const startWorker = () =>
      startProgram(test, 'fixtures/work-until-killed.ts', [queue, String(servers), '300']);
    const startCrawl = () =>
      startProgram(test, 'fixtures/crawl-until-killed.ts', [file, String(servers), queue]);
    const workers = [startWorker(), startWorker(), startWorker()];
    const [first, second] = workers as [RunningProgram, RunningProgram];
    const crawls = [startCrawl()];

    await until(() => (crawls[0]?.lines.length ?? 0) >= 8);
    await killAtWork(first);
    crawls[0]?.child.kill('SIGKILL');
    await crawls[0]?.ended;
    await sleep(500); // Workers finish what nobody collects.
    crawls.push(startCrawl());
    await until(() => (crawls[1]?.lines.length ?? 0) >= 8);
    await postgres.restart(1000);
    await killAtWork(second);
    workers.push(startWorker());

    assert.equal(await crawls[1]?.ended, 0, crawls[1]?.said());
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
    for (const { ended, said } of workers.slice(2)) assert.equal(await ended, 0, said());
  });
});
