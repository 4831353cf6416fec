import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobWithMetadata, PgBoss } from 'pg-boss';
import { z } from 'zod';
import { cleanLine } from '../diagnosis.ts';
import type { Failure, Observation } from '../observation.ts';
import { observeAbsence } from '../probe.ts';
import { formatRef, type Ref, withoutVersion } from '../ref.ts';
import { type Job, MessageError, readJob, readResult, writeJob } from './messages.ts';
import { crawlRole, jobQueue, openQueue, resultQueue, workerRole } from './open-queue.ts';
import { persist } from './outages.ts';
import { becomeSoleCollector, type SoleCollector } from './sole-collector.ts';
import { makeTurns } from './turns.ts';

export interface DelegationOptions {
  /** Stores what a job came to; what is stored already is passed over. */
  record(observation: Observation): void;
  /** Told, in sentences, of what nobody of this crawl waits for, and whether there are workers. */
  tell(sentence: string): void;
  /** Between two jobs for one host that serves remote servers; 600 where it is not given. */
  gapMs?: number;
  /** As openQueue takes it. */
  heartbeatSeconds?: number;
}

/** Workers on other machines, as the crawl sees them that collects what they see. */
export interface Delegation {
  /**
   * Has a server examined, one at a time on each host that serves remote servers. What an earlier crawl asked for and
   * left is waited for, not asked for again.
   * @returns the observation once it is stored; null where the crawl ended first: then the next one stores it.
   * @throws what `record` threw, and what ended the queue; nothing is collected after that.
   */
  examine(job: Job): Promise<Observation | null>;
  /** Waits for nothing: what is queued or under way goes on, and its results wait for the next crawl. */
  close(): Promise<void>;
}

interface Wait extends PromiseWithResolvers<Observation | null> {
  job: Job;
}

const batchSize = 4;
const pauseMs = 500;
/** Between two looks at whether there are workers. */
const watchMs = 15_000;
/** Far more than one crawl ever leaves. */
const mostLeft = 10_000;

/**
 * Opens a queue to have servers examined by its workers, and first stores what they finished meanwhile.
 * @throws QueueError where it cannot be used, or another crawl collects from it; what `record` threw.
 */
export async function delegate(url: string, options: DelegationOptions): Promise<Delegation> {
  const queue = await openQueue(url, { role: crawlRole, ...options });
  let collector: SoleCollector | null = null;
  let closed: Promise<void> | null = null;
  try {
    collector = await becomeSoleCollector(url);
    const { examine, close } = await startCollecting(queue.boss, collector, options);
    return {
      examine,
      close() {
        closed ??= close().finally(release);
        return closed;
      },
    };
  } catch (error) {
    await release();
    throw error;
  }

  async function release(): Promise<void> {
    await collector?.release();
    await queue.close();
  }
}

async function startCollecting(
  boss: PgBoss,
  collector: SoleCollector,
  { record, tell, gapMs = 600 }: DelegationOptions,
): Promise<Delegation> {
  const closing = new AbortController();
  const takeTurn = makeTurns(gapMs);
  /** By the id of the job. */
  const waits = new Map<string, Wait>();
  /** Jobs that an earlier crawl left, by what they ask for. */
  const left = new Map<string, Wait>();
  let fault: { thrown: unknown } | null = null;
  let hasWorkers: boolean | null = null;
  let watchAt = 0;

  // Before what is finished is stored: what finishes in between is among both.
  for (const [id, job] of await findLeft()) {
    const waiting = wait(id, job);
    left.set(nameJob(job), waiting);
    void inTurn(job.ref, () => waiting.promise).catch(() => {});
  }
  await storeFinished();
  const collecting = keepCollecting();

  return {
    examine(job) {
      return left.get(nameJob(job))?.promise ?? inTurn(job.ref, () => send(job));
    },
    async close() {
      closing.abort();
      await collecting;
      for (const { resolve } of waits.values()) resolve(null);
    },
  };

  function inTurn<T>(ref: Ref, run: () => Promise<T>): Promise<T> {
    return ref.kind === 'remote' ? takeTurn(new URL(ref.url).host, run) : run();
  }

  async function send(job: Job): Promise<Observation | null> {
    if (fault !== null) throw fault.thrown;
    if (closing.signal.aborted) return null;
    const id = randomUUID();
    const { promise } = wait(id, job);
    try {
      await persist(() => boss.insert(jobQueue, [{ id, data: writeJob(job) }]), closing.signal);
    } catch (error) {
      if (!closing.signal.aborted) throw error;
      return null;
    }
    return promise;
  }

  function wait(id: string, job: Job): Wait {
    const waiting: Wait = { job, ...Promise.withResolvers() };
    waits.set(id, waiting);
    waiting.promise.catch(() => {}); // A fault may come before anybody waits.
    return waiting;
  }

  async function findLeft(): Promise<Map<string, Job>> {
    const jobs = await persist(() => boss.findJobs<unknown>(jobQueue, { limit: mostLeft }));
    const found = new Map<string, Job>();
    for (const { id, state, data } of jobs) {
      const job = state === 'failed' ? null : await readOr(null, () => readJob(data));
      if (job !== null) found.set(id, job);
    }
    return found;
  }

  async function storeFinished(): Promise<void> {
    const asked = waits.size;
    let finished = 0;
    for (let count = await collect(); count > 0; count = await collect()) finished += count;
    if (asked + finished > 0)
      tell(
        `Of what an earlier crawl asked for, ${finished} finished meanwhile and ${waits.size} did not yet.`,
      );
  }

  async function keepCollecting(): Promise<void> {
    try {
      while (!closing.signal.aborted) {
        await collector.hold();
        if ((await collect()) > 0) continue;
        await watchWorkers();
        await sleep(pauseMs, undefined, { signal: closing.signal }).catch(() => {});
      }
    } catch (thrown) {
      if (closing.signal.aborted) return;
      fault = { thrown };
      for (const { reject } of waits.values()) reject(thrown);
    }
  }

  /** Results are read and then deleted, not claimed: whoever is killed in between leaves them where they are. */
  async function collect(): Promise<number> {
    const results = await persist(
      () => boss.findJobs<unknown>(resultQueue, { queued: true, limit: batchSize }),
      closing.signal,
    );
    for (const result of results) await accept(result);
    const ids = results.map(({ id }) => id);
    if (ids.length > 0) await persist(() => boss.deleteJob(resultQueue, ids), closing.signal);
    return ids.length;
  }

  /** A result has the id of its job; a job that was given up carries it beside what it asked for. */
  async function accept(result: JobWithMetadata<unknown>): Promise<void> {
    const id = result.sourceId ?? result.id;
    const waiting = waits.get(id);
    const observation = await readOr(null, async () =>
      result.sourceId === null ? readResult(result.data) : giveUp(readJob(result.data), result),
    );
    const seen = observation ?? (waiting && giveUp(waiting.job, result));
    if (seen === undefined) return;
    record(seen);
    waits.delete(id);
    waiting?.resolve(seen);
  }

  async function readOr<T>(otherwise: T, read: () => T | Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof MessageError)) throw error;
      tell(`The queue held what no placard put there, and it was passed over: ${error.message}`);
      return otherwise;
    }
  }

  async function watchWorkers(): Promise<void> {
    if (waits.size === 0 || Date.now() < watchAt) return;
    watchAt = Date.now() + watchMs;
    const instances = await persist(() => boss.getInstances(), closing.signal);
    const count = instances.filter(({ live, name }) => live && name === workerRole).length;
    if (count > 0 !== hasWorkers)
      tell(
        count === 0
          ? 'No worker takes jobs from this queue: start one with placard worker --queue.'
          : `Workers that take jobs: ${count}.`,
      );
    hasWorkers = count > 0;
  }
}

/** By the version alone, as the catalogue knows a look: what sources say of it since is for the next one. */
function nameJob({ purl, version }: Job): string {
  return JSON.stringify([purl, version]);
}

/** A failed look, the same whenever it is made of the same result: whoever examined the server ended, or failed. */
function giveUp(
  { ref, purl, version }: Job,
  { createdOn, sourceOutput }: JobWithMetadata<unknown>,
): Observation {
  const told = faultSchema.safeParse(sourceOutput);
  const end = told.success
    ? `failed: ${cleanLine(told.data.fault)}`
    : 'ended before it could tell what it saw.';
  const failure: Failure = {
    reason: 'worker-lost',
    detail: `Several workers examined it, and the last one ${end}`,
    stderrTail: '',
  };
  const observedAt = createdOn.toISOString();
  return { ...observeAbsence(purl, formatRef(withoutVersion(ref)), failure), version, observedAt };
}

const faultSchema = z.object({ fault: z.string() });
