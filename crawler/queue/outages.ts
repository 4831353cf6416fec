import { setTimeout as sleep } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import { cleanLine } from '../diagnosis.ts';
import { QueueError } from './queue-error.ts';

/** Between two attempts at what failed because PostgreSQL is out of reach. */
const pauseMs = 1000;

/** So long PostgreSQL may be out of reach, as when it is brought up to date; then who uses the queue ends. */
const patienceMs = 10 * 60_000;

/**
 * Does something with the queue, again and again while PostgreSQL is out of reach.
 * @param signal gives up, with the last error.
 * @throws QueueError where it was out of reach for ten minutes.
 */
export async function persist<T>(run: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (signal?.aborted || !isOutage(error)) throw error;
      if (Date.now() > end)
        throw new QueueError(
          'The queue was out of reach for ten minutes: run this again when PostgreSQL is back.',
        );
      await sleep(pauseMs, undefined, { signal }).catch(() => {});
    }
  }
}

/**
 * Tells of troubles with PostgreSQL in sentences: once when it goes out of reach, however many statements fail then,
 * and once when it is back.
 * @returns a signal that is aborted, with a QueueError, where it does not come back.
 */
export function watchOutages(boss: PgBoss, tell: (sentence: string) => void): AbortSignal {
  const lost = new AbortController();
  let isOut = false;
  boss.on('error', (error) => {
    if (!isOutage(error)) return tell(`The queue had trouble: ${cleanLine(error.message)}`);
    if (isOut) return;
    isOut = true;
    tell(`The queue is out of reach (${cleanLine(error.message)}); trying on.`);
    persist(() => boss.getDb().executeSql('SELECT 1')).then(
      () => {
        isOut = false;
        tell('The queue is back.');
      },
      // Anything but a QueueError: it was closed meanwhile.
      (fault) => void (fault instanceof QueueError && lost.abort(fault)),
    );
  });
  return lost.signal;
}

/** PostgreSQL ends, starts, or cannot be reached; what was asked of it was in order. */
export function isOutage(error: unknown): boolean {
  const { code, message }: { code?: unknown; message?: unknown } = Object(error);
  return (
    outageCodes.some((one) => one === code) ||
    /Connection terminated|timeout exceeded|timeout expired|Query read timeout|server closed the connection|Client was closed/.test(
      String(message),
    )
  );
}

const outageCodes = [
  ...[
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'ENOENT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'EAI_AGAIN',
  ],
  // Connection exceptions; ended by an administrator or a crash; starting or ending; too many connections.
  ...['08000', '08003', '08006', '57P01', '57P02', '57P03', '53300'],
];
