import type { FetchLike } from '@modelcontextprotocol/client';
import { cleanLine } from '../../diagnosis.ts';
import { RefusedRequestError } from '../../http/errors.ts';
import { describeFailure, type Fetch } from '../../http/fetch.ts';
import { maximumBytes } from '../../list.ts';

/** An answer that was read whole. */
export interface Answer {
  status: number;
  headers: Headers;
  /** Without parameters, in lower case. */
  contentType: string;
  text: string;
}

/** All that is said between placard and one server in one asking, within one bound of time and one of bytes. */
export interface Conversation {
  /** For the transports of the SDK. */
  fetch: FetchLike;
  /** Ends with the time, with a stream that breaks, and with an answer that asks for patience. */
  signal: AbortSignal;
  /** To the newest request; null where that is open, or was answered with a stream. */
  last: Answer | null;
  /** Why the newest request has no whole answer. */
  fault: unknown;
  /** On answers that the protocol does not allow and that were read all the same, as sentences. */
  remarks: Set<string>;
}

/** Begins a conversation with the server at an address. */
export function converse(address: URL, send: Fetch, timeoutMs: number): Conversation {
  const broken = new AbortController();
  const conversation: Conversation = {
    fetch: ask,
    signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), broken.signal]),
    last: null,
    fault: null,
    remarks: new Set(),
  };
  let bytesLeft = maximumBytes;
  let home = address;
  return conversation;

  async function ask(target: string | URL, init: RequestInit = {}): Promise<Response> {
    conversation.signal.throwIfAborted();
    conversation.last = null;
    conversation.fault = null;
    const isHome = String(target) === address.href;
    const url = isHome ? home : new URL(target);
    try {
      const response = await send(url, {
        method: init.method ?? 'GET',
        headers: Object.fromEntries(new Headers(init.headers)),
        body: typeof init.body === 'string' ? init.body : null,
        signal: AbortSignal.any([conversation.signal, ...(init.signal ? [init.signal] : [])]),
        maximumBytes: bytesLeft,
      });
      if (isHome) home = followHome(new URL(response.url || url), url);
      return await receive(response, url, init.signal);
    } catch (error) {
      noteFault(error, url, init.signal);
      throw error;
    }
  }

  /** A request that the transport itself ends has no fault. */
  function noteFault(error: unknown, url: URL, closing: AbortSignal | null | undefined): void {
    if (!closing?.aborted) conversation.fault = describeFailure(error, url, conversation.signal);
  }

  /** The rest of the conversation is held where the address leads, so that headers for the session are not lost on the way. */
  function followHome(reached: URL, asked: URL): URL {
    if (reached.href === asked.href) return asked;
    if (reached.protocol === 'http:' && asked.protocol === 'https:')
      throw new RefusedRequestError(`It redirects to ${reached.host} without encryption.`);
    conversation.remarks.add(`Its address redirects to ${cleanLine(reached.origin + reached.pathname)}.`);
    return reached;
  }

  /** Reads the body before it heeds the status, for some send a valid result with status 400 or as plain text. */
  async function receive(
    response: Awaited<ReturnType<Fetch>>,
    url: URL,
    closing: AbortSignal | null | undefined,
  ): Promise<Response> {
    const { status, ok } = response;
    const headers = new Headers([...response.headers]);
    const contentType = (headers.get('content-type') ?? '').split(';', 1).join('').trim().toLowerCase();
    if (ok && contentType === 'text/event-stream' && response.body !== null)
      return new Response(ReadableStream.from(watch(response.body)), { status, headers });
    const text = await response.text();
    bytesLeft -= Buffer.byteLength(text);
    conversation.last = { status, headers, contentType, text };
    // Whoever asks for patience is not asked in yet another way.
    if (status === 429) broken.abort();
    const meant = readMeaning(text, ok);
    if (meant === null || (ok && meant === contentType))
      return new Response([204, 205, 304].includes(status) ? null : text, { status, headers });
    conversation.remarks.add(
      `It answered with status ${status} and content type ${cleanLine(contentType) || 'none'} what is a message of the protocol.`,
    );
    headers.set('content-type', meant);
    return new Response(text, { status: 200, headers });

    /** Tells of a stream that breaks, for the SDK would wait on for the answer that was to come by it. */
    async function* watch(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      try {
        for await (const chunk of body) {
          bytesLeft -= chunk.byteLength;
          yield chunk;
        }
      } catch (error) {
        noteFault(error, url, closing);
        if (!closing?.aborted) broken.abort(error);
        throw error;
      }
    }
  }
}

/** The content type that the body has by its own look; null where it holds no message, or one that only says no. */
function readMeaning(text: string, isSuccess: boolean): string | null {
  if (!text.includes('"jsonrpc"')) return null;
  if (/^data: ?[{[]/m.test(text)) return isSuccess || text.includes('"result"') ? 'text/event-stream' : null;
  try {
    const messages: unknown[] = [JSON.parse(text)].flat();
    const isAnswer = messages.some(
      (message) =>
        typeof message === 'object' &&
        message !== null &&
        'jsonrpc' in message &&
        (isSuccess || 'result' in message),
    );
    return isAnswer ? 'application/json' : null;
  } catch {
    return null;
  }
}
