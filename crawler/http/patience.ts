import { setTimeout } from 'node:timers/promises';
import pRetry from 'p-retry';
import { RetryLaterError } from './errors.ts';

export interface Patience {
  /** Attempts after the first; 5 where it is not given. */
  retries?: number;
  /** The first wait where the host names none; it doubles. One second where it is not given. */
  minimumWaitMs?: number;
  /** The longest that placard waits within one run; five minutes where it is not given. */
  maximumWaitMs?: number;
  /** Is told of every wait before it begins. */
  onWait?(reason: string, milliseconds: number): void;
}

/**
 * Tries again what fails with RetryLaterError: no sooner than the host asked for, and no sooner than the growing
 * wait of placard's own, since hosts also answer "try again in 0 seconds".
 * @throws RetryLaterError where the host asks for more time than a run waits for, or the attempts are used up.
 */
export async function persist<T>(
  attempt: () => Promise<T>,
  { retries = 5, minimumWaitMs = 1000, maximumWaitMs = 300_000, onWait }: Patience = {},
  signal?: AbortSignal,
): Promise<T> {
  const isWorthWaiting = (error: unknown): error is RetryLaterError =>
    error instanceof RetryLaterError && askedFor(error) <= maximumWaitMs;
  return pRetry(attempt, {
    retries,
    minTimeout: minimumWaitMs,
    maxTimeout: maximumWaitMs,
    ...(signal && { signal }),
    shouldRetry: ({ error }) => isWorthWaiting(error),
    async onFailedAttempt({ error, retriesLeft, retryDelay }) {
      if (retriesLeft === 0 || !isWorthWaiting(error)) return;
      const beyond = Math.max(0, askedFor(error) - retryDelay);
      onWait?.(error.message, beyond + retryDelay);
      await setTimeout(beyond, undefined, { ...(signal && { signal }) });
    },
  });
}

function askedFor({ retryAt }: RetryLaterError): number {
  return retryAt === null ? 0 : Math.max(0, retryAt.getTime() - Date.now());
}

/**
 * When a host may be asked again, by its own words: `Retry-After` in seconds or as a date, else the reset of a
 * limit that is used up (`RateLimit-Reset` in seconds; `X-RateLimit-Reset` in seconds or as seconds since 1970).
 * null where it says nothing that can be read.
 */
export function readRetryTime(header: (name: string) => string | null, now: Date): Date | null {
  const after = header('retry-after');
  if (after !== null) return readMoment(after, now);
  for (const prefix of ['x-ratelimit', 'ratelimit', 'x-rate-limit']) {
    const reset = header(`${prefix}-reset`);
    if (reset !== null && header(`${prefix}-remaining`) === '0') return readMoment(reset, now);
  }
  return null;
}

function readMoment(text: string, now: Date): Date | null {
  const isNumber = /^\s*\d+(\.\d+)?\s*$/.test(text);
  if (!isNumber) return /^\s*[a-z]/i.test(text) && !Number.isNaN(Date.parse(text)) ? new Date(text) : null;
  const seconds = Number(text);
  // No limit lasts for thirty years: so large a number is a moment, not a span.
  const moment = new Date(seconds > 1_000_000_000 ? seconds * 1000 : now.getTime() + seconds * 1000);
  return Number.isNaN(moment.getTime()) ? null : moment;
}
