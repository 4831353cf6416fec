import { createHash } from 'node:crypto';
import {
  Client,
  SdkError,
  SdkErrorCode,
  SUPPORTED_PROTOCOL_VERSIONS,
  type Transport,
} from '@modelcontextprotocol/client';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { cleanLine } from './diagnosis.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import type { ListedTool, Listing } from './observation.ts';

/** Bounds on what one server may make placard read. Bytes are counted by whatever carries them, over the whole listing. */
export const maximumBytes = 32 * 1024 ** 2;
const maximumPages = 100;
export const maximumItems = 10_000;
/** Of one element. Whoever reads it later, SQLite included, may read it by recursion. */
const maximumDepth = 100;

/** Whatever the server sent: the pages are read loosely, so that nothing that does not conform is lost. */
const anyResult = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null);

/** The server answered, but not as the protocol says; the message is a sentence for a reader. */
export class ProtocolFault extends Error {
  override name = 'ProtocolFault';
}

/**
 * How a conversation begins. `auto` speaks the newest revision that both know; `legacy` only the `initialize` handshake,
 * for servers that end at any other first message; `oldest` that handshake with the first revision there was, for
 * servers that refuse a newer one where they should name their own.
 */
export type Handshake = 'auto' | 'legacy' | 'oldest';

/**
 * Connects and asks for all that the server offers.
 * @param timeoutMs for each single request.
 * @throws ProtocolFault where it answers against the protocol; SdkError where it goes away or is silent.
 */
export async function listServer(
  transport: Transport,
  handshake: Handshake,
  timeoutMs: number,
  clientVersion: string,
): Promise<Listing> {
  const client = new Client(
    { name: 'placard', version: clientVersion },
    {
      versionNegotiation: {
        mode: handshake === 'auto' ? 'auto' : 'legacy',
        probe: { timeoutMs: Math.min(timeoutMs, 10_000) },
      },
      ...(handshake === 'oldest' && {
        supportedProtocolVersions: ['2024-11-05', ...SUPPORTED_PROTOCOL_VERSIONS],
      }),
    },
  );
  await client.connect(transport, { timeout: timeoutMs });
  const capabilities = client.getServerCapabilities() ?? {};
  const remarks: string[] = [];
  const ask = (method: string, key: string) => listPages(client, method, key, timeoutMs, remarks);
  const tools = await ask('tools/list', 'tools');
  return {
    protocolVersion: client.getNegotiatedProtocolVersion() ?? 'unknown',
    serverInfo: toJsonObject(client.getServerVersion()),
    capabilities: toJsonObject(capabilities),
    instructions: client.getInstructions() ?? null,
    tools: tools.items.map(describeTool),
    ttlMs: tools.ttlMs,
    prompts: capabilities.prompts ? await askBeside('prompts') : null,
    resources: capabilities.resources ? await askBeside('resources') : null,
    remarks,
  };

  /** What it offers beside its tools; null where it does not answer. */
  async function askBeside(kind: 'prompts' | 'resources'): Promise<JsonObject[] | null> {
    const method = `${kind}/list`;
    try {
      return (await ask(method, kind)).items;
    } catch {
      remarks.push(`It offers ${kind} but did not answer ${method}.`);
      return null;
    }
  }
}

/**
 * SHA-256, in hexadecimal, of the canonical JSON (RFC 8785) of a definition; of its JSON as it stands where the
 * standard knows no canonical form: half a surrogate pair, or a number beyond the range of doubles.
 */
export function digestDefinition(definition: JsonObject): string {
  return createHash('sha256').update(writeCanonical(definition)).digest('hex');
}

function writeCanonical(definition: JsonObject): string {
  try {
    return canonicalize(definition) ?? '';
  } catch {
    return JSON.stringify(definition);
  }
}

async function listPages(
  client: Client,
  method: string,
  key: string,
  timeout: number,
  remarks: string[],
): Promise<{ items: JsonObject[]; ttlMs: number | null }> {
  const items: JsonObject[] = [];
  let ttlMs: number | null = null;
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (let page = 1; ; page++) {
    const params = cursor === undefined ? {} : { cursor };
    const result = await client.request({ method, params }, anyResult, { timeout }).catch(explain(method));
    const listed = result[key];
    if (!Array.isArray(listed)) throw new ProtocolFault(`Its answer to ${method} holds no list "${key}".`);
    const objects: JsonObject[] = listed.filter(isJsonObject);
    const kept = objects.filter(isShallow);
    const { ttlMs: ttl } = result;
    // The list as a whole is true no longer than any of its pages.
    if (typeof ttl === 'number' && ttl >= 0) ttlMs = Math.min(ttl, ttlMs ?? Infinity);
    // One by one, for a spread of very many would overflow the stack.
    for (const item of kept) items.push(item);
    remark(listed.length - objects.length, 'are no objects');
    remark(objects.length - kept.length, `nest deeper than ${maximumDepth} levels`);
    const next = result.nextCursor;
    const isLast = typeof next !== 'string' || next === '';
    if (items.length > maximumItems || (!isLast && page === maximumPages)) {
      remarks.push(`${method} was followed for ${page} pages and ${items.length} elements, and no further.`);
      return { items: items.slice(0, maximumItems), ttlMs };
    }
    if (isLast) return { items, ttlMs };
    if (seen.has(next)) {
      remarks.push(`${method} repeated a cursor after ${page} pages; it was followed no further.`);
      return { items, ttlMs };
    }
    seen.add(next);
    cursor = next;
  }

  function remark(number: number, fault: string): void {
    if (number > 0) remarks.push(`${method} held elements that ${fault}; left out: ${number}.`);
  }
}

function describeTool(definition: JsonObject, position: number): ListedTool {
  return { position, definition, digest: digestDefinition(definition) };
}

/** An error that the server itself reported is a fault against what it offers; silence and closing stay as they are. */
function explain(method: string) {
  return (error: unknown): never => {
    const isTransport = SdkError.isInstance(error) && error.code !== SdkErrorCode.InvalidResult;
    if (isTransport || !(error instanceof Error)) throw error;
    throw new ProtocolFault(`It answered ${method} with an error: ${cleanLine(error.message)}`, {
      cause: error,
    });
  };
}

/** Whether it nests no deeper than may be stored. Level by level, for a recursion is what the bound is there to spare. */
export function isShallow(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; depth < maximumDepth; depth++) {
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
    if (level.length === 0) return true;
  }
  return false;
}

/** Empty where it nests too deep to be stored. */
function toJsonObject(value: unknown): JsonObject {
  return isShallow(value) ? JSON.parse(JSON.stringify(value ?? {})) : {};
}
