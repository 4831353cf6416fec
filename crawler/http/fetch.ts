import {
  buildConnector,
  EnvHttpProxyAgent,
  Headers,
  type RequestInit,
  Response,
  fetch as send,
} from 'undici';
import { lookupPublicAddress, refusePrivateAddress } from './address.ts';
import { RefusedRequestError, RetryLaterError, UnreadableAnswerError } from './errors.ts';

export interface FetchInit extends RequestInit {
  /** Most bytes of the decoded body; 10 MB where it is not given. */
  maximumBytes?: number;
}

/** `fetch` with placard's manners; any status is an answer. */
export type Fetch = (url: string | URL, init?: FetchInit) => Promise<Response>;

export interface FetchOptions {
  /** Who asks, with an address where to complain. */
  userAgent: string;
  /** Hosts (with port, where it is not the scheme's own) that the user named: they alone may lie on a private network. */
  namedHosts?: string[];
  /** For the whole answer, redirects and body included; one minute where it is not given. */
  timeoutMs?: number;
}

const maximumRedirects = 5;
const defaultMaximumBytes = 10_000_000;

/**
 * Makes the `fetch` that all sources use: it says who asks, bounds time and bytes, goes through the proxy of the
 * environment where there is one, never connects to a private address that the user did not name, and sends
 * credentials to no other origin than the one they were meant for.
 * @throws RefusedRequestError for an address that is not to be asked. RetryLaterError where no answer comes in time.
 */
export function makeFetch({ userAgent, namedHosts = [], timeoutMs = 60_000 }: FetchOptions): Fetch {
  const named = new Set(namedHosts);
  const open = new EnvHttpProxyAgent();
  const guarded = new EnvHttpProxyAgent({ connect: buildConnector({ lookup: lookupPublicAddress }) });

  async function request(url: URL, init: FetchInit): Promise<Response> {
    if (!/^https?:$/.test(url.protocol)) throw new RefusedRequestError(`${url.protocol} is not spoken here.`);
    const isNamed = named.has(url.host);
    if (!isNamed) refusePrivateAddress(url);
    const headers = new Headers(init.headers);
    headers.set('user-agent', userAgent);
    return send(url, { ...init, headers, redirect: 'manual', dispatcher: isNamed ? open : guarded });
  }

  async function follow(start: URL, init: FetchInit): Promise<Response> {
    let url = start;
    for (let hop = 0; hop <= maximumRedirects; hop++) {
      const response = await request(url, url.origin === start.origin ? init : withoutCredentials(init));
      const target = readRedirect(response, url);
      if (target === null) return response;
      await response.body?.cancel();
      url = target;
    }
    throw new RefusedRequestError(`${start.host} redirected more than ${maximumRedirects} times.`);
  }

  return async (input, init = {}) => {
    const url = new URL(input);
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    try {
      return bound(await follow(url, { ...init, signal }), url, init.maximumBytes ?? defaultMaximumBytes);
    } catch (error) {
      throw describeFailure(error, url, init.signal ?? null);
    }
  };
}

/** What went wrong on the way, as one of placard's errors; an end that the caller asked for stays as it is. */
export function describeFailure(error: unknown, url: URL, signal: AbortSignal | null): unknown {
  if (signal?.aborted) return signal.reason;
  const cause = error instanceof TypeError && error.cause !== undefined ? error.cause : error;
  if (cause instanceof RefusedRequestError || cause instanceof UnreadableAnswerError) return cause;
  if (cause instanceof RetryLaterError) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  const isTimeout = cause instanceof DOMException && cause.name === 'TimeoutError';
  return new RetryLaterError(
    isTimeout ? `${url.host} did not answer whole in time.` : `${url.host} could not be asked (${code}).`,
    { cause: error },
  );
}

function readRedirect(response: Response, from: URL): URL | null {
  const location = response.headers.get('location');
  if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return null;
  if (!URL.canParse(location, from.href)) throw new RefusedRequestError(`${from.host} redirected to no URL.`);
  return new URL(location, from);
}

/** Only what any reader would send: keys travel in headers of many names. */
function withoutCredentials(init: FetchInit): FetchInit {
  const headers = new Headers(init.headers);
  const kept = ['accept', 'accept-language', 'content-type', 'mcp-protocol-version', 'mcp-method'].flatMap(
    (name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value] as const];
    },
  );
  return { ...init, headers: new Headers(kept.map(([name, value]): [string, string] => [name, value])) };
}

function bound(response: Response, url: URL, maximumBytes: number): Response {
  let bytes = 0;
  const body = response.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes <= maximumBytes) controller.enqueue(chunk);
        else
          controller.error(
            new UnreadableAnswerError(`${url.host} answered more than ${maximumBytes} bytes.`),
          );
      },
    }),
  );
  const { status, statusText, headers } = response;
  const bounded = new Response(body ?? null, { status, statusText, headers });
  return Object.defineProperty(bounded, 'url', { value: response.url });
}
