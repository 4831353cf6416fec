import { Octokit, RequestError } from 'octokit';
import { RefusedRequestError, RetryLaterError, UnreadableAnswerError } from './http/errors.ts';
import type { Fetch } from './http/fetch.ts';
import { readRetryTime } from './http/patience.ts';

export interface GithubAccess {
  fetch: Fetch;
  userAgent: string;
  /** Without one only the repository search is asked, at a third of the pace. */
  token?: string | undefined;
  /** Another GitHub's API: `https://HOST/api/v3`. */
  baseUrl?: string | undefined;
  /** The longest wait for a limit to be lifted that is sat out; five minutes where it is not given. */
  maximumWaitSeconds?: number;
}

/** Octokit with its throttling and its retries: it keeps GitHub's pace, and sits short waits out. */
export function makeOctokit({
  fetch,
  userAgent,
  token,
  baseUrl,
  maximumWaitSeconds = 300,
}: GithubAccess): Octokit {
  const isWorthWaiting = (seconds: number, _: object, __: unknown, retryCount: number) =>
    retryCount < 3 && seconds <= maximumWaitSeconds;
  return new Octokit({
    userAgent,
    ...(token !== undefined && { auth: token }),
    ...(baseUrl !== undefined && { baseUrl }),
    request: { fetch },
    throttle: { onRateLimit: isWorthWaiting, onSecondaryRateLimit: isWorthWaiting },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
}

/** Octokit's failure as one of placard's. */
export function describeRefusal(error: unknown, signal?: AbortSignal): unknown {
  if (signal?.aborted) return signal.reason;
  if (!(error instanceof RequestError)) return error;
  const { cause, status, response } = error;
  for (const kind of [RetryLaterError, RefusedRequestError, UnreadableAnswerError])
    if (cause instanceof kind) return cause;
  const headers = new Headers(
    Object.entries(response?.headers ?? {}).map(([name, value]) => [name, String(value)]),
  );
  const retryAt = readRetryTime((name) => headers.get(name), new Date());
  const message = `GitHub answered ${status}: ${error.message.slice(0, 200)}`;
  const isPassing = status === 429 || status >= 500 || (status === 403 && /rate limit/i.test(error.message));
  if (isPassing || retryAt !== null) return new RetryLaterError(message, { retryAt, cause: error });
  return new RefusedRequestError(message, status);
}
