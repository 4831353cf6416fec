import { createHash } from 'node:crypto';
import cacache from 'cacache';
import { Headers, Response } from 'undici';
import { z } from 'zod';
import type { Fetch } from './fetch.ts';

/**
 * The same `fetch`, remembering in a folder what came with an entity tag: the next request for it asks only whether
 * it has changed (If-None-Match), and an unchanged answer is given again from the folder. Credentials part memories.
 */
export function rememberAnswers(fetch: Fetch, folder: string): Fetch {
  return async (url, init = {}) => {
    if ((init.method ?? 'GET') !== 'GET') return fetch(url, init);
    const headers = new Headers(init.headers);
    const identity = [String(url), headers.get('accept'), headers.get('authorization')];
    const key = createHash('sha256').update(JSON.stringify(identity)).digest('hex');
    const known = await recall(folder, key);
    if (known !== null) headers.set('if-none-match', known.tag);
    const response = await fetch(url, { ...init, headers });
    if (response.status === 304 && known !== null)
      return new Response(known.body, { headers: { ...known.headers, ...readHeaders(response) } });
    const tag = response.headers.get('etag');
    if (response.status !== 200 || tag === null) return response;
    const body = Buffer.from(await response.arrayBuffer());
    await cacache.put(folder, key, body, { metadata: { tag, headers: readHeaders(response) } });
    return new Response(body, { headers: readHeaders(response) });
  };
}

const metadataSchema = z.object({ tag: z.string(), headers: z.record(z.string(), z.string()) });

/** What is missing or damaged is simply not remembered. */
async function recall(folder: string, key: string) {
  try {
    const { data, metadata } = await cacache.get(folder, key);
    return { ...metadataSchema.parse(metadata), body: data };
  } catch {
    return null;
  }
}

/** Without what is true of the transfer only: the body is decoded by now. */
function readHeaders(response: Response): Record<string, string> {
  const headers = Object.fromEntries(response.headers);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) delete headers[name];
  return headers;
}
