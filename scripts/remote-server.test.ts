import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { load } from 'cheerio';
import { type LoopbackServer, sendJson, serve } from '../crawler/http/fixtures/serve.ts';
import { answerAlways, answerNewest } from '../crawler/launchers/remote/fixtures/servers.ts';
import { serverPath } from '../site/addresses.ts';
import { makeFolder, runPlacard } from './fixtures/run-program.ts';

// A server that runs elsewhere, from the command line to its page: nothing is launched, and nothing says that it was.

const folder = makeFolder();
const out = join(folder, 'site');
const closing: (() => void)[] = [];
const context = { after: (close: () => void) => void closing.push(close) };
/** Without a program to make a sandbox of on the path. */
const env = {
  PLACARD_CACHE: join(folder, 'cache'),
  PLACARD_CATALOGUE: join(folder, 'catalogue.db'),
  PATH: '',
};
let open: LoopbackServer;
let shut: LoopbackServer;

before(async () => {
  open = await serve(context, answerNewest());
  shut = await serve(context, answerAlways(401, { 'www-authenticate': 'Bearer' }));
});
after(() => {
  for (const close of closing) close();
});

test('an audit asks it over HTTP, with no sandbox at hand', async () => {
  const { code, stdout, stderr } = await runPlacard(['audit', `${open.url}/mcp`], { env });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^http:\/\/127\.0\.0\.1:\d+\/mcp 2\.1\.0\n/);
  assert.match(stdout, /Destructive, Critical: the gravest of its 2 tools is delete_all/);
  assert.match(stdout, /Listed by the server itself, asked over HTTP, .*, protocol 2026-07-28\./);
  assert.doesNotMatch(stdout, /sandbox/);
});

test('one that wants credentials could not be examined', async () => {
  const { code, stdout } = await runPlacard(['audit', `${shut.url}/mcp`, '--format', 'json'], { env });
  assert.equal(code, 3);
  const [server] = JSON.parse(stdout).servers;
  assert.equal(server.outcome, 'needs-credentials');
  assert.equal(server.detail, 'It answers 401 and wants Bearer credentials.');
  assert.equal(server.sandbox, null);
});

test('a crawl stores it, and its pages say how it was asked', async () => {
  const only = ['--only', `${open.url}/mcp`, `${shut.url}/mcp`];
  const published = await runPlacard(['publish', ...only, '--out', out], { env });
  assert.equal(published.code, 0, published.stderr);
  const page = readFileSync(join(out, serverPath(`${open.url}/mcp`), 'index.html'), 'utf8');
  const text = load(page)('#source').parent().text();
  assert.match(text, /the server itself, asked over HTTP where it runs/);
  assert.match(text, /It was sent no credentials/);
  assert.doesNotMatch(text, /sandbox|Started as|made-up/);
  const failure = readFileSync(join(out, serverPath(`${shut.url}/mcp`), 'index.html'), 'utf8');
  assert.match(
    load(failure)('article').text(),
    /Needs credentials.*It answers 401 and wants Bearer credentials/s,
  );
  const before = open.requests.length;
  const again = await runPlacard(['crawl', ...only], { env });
  assert.match(again.stdout, /0 servers listed, 0 failed, 2 known already/);
  assert.equal(open.requests.length, before);
});

test('a crawl tells programs what happens, and readers what came of it', async () => {
  const only = ['--only', `${open.url}/mcp`, `${shut.url}/mcp`, '--refresh'];
  const told = await runPlacard(['crawl', ...only, '--json', '--metrics-port', '0'], { env });
  assert.match(told.stderr, /^Figures for Prometheus: http:\/\/127\.0\.0\.1:\d+\/metrics$/m);
  const events = told.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(events.map(({ event }) => event).toSorted(), [
    ...['finished', 'found', 'observed', 'observed', 'started', 'started'],
  ]);
  assert.ok(
    events.some(
      ({ ref, outcome, tools }) => ref?.startsWith(open.url) && outcome === 'listed' && tools === 2,
    ),
  );
  const { listed, failed, bySource } = events.at(-1);
  assert.deepEqual([listed, failed], [1, 1]);
  assert.deepEqual(bySource, [{ source: 'named', outcomes: { listed: 1, 'needs-credentials': 1 } }]);
  const again = await runPlacard(['crawl', '--only', `${open.url}/mcp`, '--json'], { env });
  const known = JSON.parse(again.stdout.split('\n').find((line) => line.includes('"known"')) ?? '');
  assert.deepEqual(known, { event: 'known', ref: `${open.url}/mcp`, version: '2.1.0', outcome: 'listed' });
  const read = await runPlacard(['crawl', ...only], { env });
  assert.match(read.stdout, /needs-credentials +│ +1/);
});

test('a crawl tells programs what each source said, page by page', async () => {
  const pages = [
    [{ name: 'io.example/a', remotes: [{ type: 'sse', url: 'http://a.example/sse' }] }, 'no server'],
    [{ name: 'io.example/b', remotes: [{ type: 'sse', url: 'https://{tenant}.example/sse' }] }],
  ];
  const source = await serve(context, ({ url = '' }, response) => {
    const at = Number(new URL(url, 'http://source').searchParams.get('cursor') ?? 0);
    const metadata = { count: 1, ...(pages[at + 1] && { nextCursor: String(at + 1) }) };
    sendJson(response, { servers: (pages[at] ?? []).map((server) => ({ server })), metadata });
  });
  const { stdout, stderr } = await runPlacard(['crawl', '--source', 'mcp-registry', '--json'], {
    env: {
      ...env,
      PLACARD_CATALOGUE: join(folder, 'source.db'),
      PLACARD_SOURCE_URL_MCP_REGISTRY: source.url,
    },
  });
  const events = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    events.map(({ event }) => event),
    ['page', 'page', 'asked', 'found', 'started', 'observed', 'finished'],
    stderr,
  );
  const [first, , asked, found, , observed, finished] = events;
  assert.deepEqual(
    [first.source, first.candidates, Object.keys(first.skipped).length],
    ['mcp-registry', 1, 1],
  );
  assert.deepEqual([asked.pages, asked.candidates, asked.failure], [2, 2, null]);
  assert.deepEqual([found.servers, found.setAside], [1, 1]);
  assert.deepEqual([observed.outcome, observed.tools], ['unavailable', null]);
  assert.deepEqual(finished.bySource, [{ source: 'mcp-registry', outcomes: { unavailable: 1 } }]);
});
