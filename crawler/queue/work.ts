import type { Job as QueuedJob } from 'pg-boss';
import { z } from 'zod';
import type { Observation } from '../observation.ts';
import { formatRef } from '../ref.ts';
import { type Job, MessageError, readJob, writeResult } from './messages.ts';
import { jobQueue, openQueue, resultQueue, workerRole } from './open-queue.ts';
import { persist } from './outages.ts';

/** What a worker does, as it does it. */
export type WorkEvent =
  /** The queue is open. */
  | { kind: 'ready' }
  | { kind: 'started'; ref: string }
  | { kind: 'examined'; ref: string; observation: Observation }
  /** Its result comes too late: this worker had seemed gone, and another one has the job. */
  | { kind: 'superseded'; ref: string }
  /** A job that is none: nobody will try it again. */
  | { kind: 'refused'; detail: string }
  /** placard's own fault, or this machine's: the job goes back to the queue. */
  | { kind: 'failed'; ref: string; fault: unknown };

export interface WorkOptions {
  /** Jobs at once. */
  concurrency: number;
  /** Never rejects for what a server does. */
  examine(job: Job): Promise<Observation>;
  /** Ends the work after the jobs under way. */
  signal: AbortSignal;
  /** Ends the work at once: the jobs under way go back to the queue. */
  handBack?: AbortSignal;
  /** Told of troubles with PostgreSQL, in sentences. */
  tell(sentence: string): void;
  onEvent(event: WorkEvent): void;
  /** As openQueue takes it. */
  heartbeatSeconds?: number;
}

/** So many jobs in a row that fail by this machine's fault end its work: other machines will do better. */
const mostFaults = 3;

/** pg-boss tells how many jobs it deleted, though its types do not; only the attempt that was fetched counts. */
const countSchema = z.object({ affected: z.int() });

/**
 * Takes jobs from the queue and sends back what each came to, in the one transaction that takes the job off the queue.
 * @throws after the jobs under way, the fault that ended it; QueueError where the queue cannot be used, or stays out of
 *   reach.
 */
export async function work(url: string, options: WorkOptions): Promise<void> {
  const { concurrency, onEvent, signal, handBack = new AbortController().signal } = options;
  const { boss, lost, close } = await openQueue(url, { role: workerRole, ...options });
  const faults: unknown[] = [];
  const broken = new AbortController();
  try {
    await boss.work(
      jobQueue,
      { perJobResults: true, localConcurrency: concurrency, pollingIntervalSeconds: 0.5 },
      (jobs: QueuedJob<unknown>[]) => Promise.all(jobs.map(settle)),
    );
    onEvent({ kind: 'ready' });
    await whenAborted(AbortSignal.any([signal, handBack, lost, broken.signal]));
    await Promise.race([boss.offWork(jobQueue, { wait: true }), whenAborted(handBack)]);
  } finally {
    await close();
  }
  lost.throwIfAborted();
  broken.signal.throwIfAborted();

  async function settle(queued: QueuedJob<unknown>) {
    const { id } = queued;
    const job = readOrRefuse(queued);
    if (job === null) return { id, status: 'deadletter' as const };
    const ref = formatRef(job.ref);
    onEvent({ kind: 'started', ref });
    try {
      const observation = await options.examine(job);
      const result = await writeResult(observation).catch((error) =>
        writeResult(withoutContent(observation, error)),
      );
      const isTaken = await persist(() => handIn(queued, result), lost);
      faults.length = 0;
      onEvent(isTaken ? { kind: 'examined', ref, observation } : { kind: 'superseded', ref });
      return { id, status: 'completed' as const };
    } catch (fault) {
      onEvent({ kind: 'failed', ref, fault });
      if (faults.push(fault) >= mostFaults) broken.abort(fault);
      return { id, status: 'failed' as const, output: { fault: String(fault) } };
    }
  }

  /** @returns false where the job is no longer this worker's: then nothing is sent. */
  async function handIn(queued: QueuedJob<unknown>, result: object): Promise<boolean> {
    const transaction = await boss.getDb().beginTransaction?.();
    if (transaction === undefined) throw new TypeError('pg-boss has no transactions here.');
    const { db, commit, rollback } = transaction;
    try {
      const { affected } = countSchema.parse(await boss.deleteJob(jobQueue, queued, { db }));
      if (affected === 0) return false;
      await boss.send(resultQueue, result, { id: queued.id, db });
      await commit();
      return true;
    } finally {
      await rollback(); // Does nothing after the commit.
    }
  }

  function readOrRefuse({ data }: QueuedJob<unknown>): Job | null {
    try {
      return readJob(data);
    } catch (error) {
      if (!(error instanceof MessageError)) throw error;
      onEvent({ kind: 'refused', detail: error.message });
      return null;
    }
  }
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** What is left of an observation that no result can carry: a failed look, with the reason. */
function withoutContent(observation: Observation, error: unknown): Observation {
  if (!(error instanceof MessageError)) throw error;
  const detail = `What came of it could not be sent: ${error.message}`;
  return {
    ...observation,
    package: null,
    command: [],
    placeholders: [],
    outcome: { failure: { reason: 'limit-exceeded', detail, stderrTail: '' } },
  };
}
