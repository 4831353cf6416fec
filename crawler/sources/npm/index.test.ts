import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  discoverPages,
  lastCheckpoint,
  listCandidates,
  listRefs,
  makeTestClient,
} from '../../fixtures/discover.ts';
import { RetryLaterError, UnreadableAnswerError } from '../../http/errors.ts';
import { sendJson, serve } from '../../http/fixtures/serve.ts';
import { serveVerdaccio } from './fixtures/verdaccio.ts';
import { makeNpm, type NpmSourceOptions } from './index.ts';

const patience = { retries: 2, minimumWaitMs: 1, maximumWaitMs: 50 };

/** npm's configuration for a test: nothing of the user's. */
async function makeOptions(t: Parameters<typeof serve>[0], registry: string): Promise<NpmSourceOptions> {
  const cache = await mkdtemp(join(tmpdir(), 'placard-npm-'));
  t.after(() => rm(cache, { recursive: true, force: true }));
  return { npmOptions: { registry, cache, userAgent: 'placard/test' }, patience };
}

const find = (name: string, version = '1.0.0') => ({
  package: { name, version, description: `About ${name}` },
});

interface Double {
  found: Record<string, ReturnType<typeof find>[]>;
  changes?: { seq: number; id: string; deleted?: true }[];
}

/** A registry that pages as npm's does, and a feed of changes beside it. */
function serveNpm(t: Parameters<typeof serve>[0], { found, changes = [] }: Double) {
  return serve(t, (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://npm');
    if (pathname === '/feed/') return sendJson(response, { update_seq: changes.at(-1)?.seq ?? 0 });
    if (pathname === '/feed/_changes') {
      const since = Number(searchParams.get('since'));
      const results = changes.filter(({ seq }) => seq > since).slice(0, 2);
      return sendJson(response, { results, last_seq: results.at(-1)?.seq ?? since });
    }
    const from = Number(searchParams.get('from'));
    const objects = found[searchParams.get('text') ?? '']?.slice(
      from,
      from + Number(searchParams.get('size')),
    );
    sendJson(response, { objects: objects ?? [], total: objects?.length ?? 0 });
  });
}

test('finds what a real registry has, page by page', async (t) => {
  const version = '1.0.0';
  const url = await serveVerdaccio(t, [
    { name: 'one', version, description: 'An mcp server', repository: { type: 'git', url: 'github:o/one' } },
    { name: '@scope/two-mcp', version, description: 'Two' },
    { name: 'three', version, description: 'Another mcp server' },
    { name: 'four', version, description: 'Nothing of the kind' },
  ]);
  const options = await makeOptions(t, url);
  const pages = await discoverPages(makeNpm({ ...options, searches: ['mcp', 'nowhere'], pageSize: 2 }));
  assert.deepEqual(listRefs(pages).sort(), ['npm:@scope/two-mcp', 'npm:one', 'npm:three']);
  assert.ok(pages.length > 2, 'more than one page a search');
});

test('a search goes on after the last page that was kept', async (t) => {
  const found = { a: [find('one'), find('two'), find('three')], b: [find('four')] };
  const server = await serveNpm(t, { found });
  const source = makeNpm({ ...(await makeOptions(t, server.url)), searches: ['a', 'b'], pageSize: 2 });
  const first = await discoverPages(source, null, 1);
  const before = server.requests.length;
  const rest = await discoverPages(source, lastCheckpoint(first));
  assert.deepEqual(listRefs(first), ['npm:one@1.0.0', 'npm:two@1.0.0']);
  assert.deepEqual(listRefs(rest), ['npm:three@1.0.0', 'npm:four@1.0.0']);
  assert.ok(server.requests[before]?.path.includes('from=2'), 'nothing is asked twice');
});

test('a finished search begins again, and before it the changes since are read', async (t) => {
  const double: Double = { found: { a: [find('one')] }, changes: [{ seq: 7, id: 'before-mcp' }] };
  const server = await serveNpm(t, double);
  const feed = { url: `${server.url}/feed/_changes`, http: makeTestClient(server) };
  const source = makeNpm({ ...(await makeOptions(t, server.url)), searches: ['a'], feed });
  const finished = await discoverPages(source);
  assert.deepEqual(listRefs(finished), ['npm:one@1.0.0']);
  double.changes?.push(
    { seq: 8, id: 'new-mcp' },
    { seq: 9, id: 'left-pad' },
    { seq: 12, id: 'gone-mcp', deleted: true },
  );
  const changed = await discoverPages(source, lastCheckpoint(finished));
  assert.deepEqual(
    listCandidates(changed).map(({ name, status }) => [name, status]),
    [
      ['new-mcp', 'active'],
      ['gone-mcp', 'deleted'],
      ['one', 'active'],
    ],
  );
  const again = await discoverPages(source, lastCheckpoint(changed));
  assert.deepEqual(listRefs(again), ['npm:one@1.0.0']);
});

test('a registry that is out of breath for a while is asked again; for long, the search stops there', async (t) => {
  let refusals = 2;
  const server = await serve(t, (_, response) => {
    const isOver = refusals-- <= 0;
    if (!isOver)
      return void response
        .writeHead(429, { 'content-type': 'text/html', 'retry-after': '0' })
        .end('<!DOCTYPE html><title>Just a moment...</title>');
    sendJson(response, { objects: [], total: 0 });
  });
  const source = makeNpm({ ...(await makeOptions(t, server.url)), searches: ['a'] });
  assert.equal((await discoverPages(source)).length, 1);
  refusals = 100;
  await assert.rejects(discoverPages(source), RetryLaterError);
});

test('the depth at which a registry ends a search is an end; a refusal at once is none', async (t) => {
  const server = await serve(t, (request, response) => {
    if (request.url?.includes('from=0')) sendJson(response, { objects: [find('one')] });
    else response.writeHead(400).end('{"error":"from is too large"}');
  });
  const options = await makeOptions(t, server.url);
  assert.deepEqual(listRefs(await discoverPages(makeNpm({ ...options, searches: ['a'] }))), [
    'npm:one@1.0.0',
  ]);
  const deaf = await serve(t, (_, response) => void response.writeHead(400).end());
  await assert.rejects(
    discoverPages(makeNpm({ ...(await makeOptions(t, deaf.url)), searches: ['a'] })),
    /400/,
  );
});

test('a search that gives one page for ever is given up', async (t) => {
  const server = await serve(t, (_, response) => sendJson(response, { objects: [find('one')] }));
  const source = makeNpm({ ...(await makeOptions(t, server.url)), searches: ['a'] });
  await assert.rejects(discoverPages(source), UnreadableAnswerError);
});

test('answers that are too big, no JSON or broken off are no pages', async (t) => {
  let mode = 'big';
  const server = await serve(t, (_, response) => {
    if (mode === 'big') response.end(Buffer.alloc(21_000_000, 32));
    else if (mode === 'html') response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    else {
      response.writeHead(200, { 'content-length': '500' }).write('{"objects":[');
      setTimeout(() => response.destroy(), 10);
    }
  });
  const source = makeNpm({ ...(await makeOptions(t, server.url)), searches: ['a'] });
  await assert.rejects(discoverPages(source), /more than/);
  mode = 'html';
  await assert.rejects(discoverPages(source), /no JSON/);
  mode = 'broken';
  await assert.rejects(discoverPages(source), RetryLaterError);
});

test('an element that is no package is counted, and the page kept', async (t) => {
  const objects = [7, { package: { name: '../up' } }, { package: { name: 'no-version' } }];
  const server = await serve(t, (request, response) => {
    sendJson(response, { objects: request.url?.includes('from=0') ? objects : [] });
  });
  const pages = await discoverPages(makeNpm({ ...(await makeOptions(t, server.url)), searches: ['a'] }));
  assert.deepEqual(listRefs(pages), ['npm:no-version']);
  assert.deepEqual(pages[0]?.skipped, { 'no package in the search result': 2 });
});
