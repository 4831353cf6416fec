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
import { makePypi } from './index.ts';

interface Project {
  name: string;
  '_last-serial'?: number;
  info?: object | null;
}

/** An index that answers as PEP 691 and PyPI's JSON pages do. */
function serveIndex(t: Parameters<typeof serve>[0], projects: Project[]) {
  return serve(t, (request, response) => {
    const name = /^\/pypi\/([^/]+)\/json$/.exec(request.url ?? '')?.[1];
    if (request.url === '/simple/') {
      assert.match(request.headers.accept ?? '', /^application\/vnd\.pypi\.simple\.v1\+json\b/);
      const list = projects.map(({ info, ...project }) => project);
      return sendJson(
        response,
        { meta: { 'api-version': '1.4' }, projects: list },
        { 'content-type': 'application/vnd.pypi.simple.v1+json' },
      );
    }
    const project = projects.find((candidate) => candidate.name === name);
    if (project === undefined || project.info === null) return void response.writeHead(404).end('{}');
    sendJson(response, { info: { name, version: '1.0', ...project.info }, releases: {} });
  });
}

test('reads the projects whose name says so, and what each says of itself', async (t) => {
  const project_urls = { Homepage: 'https://github.com/someone/else', Source: 'https://github.com/o/files' };
  const server = await serveIndex(t, [
    { name: 'requests', '_last-serial': 1 },
    { name: 'mcp-files', '_last-serial': 3, info: { summary: 'Files', project_urls } },
    { name: 'old-mcp', '_last-serial': 2, info: { yanked: true, home_page: 'https://github.com/o/old' } },
    { name: 'empty-mcp', '_last-serial': 4, info: null },
  ]);
  const pages = await discoverPages(makePypi({ http: makeTestClient(server), baseUrl: server.url }));
  assert.deepEqual(
    listCandidates(pages).map(({ ref, status, repository }) => [formatRef(ref), status, repository?.url]),
    [
      ['pypi:old-mcp@1.0', 'deprecated', 'https://github.com/o/old'],
      ['pypi:mcp-files@1.0', 'active', 'https://github.com/o/files'],
    ],
  );
  assert.deepEqual(pages[0]?.skipped, { 'a project without releases': 1 });
  assert.ok(server.requests.every(({ path }) => !path.includes('requests')));
});

test('goes on after the last page, and afterwards reads only what was changed', async (t) => {
  const projects = Array.from(
    { length: 120 },
    (_, index): Project => ({ name: `mcp-${index}`, '_last-serial': 120 - index }),
  );
  const server = await serveIndex(t, projects);
  const source = makePypi({ http: makeTestClient(server), baseUrl: server.url });
  const first = await discoverPages(source, null, 1);
  const rest = await discoverPages(source, lastCheckpoint(first));
  assert.deepEqual(
    [first, rest].map((pages) => listRefs(pages).length),
    [50, 70],
  );
  assert.equal(new Set([...listRefs(first), ...listRefs(rest)]).size, 120);
  assert.deepEqual(await discoverPages(source, lastCheckpoint(rest)), []);
  const [changed] = projects;
  if (changed !== undefined) changed['_last-serial'] = 500;
  assert.deepEqual(listRefs(await discoverPages(source, lastCheckpoint(rest))), ['pypi:mcp-0@1.0']);
});

test('an index without serials is read whole each time', async (t) => {
  const server = await serveIndex(t, [{ name: 'a-mcp' }, { name: 'b-mcp' }]);
  const source = makePypi({ http: makeTestClient(server), baseUrl: server.url });
  const pages = await discoverPages(source);
  assert.equal(listRefs(await discoverPages(source, lastCheckpoint(pages))).length, 2);
});

test('a mirror that knows only the older, HTML form of the index is read too', async (t) => {
  const server = await serve(t, (request, response) => {
    if (request.url !== '/simple/') return sendJson(response, { info: { name: 'A.mcp', version: '1.0' } });
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(
      '<!DOCTYPE html><body>\n<a href="a-mcp/">A<!-- --> .mcp</a><a href="x/">x</a><a>a&amp;mcp</body>',
    );
  });
  await discoverPages(makePypi({ http: makeTestClient(server), baseUrl: server.url }));
  assert.deepEqual(
    server.requests.map(({ path }) => path),
    ['/simple/', '/pypi/A%20.mcp/json'],
  );
});

test('what is no index at all is not an empty one', async (t) => {
  for (const type of ['text/html', 'application/json']) {
    const server = await serve(t, (_, response) => {
      response.writeHead(200, { 'content-type': type }).end('<h1>Maintenance</h1>');
    });
    await assert.rejects(
      discoverPages(makePypi({ http: makeTestClient(server), baseUrl: server.url })),
      /no package index/,
    );
  }
});

test('one bad project page or index line costs no other', async (t) => {
  const server = await serve(t, (request, response) => {
    if (request.url === '/simple/')
      sendJson(response, { projects: [{ name: 'a-mcp' }, 7, { name: 'b-mcp' }] });
    else if (request.url?.includes('a-mcp')) response.writeHead(200).end('<html>');
    else sendJson(response, { info: { name: 'b-mcp', version: '2.0' } });
  });
  const pages = await discoverPages(makePypi({ http: makeTestClient(server), baseUrl: server.url }));
  assert.deepEqual(listRefs(pages), ['pypi:b-mcp@2.0']);
  assert.deepEqual(pages[0]?.skipped, {
    'no project in the index': 1,
    'a project page that cannot be read': 1,
  });
});

test('a name in the index is never a path', async (t) => {
  const server = await serveIndex(t, [{ name: '../../admin/mcp' }]);
  await discoverPages(makePypi({ http: makeTestClient(server), baseUrl: server.url }));
  assert.equal(server.requests[1]?.path, '/pypi/..%2F..%2Fadmin%2Fmcp/json');
});
