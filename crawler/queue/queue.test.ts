import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Observation } from '../observation.ts';
import { formatRef, parseRef, toPackageUrl } from '../ref.ts';
import { type Delegation, delegate } from './delegate.ts';
import { listed } from './fixtures/observations.ts';
import { findAbsence, type Postgres, startPostgres } from './fixtures/postgres.ts';
import type { Job } from './messages.ts';
import { crawlRole, jobQueue, openQueue, type Queue, resultQueue } from './open-queue.ts';
import { QueueError } from './queue-error.ts';
import { becomeSoleCollector } from './sole-collector.ts';
import { type WorkEvent, type WorkOptions, work } from './work.ts';

const absence = findAbsence();
let postgres: Postgres;
const closing: (() => Promise<void>)[] = [];

/** A queue in a database of its own, with a catalogue in memory. */
async function makeGround() {
  const url = await postgres.createDatabase();
  const stored: Observation[] = [];
  const told: string[] = [];
  const tell = (sentence: string) => void told.push(sentence);
  async function connect(): Promise<Queue> {
    const queue = await openQueue(url, { role: crawlRole, tell });
    closing.push(queue.close);
    return queue;
  }
  return {
    url,
    stored,
    told,
    connect,
    async collect(record = (observation: Observation) => void stored.push(observation)): Promise<Delegation> {
      const delegation = await delegate(url, { record, tell, gapMs: 50 });
      closing.push(delegation.close);
      return delegation;
    },
    /** A worker that lists one tool of every server; `end` lets it finish. */
    async startWorker(change: Partial<WorkOptions> = {}) {
      const stop = new AbortController();
      const events: WorkEvent[] = [];
      const working = work(url, {
        concurrency: 2,
        examine: async ({ ref }) => observe(formatRef(ref)),
        signal: stop.signal,
        tell,
        onEvent: (event) => events.push(event),
        ...change,
      });
      working.catch(() => {});
      closing.push(end);
      return {
        events,
        working,
        end,
      };

      async function end(): Promise<void> {
        stop.abort();
        await working;
      }
    },
  };
}

function observe(ref: string): Observation {
  return { ...listed([{ name: 'echo', inputSchema: { type: 'object' } }]), ref };
}

function examine(
  delegation: Delegation,
  text: string,
  declared: Job['declared'] = null,
): Promise<Observation | null> {
  const ref = parseRef(text);
  return delegation.examine({ ref, purl: toPackageUrl(ref) ?? '', version: null, declared });
}

function name(count: number, prefix = 'npm:server'): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
}

function refsOf(stored: Observation[]): string[] {
  return stored.map(({ ref }) => ref).toSorted();
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isSo()); tries++) {
    assert.ok(tries < 1200, 'It did not come to pass.');
    await sleep(50);
  }
}

describe('a queue', { skip: absence ?? false, concurrency: 3, timeout: 300_000 }, () => {
  before(async () => {
    postgres = await startPostgres();
  });
  after(async () => {
    await Promise.allSettled(closing.map((close) => close()));
    await postgres?.close();
  });

  it('brings each job to one worker, and what it saw to the crawl', async () => {
    const ground = await makeGround();
    const delegation = await ground.collect();
    const refs = name(20);
    const looks = refs.map((ref) => examine(delegation, ref));
    await until(() => ground.told.some((sentence) => sentence.startsWith('No worker')));
    const workers = [await ground.startWorker(), await ground.startWorker()];
    assert.ok((await Promise.all(looks)).every((look) => look !== null));
    assert.deepEqual(refsOf(ground.stored), refs.toSorted());
    for (const worker of workers) await worker.end();
    const examined = workers.map(({ events }) => events.filter(({ kind }) => kind === 'examined').length);
    assert.ok(Math.min(...examined) > 0, `${examined}`);
    assert.equal((examined[0] ?? 0) + (examined[1] ?? 0), refs.length);
    await delegation.close();
  });

  it('examines the servers of one host one after the other, whoever examines them', async () => {
    const ground = await makeGround();
    const first = await ground.collect();
    const now = new Map<string, number>();
    let most = 0;
    const change: Partial<WorkOptions> = {
      async examine({ ref }) {
        const host = ref.kind === 'remote' ? new URL(ref.url).host : '';
        now.set(host, (now.get(host) ?? 0) + 1);
        most = Math.max(most, ...now.values());
        await sleep(300);
        now.set(host, (now.get(host) ?? 0) - 1);
        return observe(formatRef(ref));
      },
    };
    const urls = ['a', 'b'].flatMap((host) => name(3, `https://${host}.example/path`));
    const [begun = '', ...others] = urls;
    void examine(first, begun);
    await until(async () => (await countJobs(await ground.connect(), 'created')) > 0);
    // What an earlier crawl left occupies its host as well.
    await first.close();
    const delegation = await ground.collect();
    const workers = [await ground.startWorker(change), await ground.startWorker(change)];
    await Promise.all([...others, begun].map((url) => examine(delegation, url)));
    assert.deepEqual(refsOf(ground.stored), urls.toSorted());
    assert.equal(most, 1);
    for (const worker of workers) await worker.end();
    await delegation.close();
  });

  it('refuses what is no job and no result, says so, and goes on', async () => {
    const ground = await makeGround();
    const { boss } = await ground.connect();
    const delegation = await ground.collect();
    const worker = await ground.startWorker();
    const poison = [null, {}, { ref: '/etc/passwd', purl: 'a', version: null }, { observation: 'e30=' }];
    for (const data of poison) await boss.send(jobQueue, data);
    for (const data of poison) await boss.send(resultQueue, data);
    assert.notEqual(await examine(delegation, 'npm:good'), null);
    await until(() => worker.events.filter(({ kind }) => kind === 'refused').length === poison.length);
    const complaints = () => ground.told.filter((sentence) => sentence.includes('no placard put there'));
    await until(() => complaints().length === 2 * poison.length);
    assert.equal(ground.stored.length, 1);
    await worker.end();
    await delegation.close();
  });

  it('gives up what fails with every worker, which is an outcome', async () => {
    const ground = await makeGround();
    const delegation = await ground.collect();
    let tries = 0;
    const worker = await ground.startWorker({
      concurrency: 1,
      async examine({ ref }) {
        if (formatRef(ref) !== 'npm:bad') return observe(formatRef(ref));
        tries++;
        throw new Error('The disk of this machine is full.');
      },
    });
    const bad = examine(delegation, 'npm:bad');
    const others = setInterval(() => void examine(delegation, `npm:good-${randomUUID()}`), 200);
    const look = await bad;
    clearInterval(others);
    assert.equal(tries, 5);
    assert.ok(look !== null && 'failure' in look.outcome);
    assert.equal(look.outcome.failure.reason, 'worker-lost');
    assert.match(look.outcome.failure.detail, /The disk of this machine is full/);
    await worker.end();
    await delegation.close();
  });

  it('ends a worker whose machine fails three times in a row, and leaves its jobs to others', async () => {
    const ground = await makeGround();
    const delegation = await ground.collect();
    const broken = await ground.startWorker({
      concurrency: 1,
      examine: () => Promise.reject(new Error('The disk of this machine is full.')),
    });
    const looks = name(4).map((ref) => examine(delegation, ref));
    await assert.rejects(broken.working, /The disk of this machine is full/);
    const sound = await ground.startWorker();
    for (const look of await Promise.all(looks)) assert.ok(look !== null && 'listing' in look.outcome);
    await sound.end();
    await delegation.close();
  });

  it('keeps what workers finish while nobody collects, and asks for nothing twice', async () => {
    const ground = await makeGround();
    const interrupted = await ground.collect();
    const refs = name(12);
    const looks = refs.map((ref) => examine(interrupted, ref));
    const watching = await ground.connect();
    await until(async () => (await countJobs(watching, 'created')) === refs.length);
    await interrupted.close();
    assert.deepEqual(
      await Promise.all(looks),
      refs.map(() => null),
    );
    const worker = await ground.startWorker();
    await until(() => worker.events.filter(({ kind }) => kind === 'examined').length >= 6);
    assert.equal(ground.stored.length, 0);

    const again = await ground.collect();
    assert.ok(ground.stored.length >= 6);
    const missing = refs.filter((ref) => !refsOf(ground.stored).includes(ref));
    await Promise.all(missing.map((ref) => examine(again, ref)));
    assert.deepEqual(refsOf(ground.stored), refs.toSorted());
    await worker.end();
    assert.equal(worker.events.filter(({ kind }) => kind === 'examined').length, refs.length);
    await again.close();
  });

  it('tells workers what sources declare, and keeps to it for a job that an earlier crawl left', async () => {
    const ground = await makeGround();
    const declare = (value: string) => ({ args: [{ flag: null, value, hint: '' }], variables: [] });
    const interrupted = await ground.collect();
    const left = examine(interrupted, 'npm:left', declare('then'));
    await until(async () => (await countJobs(await ground.connect(), 'created')) === 1);
    await interrupted.close();
    assert.equal(await left, null);

    const delegation = await ground.collect();
    const looks = [
      examine(delegation, 'npm:left', declare('now')),
      examine(delegation, 'npm:new', declare('now')),
      examine(delegation, 'npm:silent'),
    ];
    const taken: Record<string, Job['declared']> = {};
    const worker = await ground.startWorker({
      async examine({ ref, declared }) {
        taken[formatRef(ref)] = declared;
        return observe(formatRef(ref));
      },
    });
    await Promise.all(looks);
    assert.deepEqual(taken, { 'npm:left': declare('then'), 'npm:new': declare('now'), 'npm:silent': null });
    assert.equal(ground.stored.length, 3);
    await worker.end();
    await delegation.close();
  });

  it('takes nothing from a worker that had seemed gone once another one has its job', async () => {
    const ground = await makeGround();
    const delegation = await ground.collect();
    const paused = Promise.withResolvers<void>();
    const slow = await ground.startWorker({
      concurrency: 1,
      async examine({ ref }) {
        await paused.promise;
        return observe(formatRef(ref));
      },
    });
    const look = examine(delegation, 'npm:slow');
    const isAt = (kind: WorkEvent['kind']) => slow.events.at(-1)?.kind === kind;
    await until(() => isAt('started'));
    const { boss } = await ground.connect();
    const [job] = await boss.findJobs(jobQueue);
    assert.ok(job);
    await boss.fail(jobQueue, job.id); // As when it was not heard of.
    const other = await ground.startWorker();
    await look;
    paused.resolve();
    await until(() => isAt('superseded'));
    await sleep(1000); // Long enough for what it might have sent to be collected.
    assert.equal(ground.stored.length, 1);
    await Promise.all([slow.end(), other.end()]);
    await delegation.close();
  });

  it('ends a crawl whose catalogue takes no more, and keeps what it could not store', async () => {
    const ground = await makeGround();
    const full = await ground.collect(() => {
      throw new Error('The disk is full.');
    });
    const worker = await ground.startWorker();
    const looks = await Promise.allSettled(name(3).map((ref) => examine(full, ref)));
    assert.ok(looks.every((look) => look.status === 'rejected' && /disk is full/.test(look.reason.message)));
    await full.close();
    await until(() => worker.events.filter(({ kind }) => kind === 'examined').length === 3);
    const roomy = await ground.collect();
    assert.equal(ground.stored.length, 3);
    await worker.end();
    await roomy.close();
  });

  it('is collected from by one crawl at a time', async () => {
    const ground = await makeGround();
    const one = await becomeSoleCollector(ground.url);
    await assert.rejects(becomeSoleCollector(ground.url), /Another placard crawl collects/);
    await one.release();
    await (await becomeSoleCollector(ground.url)).release();
  });

  it('says in one line why it cannot be opened, and never the password', async () => {
    const { port, password } = postgres;
    const secret = encodeURIComponent(password);
    const newer = await makeGround();
    const { boss, close } = await newer.connect();
    await boss.getDb().executeSql('UPDATE placard.version SET version = 9999');
    await close();
    const cases: [address: string, sentence: RegExp][] = [
      ['', /no PostgreSQL address/],
      [`mysql://placard:${secret}@127.0.0.1/postgres`, /no PostgreSQL address/],
      [`postgres://placard:${secret}@127.0.0.1:port/postgres`, /no PostgreSQL address/],
      [`postgres://placard:${secret}@127.0.0.1:1/postgres`, /127\.0\.0\.1:1\/postgres refuses connections/],
      [`postgres://placard:${secret}@localhost:1/postgres`, /localhost:1\/postgres refuses connections/],
      [`postgres://placard:${secret}@nowhere.invalid/postgres`, /host name/],
      [postgres.address('missing'), /missing has no such database/],
      [`postgres://placard:${secret}2@127.0.0.1:${port}/postgres`, /refuses user or password/],
      [`postgres://nobody:${secret}@127.0.0.1:${port}/postgres`, /refuses user or password/],
      [`postgres://placard@127.0.0.1:${port}/postgres`, /wants a password/],
      [newer.url, /set up by a newer placard/],
    ];
    for (const [address, sentence] of cases) {
      await assert.rejects(openQueue(address, { role: crawlRole, tell: () => {} }), (error) => {
        assert.ok(error instanceof QueueError, String(error));
        assert.match(error.message, sentence);
        assert.doesNotMatch(error.message, /\n/);
        // As --debug would print it.
        const all = JSON.stringify([error.message, error.stack, error.cause, { ...error }]);
        assert.ok(!all.includes(password) && !all.includes(secret), all);
        return true;
      });
    }
  });
});

async function countJobs({ boss }: Queue, state: string): Promise<number> {
  return (await boss.findJobs(jobQueue)).filter((job) => job.state === state).length;
}
