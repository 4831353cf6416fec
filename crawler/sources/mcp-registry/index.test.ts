import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import {
  discoverPages,
  lastCheckpoint,
  listCandidates,
  listRefs,
  makeTestClient,
} from '../../fixtures/discover.ts';
import { UnreadableAnswerError } from '../../http/errors.ts';
import { sendJson, serve } from '../../http/fixtures/serve.ts';
import type { DiscoveryPage } from '../../source.ts';
import { makeMcpRegistry } from './index.ts';

const official = 'io.modelcontextprotocol.registry/official';
const schema = JSON.parse(await readFile(join(import.meta.dirname, 'fixtures/answer.schema.json'), 'utf8'));
const isAnswer = new Ajv2020({ strict: false }).compile(schema);

interface Entry {
  server: Record<string, unknown>;
  _meta: Record<string, unknown>;
}

function makeEntry(number: number, status = 'active'): Entry {
  const server = {
    name: `com.example/server-${number}`,
    description: `Server ${number}`,
    version: '1.0.0',
    packages: [
      { registryType: 'npm', identifier: `server-${number}`, version: '1.0.0', transport: { type: 'stdio' } },
    ],
  };
  return { server, _meta: { [official]: { status, isLatest: true } } };
}

/** A registry whose every answer is held to the published description. */
async function serveRegistry(t: Parameters<typeof serve>[0], entries: Entry[], size = 2) {
  return serve(t, (request, response) => {
    const query = new URL(request.url ?? '', 'http://registry').searchParams;
    const start = Number(query.get('cursor') ?? 0);
    if (start > entries.length) return void response.writeHead(400).end('{"error":"bad cursor"}');
    const servers = entries.slice(start, start + size);
    const next = start + size < entries.length ? { nextCursor: String(start + size) } : {};
    const answer = { servers, metadata: { count: servers.length, ...next } };
    assert.ok(isAnswer(answer), JSON.stringify(isAnswer.errors));
    sendJson(response, answer);
  });
}

const makeSource = (server: { url: string; host: string }) =>
  makeMcpRegistry(makeTestClient(server), server.url);

test('walks all pages, newest versions only, tombstones included', async (t) => {
  const entries = [makeEntry(1), makeEntry(2, 'deprecated'), makeEntry(3, 'deleted')];
  const server = await serveRegistry(t, entries);
  const pages = await discoverPages(makeSource(server));
  assert.deepEqual(listRefs(pages), ['npm:server-1@1.0.0', 'npm:server-2@1.0.0', 'npm:server-3@1.0.0']);
  const statuses = listCandidates(pages).map(({ status }) => status);
  assert.deepEqual(statuses, ['active', 'deprecated', 'deleted']);
  assert.ok(server.requests.every(({ path }) => path.includes('version=latest&include_deleted=true')));
  assert.ok(server.requests.every(({ path }) => !path.includes('updated_since')));
});

test('asks for a page only when it is taken', async (t) => {
  const server = await serveRegistry(
    t,
    [1, 2, 3, 4].map((number) => makeEntry(number)),
  );
  for await (const page of makeSource(server).discover({ checkpoint: null })) {
    assert.equal(page.candidates.length, 2);
    break;
  }
  assert.equal(server.requests.length, 1);
});

test('goes on after the last page that was kept, and afterwards asks for changes only', async (t) => {
  const server = await serveRegistry(
    t,
    [1, 2, 3, 4, 5].map((number) => makeEntry(number)),
  );
  const source = makeSource(server);
  const before = new Date();
  const first = await discoverPages(source, null, 1);
  const rest = await discoverPages(source, lastCheckpoint(first));
  assert.deepEqual(listRefs(rest), ['npm:server-3@1.0.0', 'npm:server-4@1.0.0', 'npm:server-5@1.0.0']);
  await discoverPages(source, lastCheckpoint(rest));
  const since = new URL(server.requests[3]?.path ?? '', 'http://r').searchParams.get('updated_since') ?? '';
  assert.ok(Date.parse(since) < before.getTime(), 'the next walk overlaps with this one');
  assert.ok(Date.parse(since) > before.getTime() - 3_600_000);
});

test('a cursor gone stale between two runs begins the walk again', async (t) => {
  const server = await serveRegistry(t, [makeEntry(1)]);
  const checkpoint = { since: null, cursor: '999', startedAt: new Date().toISOString() };
  assert.deepEqual(listRefs(await discoverPages(makeSource(server), checkpoint)), ['npm:server-1@1.0.0']);
});

test('a checkpoint of another make begins anew', async (t) => {
  const server = await serveRegistry(t, [makeEntry(1)]);
  const pages = await discoverPages(makeSource(server), { page: 7 });
  assert.equal(listRefs(pages).length, 1);
});

test('a cursor that comes again ends the walk, and what was found until then stands', async (t) => {
  const server = await serve(t, (_, response) => {
    sendJson(response, { servers: [makeEntry(1)], metadata: { nextCursor: 'same' } });
  });
  const found: DiscoveryPage[] = [];
  await assert.rejects(async () => {
    for await (const page of makeSource(server).discover({ checkpoint: null })) found.push(page);
  }, UnreadableAnswerError);
  assert.equal(found.length, 1);
});

test('a bad element is counted and the page kept; entries without a wrapper are read too', async (t) => {
  const flat = { name: 'com.example/flat', remotes: [{ type: 'sse', url: 'https://flat.example/sse' }] };
  const server = await serve(t, (_, response) => {
    sendJson(response, { servers: [null, 7, { server: { name: 5 } }, flat, makeEntry(1)] });
  });
  const pages = await discoverPages(makeSource(server));
  assert.deepEqual(listRefs(pages), ['https://flat.example/sse', 'npm:server-1@1.0.0']);
  assert.deepEqual(pages[0]?.skipped, { 'no server.json': 3 });
});

test('a page that fails for a while is asked for again', async (t) => {
  let count = 0;
  const server = await serve(t, (_, response) => {
    if (count++ === 0) response.writeHead(429, { 'retry-after': '0' }).end('<html>');
    else sendJson(response, { servers: [makeEntry(1)], metadata: {} });
  });
  assert.equal(listRefs(await discoverPages(makeSource(server))).length, 1);
});
