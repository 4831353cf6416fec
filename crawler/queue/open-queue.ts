import { setTimeout as sleep } from 'node:timers/promises';
import pg, { type ClientConfig } from 'pg';
import { PgBoss } from 'pg-boss';
import packageOfBoss from 'pg-boss/package.json' with { type: 'json' };
import { watchOutages } from './outages.ts';
import { explainQueueFault, parseAddress, QueueError } from './queue-error.ts';

/**
 * Of the messages. It stands in the names of the queues, so that placards that would misread each other do not meet:
 * raised where an older one would misread a message.
 */
const format = 2;

/** Servers to examine. A job is there until its result is: both change in one transaction. */
export const jobQueue = `jobs-${format}`;

/** What workers saw, until the crawl stored it; and jobs that were given up. */
export const resultQueue = `results-${format}`;

/** Of every placard in the registry of those who use a queue, by what they do. */
export type Role = `placard ${'crawl' | 'worker'} ${typeof format}`;
export const crawlRole: Role = `placard crawl ${format}`;
export const workerRole: Role = `placard worker ${format}`;

export interface QueueSettings {
  role: Role;
  /** Told of troubles with PostgreSQL, in sentences. */
  tell(sentence: string): void;
  /** A worker that was not heard of for so long is gone, and its jobs come back; at least 10, 45 where it is not given. */
  heartbeatSeconds?: number;
}

export interface Queue {
  boss: PgBoss;
  /** Aborted, with a QueueError, where PostgreSQL stays out of reach. */
  lost: AbortSignal;
  close(): Promise<void>;
}

const day = 24 * 60 * 60;
const oldestPostgres = 13;

/** For PostgreSQL in general: what no answer comes to ends as an error, also where the network swallows it. */
export const connectionSettings = {
  connectionTimeoutMillis: 10_000,
  query_timeout: 60_000,
  keepAlive: true,
  // Of a machine that went without a word, the server learns within a minute.
  options: '-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3',
} satisfies ClientConfig;

/**
 * Connects to a queue, and makes its tables (schema `placard`) where there are none.
 * @throws QueueError where it cannot be used.
 */
export async function openQueue(url: string, settings: QueueSettings): Promise<Queue> {
  const address = parseAddress(url);
  const boss = new PgBoss({
    ...connectionSettings,
    connectionString: url,
    schema: 'placard',
    schedule: false,
    max: 6,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    instanceName: settings.role,
    instanceHeartbeatSeconds: 10,
  });
  const lost = watchOutages(boss, settings.tell);
  // Jobs that a worker has go back at once. PostgreSQL may be gone, which must not keep anybody from ending.
  const close = async () => {
    await Promise.race([
      boss.stop({ graceful: false }).catch(() => {}),
      sleep(10_000, undefined, { ref: false }),
    ]);
  };
  try {
    await refuseOtherVersions(url);
    await boss.start();
    await makeQueues(boss, settings.heartbeatSeconds ?? 45);
  } catch (error) {
    await close();
    throw explainQueueFault(address, error);
  }
  return { boss, lost, close };
}

async function makeQueues(boss: PgBoss, heartbeatSeconds: number): Promise<void> {
  // What waits is waited for: nothing is thrown away for its age.
  const stays = { retentionSeconds: 10 * 365 * day };
  await boss.createQueue(resultQueue, stays);
  await boss.createQueue(jobQueue, {
    ...stays,
    deadLetter: resultQueue,
    heartbeatSeconds,
    // A start may take 10 minutes, an installation 3, and both are done more than once.
    expireInSeconds: 4 * 60 * 60,
    retryLimit: 4,
    retryDelay: 1,
    deleteAfterSeconds: day,
  });
}

async function refuseOtherVersions(url: string): Promise<void> {
  const client = new pg.Client({ ...connectionSettings, connectionString: url });
  client.on('error', () => {}); // Whatever it was, the statement fails.
  try {
    await client.connect();
    const { rows } = await client.query(
      `SELECT current_setting('server_version_num')::int / 10000 AS server, to_regclass('placard.version') AS made`,
    );
    if (rows[0].server < oldestPostgres)
      throw new QueueError(
        `The queue lies in PostgreSQL ${rows[0].server}: it needs ${oldestPostgres} or newer.`,
      );
    if (rows[0].made === null) return;
    const made = await client.query('SELECT version FROM placard.version');
    if (made.rows[0]?.version > packageOfBoss.pgboss.schema)
      throw new QueueError('The queue was set up by a newer placard: use the same version on all machines.');
  } finally {
    await client.end();
  }
}
