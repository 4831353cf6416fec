import {
  type FetchLike,
  SSEClientTransport,
  StreamableHTTPClientTransport,
  type Transport,
} from '@modelcontextprotocol/client';
import type { Fetch } from '../../http/fetch.ts';
import type { AskOptions } from '../../launcher.ts';
import { type Handshake, listServer } from '../../list.ts';
import type { Failure, Listing } from '../../observation.ts';
import { type Conversation, converse } from './conversation.ts';
import { explainFailure } from './explain-failure.ts';

/** What one asking came to. */
export type Asked =
  | { listing: Listing }
  | {
      failure: Failure;
      /** Asking again now would change nothing, or would be impolite. */
      isFinal: boolean;
    };

/** Asks a server once what it offers: over streamable HTTP, and where it does not take that, over HTTP with SSE. */
export async function askOnce(
  url: URL,
  handshake: Handshake,
  fetch: Fetch,
  options: AskOptions,
): Promise<Asked> {
  const conversation = converse(url, fetch, options.timeoutMs);
  const streamable = new StreamableHTTPClientTransport(url, {
    fetch: withoutStandingStream(conversation.fetch),
  });
  const asked = await listOver(streamable, handshake, conversation, options);
  if ('listing' in asked || !mayTakeStreamOnly(conversation)) return asked;
  const stream = await listOver(
    new SSEClientTransport(url, { fetch: conversation.fetch }),
    'legacy',
    conversation,
    options,
  );
  if ('listing' in stream) {
    stream.listing.remarks.unshift('It speaks only HTTP with SSE, the transport of 2024-11-05.');
    return stream;
  }
  // No stream there either: then the first answer tells more.
  return ['protocol-error', 'not-found'].includes(stream.failure.reason) ? asked : stream;
}

async function listOver(
  transport: Transport & { terminateSession?(): Promise<void> },
  handshake: Handshake,
  conversation: Conversation,
  { timeoutMs, clientVersion }: AskOptions,
): Promise<Asked> {
  const { signal } = conversation;
  // Closing ends a request under way, so that what was listed before it is kept; but not the wait for an SSE stream
  // that never names its endpoint.
  const ended = new Promise<never>((_, reject) => {
    const end = () => transport.close().then(() => setTimeout(() => reject(signal.reason), 100));
    signal.addEventListener('abort', end, { once: true });
  });
  try {
    const listing = await Promise.race([listServer(transport, handshake, timeoutMs, clientVersion), ended]);
    listing.remarks.push(...conversation.remarks);
    await transport.terminateSession?.().catch(() => {});
    return { listing };
  } catch (error) {
    return explainFailure(error, conversation, timeoutMs);
  } finally {
    await transport.close();
  }
}

/** Nothing is wanted of the stream for messages that no request asked for; one that goes on with an answer is opened. */
function withoutStandingStream(fetch: FetchLike): FetchLike {
  return async (url, init) => {
    const isStanding = init?.method === 'GET' && !new Headers(init.headers).has('last-event-id');
    return isStanding ? new Response(null, { status: 405 }) : fetch(url, init);
  };
}

/** Servers that know HTTP with SSE alone refuse a POST to its address, with one of these (MCP 2025-03-26, compatibility). */
function mayTakeStreamOnly({ last }: Conversation): boolean {
  return last !== null && [400, 404, 405, 406, 410, 415, 422, 501].includes(last.status);
}
