import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  discoverPages,
  lastCheckpoint,
  listCandidates,
  listRefs,
  makeTestClient,
} from '../../fixtures/discover.ts';
import { sendJson, serve } from '../../http/fixtures/serve.ts';
import { formatRef } from '../../ref.ts';
import { makePulseMcp } from './index.ts';

const servers = [
  {
    name: 'One',
    package_registry: 'npm',
    package_name: '@a/one',
    source_code_url: 'https://github.com/a/one',
  },
  { name: 'Two', package_registry: null, package_name: null, source_code_url: 'https://github.com/a/two' },
  { name: 'Three', short_description: 'Neither', source_code_url: null },
  {
    name: 'Four',
    package_registry: 'pypi',
    package_name: 'four-mcp',
    remotes: [{ url_direct: 'https://four.example/mcp' }],
  },
];

function servePulse(t: Parameters<typeof serve>[0]) {
  return serve(t, (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://pulse');
    if (pathname === '/v0beta/servers') {
      const offset = Number(searchParams.get('offset'));
      return sendJson(response, { servers: servers.slice(offset, offset + 2), total_count: servers.length });
    }
    if (request.headers['x-api-key'] !== 'key') return void response.writeHead(401).end('{}');
    const server = {
      name: 'com.pulse/new',
      packages: [{ registryType: 'npm', identifier: 'new', version: '1.0.0' }],
    };
    sendJson(response, { servers: [{ server, _meta: { 'com.pulsemcp/server': {} } }], metadata: {} });
  });
}

test('without a key walks the older API by offset, and goes on in the middle', async (t) => {
  const server = await servePulse(t);
  const source = makePulseMcp({ http: makeTestClient(server), baseUrl: server.url });
  const pages = await discoverPages(source);
  assert.deepEqual(listRefs(pages), [
    'npm:@a/one',
    'github:a/two',
    'pypi:four-mcp',
    'https://four.example/mcp',
  ]);
  assert.deepEqual(listCandidates(pages).at(-1)?.equivalents.map(formatRef), ['pypi:four-mcp']);
  assert.deepEqual(pages[1]?.skipped, { 'neither a package nor a repository that a REF names': 1 });
  const rest = await discoverPages(source, lastCheckpoint(pages.slice(0, 1)));
  assert.deepEqual(listRefs(rest), ['pypi:four-mcp', 'https://four.example/mcp']);
});

test('with a key walks the present API', async (t) => {
  const server = await servePulse(t);
  const source = makePulseMcp({ http: makeTestClient(server), key: 'key', baseUrl: server.url });
  const candidates = listCandidates(await discoverPages(source));
  assert.deepEqual(
    candidates.map(({ ref, source: from }) => [formatRef(ref), from]),
    [['npm:new@1.0.0', 'pulsemcp']],
  );
});
