import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import {
  discoverPages,
  lastCheckpoint,
  listCandidates,
  listRefs,
  makeTestClient,
} from '../../fixtures/discover.ts';
import { RefusedRequestError } from '../../http/errors.ts';
import { sendJson, serve } from '../../http/fixtures/serve.ts';
import { makeSmithery } from './index.ts';

/** As Smithery's API reference describes its answers. */
const isServer = new Ajv2020().compile({
  type: 'object',
  required: ['qualifiedName', 'displayName', 'connections'],
  properties: {
    qualifiedName: { type: 'string' },
    displayName: { type: 'string' },
    connections: {
      type: 'array',
      items: {
        type: 'object',
        required: ['type'],
        properties: { type: { enum: ['http', 'stdio'] }, deploymentUrl: { type: 'string' } },
      },
    },
  },
});

const servers: Record<string, object> = {
  '@a/hosted': {
    deploymentUrl: 'https://server.smithery.example/@a/hosted',
    connections: [{ type: 'http', deploymentUrl: 'https://server.smithery.example/@a/hosted/mcp' }],
  },
  'b/keyed': {
    connections: [
      {
        type: 'http',
        deploymentUrl: 'https://keyed.example/mcp',
        configSchema: { type: 'object', required: ['apiKey'], properties: { apiKey: { type: 'string' } } },
      },
    ],
  },
  'c/local': { homepage: 'https://github.com/c/local', connections: [{ type: 'stdio' }] },
  'd/nowhere': { connections: [{ type: 'stdio' }] },
};

function serveSmithery(t: Parameters<typeof serve>[0], names = Object.keys(servers)) {
  return serve(t, (request, response) => {
    if (request.headers.authorization !== 'Bearer key') return void response.writeHead(401).end('{}');
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://smithery');
    if (pathname === '/servers') {
      const page = Number(searchParams.get('page'));
      const listed = names.slice((page - 1) * 2, page * 2).map((qualifiedName) => ({ qualifiedName }));
      const pagination = { currentPage: page, pageSize: 2, totalPages: Math.ceil(names.length / 2) };
      return sendJson(response, { servers: listed, pagination });
    }
    const name = decodeURIComponent(pathname.replace('/servers/', ''));
    if (servers[name] === undefined) return void response.writeHead(404).end('{"error":"Server not found"}');
    const answer = { qualifiedName: name, displayName: name, ...servers[name] };
    assert.ok(isServer(answer), JSON.stringify(isServer.errors));
    sendJson(response, answer);
  });
}
const makeSource = (server: { url: string; host: string }, key = 'key') =>
  makeSmithery({ http: makeTestClient(server), key, baseUrl: server.url });

test('hosted servers by address, others by repository; settings that an address needs are named', async (t) => {
  const pages = await discoverPages(makeSource(await serveSmithery(t)));
  assert.deepEqual(listRefs(pages), [
    'https://server.smithery.example/@a/hosted/mcp',
    'https://keyed.example/mcp',
    'github:c/local',
  ]);
  assert.deepEqual(
    listCandidates(pages).map(({ unresolved }) => unresolved),
    [[], ['apiKey'], []],
  );
  assert.deepEqual(pages[1]?.skipped, { 'neither an address nor a repository': 1 });
});

test('goes on after the last page in the same order', async (t) => {
  const server = await serveSmithery(t);
  const source = makeSource(server);
  const first = await discoverPages(source, null, 1);
  const rest = await discoverPages(source, lastCheckpoint(first));
  assert.deepEqual(listRefs(rest), ['github:c/local']);
  const seeds = server.requests.map(({ path }) => new URL(path, 'http://s').searchParams.get('seed'));
  assert.equal(new Set(seeds.filter((seed) => seed !== null)).size, 1);
  assert.equal(lastCheckpoint(rest), null, 'the next discovery begins anew');
});

test('a server that is gone between list and page costs no other', async (t) => {
  const pages = await discoverPages(makeSource(await serveSmithery(t, ['x/gone', 'c/local'])));
  assert.deepEqual(listRefs(pages), ['github:c/local']);
  assert.deepEqual(pages[0]?.skipped, { 'a server that is gone': 1 });
});

test('a wrong key is said at once', async (t) => {
  const server = await serveSmithery(t);
  await assert.rejects(discoverPages(makeSource(server, 'wrong')), RefusedRequestError);
  assert.equal(server.requests.length, 1);
});
