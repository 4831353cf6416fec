import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  discoverPages,
  lastCheckpoint,
  listCandidates,
  listRefs,
  makeTestClient,
} from '../../fixtures/discover.ts';
import { RetryLaterError } from '../../http/errors.ts';
import { serve } from '../../http/fixtures/serve.ts';
import { packagePage } from '../../ref.ts';
import { makeAwesomeLists } from './index.ts';

const markdown = await readFile(join(import.meta.dirname, 'fixtures/list.md'), 'utf8');
const userAgent = 'placard/test';

/** Answers by path; what is not there is 404. */
function servePages(t: Parameters<typeof serve>[0], pages: Record<string, [type: string, text: string]>) {
  return serve(t, (request, response) => {
    const [type, text] = pages[request.url ?? ''] ?? [];
    if (type === undefined) response.writeHead(404).end('<h1>404</h1>');
    else response.writeHead(200, { 'content-type': type }).end(text);
  });
}

test('reads the entries of a Markdown list as people write them', async (t) => {
  const server = await servePages(t, { '/README.md': ['text/plain', markdown] });
  const source = makeAwesomeLists(makeTestClient(server), userAgent, [`${server.url}/README.md`]);
  const pages = await discoverPages(source);
  assert.deepEqual(listRefs(pages), [
    'github:owner/plain',
    'github:owner/badge',
    'github:owner/before',
    'github:owner/mono#src/part',
    'github:owner/bold',
    'github:owner/filtered',
    'github:owner/nested',
    'https://mcp.remote.example/mcp',
    'https://mcp.linked.example/sse',
  ]);
  const texts = listCandidates(pages).map(({ name, description }) => [name, description]);
  assert.deepEqual(texts.slice(0, 5), [
    ['owner/plain', 'Plain hyphen'],
    ['owner/badge', 'Long dash after a badge'],
    ['owner/before', 'Badge before the link'],
    ['Other name', 'A folder, and no dash'],
    ['Bold', 'In bold'],
  ]);
  assert.deepEqual(pages[0]?.skipped, {
    'a repository that no REF names': 1,
    'a link to no repository or package': 1,
  });
});

test('a link to the page of a package is that package', async (t) => {
  const links = ['npm/%40scope/name', 'pypi/some-mcp'].map((purl) => packagePage(`pkg:${purl}`));
  const text = links.map((link) => `- [x](${link}) - y`).join('\n');
  const server = await servePages(t, { '/list.md': ['text/plain', text] });
  const source = makeAwesomeLists(makeTestClient(server), userAgent, [`${server.url}/list.md`]);
  assert.deepEqual(listRefs(await discoverPages(source)), ['npm:@scope/name', 'pypi:some-mcp']);
});

const card = (name: string) =>
  `<li><h3>${name}</h3><p>About ${name}</p><a href="https://github.com/owner/${name}">${name}</a></li>`;
const html = (body: string) =>
  `<nav><a href="https://github.com/owner/menu">menu</a></nav><ul>${body}</ul><script>x</script>`;

test('reads the pages of an HTML catalogue, from the first to the last, and goes on in the middle', async (t) => {
  const server = await servePages(t, {
    '/all': ['text/html; charset=utf-8', html(`${card('one')}<a rel="next" href="/all?page=2">next</a>`)],
    '/all?page=2': ['text/html', html(`${card('two')}<a rel="next" href="/all">round</a>`)],
    '/last.md': ['text/markdown', '- [three](https://github.com/owner/three) - Three'],
  });
  const lists = [`${server.url}/all`, `${server.url}/last.md`];
  const source = makeAwesomeLists(makeTestClient(server), userAgent, lists);
  const first = await discoverPages(source, null, 1);
  assert.deepEqual(listRefs(first), ['github:owner/one']);
  assert.equal(listCandidates(first)[0]?.description, 'About one');
  const rest = await discoverPages(source, lastCheckpoint(first));
  assert.deepEqual(listRefs(rest), ['github:owner/two', 'github:owner/three']);
  assert.equal(listRefs(await discoverPages(source, lastCheckpoint(rest))).length, 3, 'then all again');
});

test('a next page at another host is not followed', async (t) => {
  const other = await servePages(t, {});
  const server = await servePages(t, {
    '/all': ['text/html', html(`${card('one')}<a rel="next" href="${other.url}/all">next</a>`)],
  });
  await discoverPages(makeAwesomeLists(makeTestClient(server, other), userAgent, [`${server.url}/all`]));
  assert.equal(other.requests.length, 0);
});

test('what a host asks programs not to read is not read', async (t) => {
  const server = await servePages(t, {
    '/robots.txt': ['text/plain', 'User-agent: placard\nDisallow: /private\n'],
    '/private/list.md': ['text/plain', markdown],
    '/open.md': ['text/plain', '- [one](https://github.com/owner/one) - One'],
  });
  const lists = [`${server.url}/private/list.md`, `${server.url}/open.md`];
  const pages = await discoverPages(makeAwesomeLists(makeTestClient(server), userAgent, lists));
  assert.deepEqual(listRefs(pages), ['github:owner/one']);
  assert.deepEqual(pages[0]?.skipped, { 'a page that its host asks programs not to read': 1 });
  assert.equal(server.requests.filter(({ path }) => path === '/robots.txt').length, 1);
  assert.ok(server.requests.every(({ path }) => !path.startsWith('/private')));
});

test('a host whose rules cannot be read now is asked later', async (t) => {
  const server = await serve(t, (_, response) => void response.writeHead(503).end());
  const source = makeAwesomeLists(makeTestClient(server), userAgent, [`${server.url}/list.md`]);
  await assert.rejects(discoverPages(source), RetryLaterError);
});
