import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { connectionSettings } from './open-queue.ts';
import { persist } from './outages.ts';
import { explainQueueFault, parseAddress, QueueError } from './queue-error.ts';

/** The right to collect the results of a queue, which one process has at a time. */
export interface SoleCollector {
  /**
   * Waits, where the connection broke that the right hangs on, until it is there again.
   * @throws QueueError where another process has it by now.
   */
  hold(): Promise<void>;
  release(): Promise<void>;
}

/** PostgreSQL may hold a broken connection to be alive for so long. */
const longestAfterlifeMs = 90_000;

class TakenError extends QueueError {}

/**
 * Takes the right to collect, for as long as this process lives: PostgreSQL gives it back with the connection.
 * @throws QueueError where another process has it, or the queue cannot be reached.
 */
export async function becomeSoleCollector(url: string): Promise<SoleCollector> {
  const address = parseAddress(url);
  const released = new AbortController();
  let holding = Promise.resolve();
  let client = await take().catch((error) => {
    throw explainQueueFault(address, error);
  });
  return {
    hold: () => holding,
    async release() {
      released.abort();
      await client.end().catch(() => {});
    },
  };

  async function take(): Promise<pg.Client> {
    const taking = new pg.Client({ ...connectionSettings, connectionString: url });
    taking.on('error', () => {}); // Its end follows.
    try {
      await taking.connect();
      const sql = `SELECT pg_try_advisory_lock(hashtext('placard'), hashtext('collector')) AS taken`;
      if (!(await taking.query(sql)).rows[0].taken)
        throw new TakenError('Another placard crawl collects from this queue: only one at a time can.');
    } catch (error) {
      await taking.end().catch(() => {});
      throw error;
    }
    taking.once('end', () => {
      if (released.signal.aborted) return;
      holding = takeAgain();
      holding.catch(() => {});
    });
    return taking;
  }

  async function takeAgain(): Promise<void> {
    for (const end = Date.now() + longestAfterlifeMs; ; ) {
      try {
        client = await persist(take, released.signal);
        return;
      } catch (fault) {
        if (released.signal.aborted) return;
        if (!(fault instanceof TakenError) || Date.now() > end) throw fault;
        await sleep(2000, undefined, { signal: released.signal }).catch(() => {});
      }
    }
  }
}
