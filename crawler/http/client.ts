import PQueue from 'p-queue';
import { Headers, type Response } from 'undici';
import type { z } from 'zod';
import { RefusedRequestError, RetryLaterError, UnreadableAnswerError } from './errors.ts';
import { describeFailure, type Fetch } from './fetch.ts';
import { type Patience, persist, readRetryTime } from './patience.ts';

export interface HttpClientOptions {
  fetch: Fetch;
  /** Between two requests to one host; none where it is not given. */
  gapMs?: number;
  patience?: Patience;
}

export interface GetOptions {
  headers?: Record<string, string>;
  maximumBytes?: number;
  signal?: AbortSignal | undefined;
}

export interface TextAnswer {
  text: string;
  /** Without parameters, in lower case: `text/html`. */
  contentType: string;
  /** Where it came from in the end, redirects followed. */
  url: string;
  header(name: string): string | null;
}

/** Reads from hosts, one request at a time each, waiting when they ask for it. */
export interface HttpClient {
  /**
   * The body as text.
   * @throws RetryLaterError, RefusedRequestError (with the status), UnreadableAnswerError
   */
  getText(url: string | URL, options?: GetOptions): Promise<TextAnswer>;
  /**
   * The body as JSON of a known shape.
   * @throws as `getText` does, and UnreadableAnswerError where it is no JSON or of another shape.
   */
  getJson<T>(url: string | URL, schema: z.ZodType<T>, options?: GetOptions): Promise<T>;
}

export function makeHttpClient({ fetch, gapMs = 0, patience = {} }: HttpClientOptions): HttpClient {
  const queues = new Map<string, PQueue>();

  function queueOf(host: string): PQueue {
    const known = queues.get(host);
    if (known !== undefined) return known;
    const queue = new PQueue({ concurrency: 1, ...(gapMs > 0 && { interval: gapMs, intervalCap: 1 }) });
    queues.set(host, queue);
    return queue;
  }

  const client: HttpClient = {
    async getText(input, { headers = {}, maximumBytes, signal } = {}) {
      const url = new URL(input);
      const attempt = async () => {
        const bounds = { ...(maximumBytes !== undefined && { maximumBytes }), ...(signal && { signal }) };
        const response = await fetch(url, { headers: new Headers(headers), ...bounds });
        const text = await readBody(response, url, signal ?? null);
        refuseFailure(response, text, url);
        return readAnswer(response, text, url);
      };
      return queueOf(url.host).add(() => persist(attempt, patience, signal));
    },

    async getJson(input, schema, { headers = {}, ...options } = {}) {
      const url = new URL(input);
      const { text } = await client.getText(url, {
        ...options,
        headers: { accept: 'application/json', ...headers },
      });
      const result = schema.safeParse(parseJson(text, url));
      if (!result.success)
        throw new UnreadableAnswerError(`${url.host}${url.pathname} answered JSON of another form.`);
      return result.data;
    },
  };
  return client;
}

/** A body that breaks off, drips on for too long or grows too big is as good as none. */
async function readBody(response: Response, url: URL, signal: AbortSignal | null): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    throw describeFailure(error, url, signal);
  }
}

/** Statuses that pass by themselves (RFC 9110, RFC 6585); 403 is one where the host says when to come back. */
function refuseFailure({ ok, status, headers }: Response, text: string, url: URL): void {
  if (ok) return;
  const retryAt = readRetryTime((name) => headers.get(name), new Date());
  const place = `${url.host}${url.pathname}`;
  const isPassing =
    [408, 425, 429, 500, 502, 503, 504].includes(status) || (status === 403 && retryAt !== null);
  if (isPassing) throw new RetryLaterError(`${place} answered ${status}.`, { retryAt });
  const reason = text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 200);
  throw new RefusedRequestError(`${place} answered ${status}: ${reason}`, status);
}

function readAnswer(response: Response, text: string, url: URL): TextAnswer {
  const contentType = (response.headers.get('content-type') ?? '')
    .split(';', 1)
    .join('')
    .trim()
    .toLowerCase();
  return { text, contentType, url: response.url || url.href, header: (name) => response.headers.get(name) };
}

function parseJson(text: string, url: URL): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableAnswerError(`${url.host}${url.pathname} answered something that is no JSON.`);
  }
}
