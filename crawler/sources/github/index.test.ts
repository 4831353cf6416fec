import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Octokit } from 'octokit';
import { discoverPages, lastCheckpoint, listCandidates, listRefs } from '../../fixtures/discover.ts';
import { makeOctokit } from '../../github-client.ts';
import { RefusedRequestError, RetryLaterError } from '../../http/errors.ts';
import { makeFetch } from '../../http/fetch.ts';
import { sendJson } from '../../http/fixtures/serve.ts';
import { rememberAnswers } from '../../http/remember.ts';
import { formatRef } from '../../ref.ts';
import { type GithubDouble, type Repository, serveGithub } from './fixtures/serve-github.ts';
import { makeGithub } from './index.ts';
import { searchCode, searchRepositories } from './search.ts';

const year = 31_536_000;
const start = 1_735_689_600;
const userAgent = 'placard/test';

function makeRepositories(count: number, spread = 1000): Repository[] {
  return Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    name: `owner/server-${index + 1}`,
    createdAt: start + index * spread,
    pushedAt: start + year,
  }));
}

/** Without the pace that the real GitHub wants between two searches. */
function makeSource(
  server: GithubDouble,
  searches = [searchRepositories('topic:mcp-server')],
  hasToken = true,
) {
  const fetch = makeFetch({ userAgent, namedHosts: [server.host] });
  const options = {
    auth: hasToken ? 'token' : undefined,
    baseUrl: server.url,
    userAgent,
    request: { fetch },
  };
  const octokit = new Octokit({
    ...options,
    throttle: { enabled: false },
    retry: { retryAfterBaseValue: 1 },
  });
  return makeGithub(octokit, hasToken, searches);
}
const countSearches = ({ requests }: GithubDouble) =>
  requests.filter(({ path }) => path.startsWith('/search')).length;

test('halves a search until GitHub shows all of it, and finds each repository once', async (t) => {
  const server = await serveGithub(t, makeRepositories(2500));
  const refs = listRefs(await discoverPages(makeSource(server, undefined, false)));
  assert.equal(refs.length, 2500);
  assert.equal(new Set(refs).size, 2500);
});

test('goes on after the last page that was kept, in the middle of a halved search', async (t) => {
  const server = await serveGithub(t, makeRepositories(1500));
  const source = makeSource(server, undefined, false);
  await discoverPages(source);
  const inOneGo = countSearches(server);
  const first = await discoverPages(source, null, 4);
  const rest = await discoverPages(source, lastCheckpoint(first));
  assert.equal(new Set([...listRefs(first), ...listRefs(rest)]).size, 1500);
  assert.equal(listRefs(first).length + listRefs(rest).length, 1500);
  assert.equal(countSearches(server), 2 * inOneGo, 'nothing is looked for twice');
});

test('a finished discovery is followed by what was pushed to since', async (t) => {
  const server = await serveGithub(t, makeRepositories(3));
  const source = makeSource(server);
  const finished = await discoverPages(source);
  const [repository] = server.repositories;
  if (repository !== undefined) repository.pushedAt = Math.floor(Date.now() / 1000) + 60;
  assert.deepEqual(listRefs(await discoverPages(source, lastCheckpoint(finished))), [
    'github:owner/server-1',
  ]);
});

test('tells what GitHub knows, what the manifests name, and what is gone', async (t) => {
  const serverJson = JSON.stringify({
    name: 'io.github.owner/one',
    title: 'One',
    packages: [{ registryType: 'pypi', identifier: 'one-mcp', environmentVariables: [{ name: 'ONE_KEY' }] }],
  });
  const base = { createdAt: start, pushedAt: start };
  const server = await serveGithub(t, [
    {
      ...base,
      id: 1,
      name: 'owner/one',
      files: { 'server.json': serverJson, 'package.json': '{"name":"one"}' },
    },
    {
      ...base,
      id: 2,
      name: 'owner/fork',
      isFork: true,
      files: { 'package.json': '{"name":"x","private":true}' },
    },
    { ...base, id: 3, name: 'owner/gone', isDeleted: true },
    { ...base, id: 4, name: 'owner/old', isArchived: true, files: { 'server.json': '{broken' } },
  ]);
  const pages = await discoverPages(makeSource(server));
  const [one, fork, old] = listCandidates(pages);
  assert.deepEqual(one?.equivalents.map(formatRef), ['pypi:one-mcp', 'npm:one']);
  assert.deepEqual(
    one?.declared?.variables.map(({ name }) => name),
    ['ONE_KEY'],
  );
  assert.deepEqual([one?.title, one?.repository?.id, one?.repositoryFacts?.stars], ['One', '1', 3]);
  assert.equal(fork?.repositoryFacts?.parentUrl, 'https://github.com/original/name');
  assert.deepEqual(fork?.equivalents, []);
  assert.deepEqual([old?.name, old?.status], ['owner/old', 'deprecated']);
  assert.deepEqual(pages[0]?.skipped, { 'a repository that is gone': 1 });
});

test('a repository that was renamed since GitHub indexed it bears its name of today', async (t) => {
  const [repository] = makeRepositories(1);
  const server = await serveGithub(t, repository ? [{ ...repository, renamedTo: 'new/name' }] : []);
  const pages = await discoverPages(makeSource(server));
  assert.deepEqual(listRefs(pages), ['github:new/name']);
  assert.equal(listCandidates(pages)[0]?.repository?.url, 'https://github.com/new/name');
});

test('finds the servers of a monorepo by their manifests, each in its folder', async (t) => {
  const manifest = (name: string) =>
    JSON.stringify({ name: `io.github.o/${name}`, packages: [{ registryType: 'npm', identifier: name }] });
  const files = { 'src/a/server.json': manifest('a'), 'src/b/server.json': manifest('b') };
  const server = await serveGithub(t, [{ id: 1, name: 'o/mono', createdAt: start, pushedAt: start, files }]);
  const candidates = listCandidates(
    await discoverPages(makeSource(server, [searchCode('filename:server.json')])),
  );
  assert.deepEqual(
    candidates.map(({ ref, equivalents }) => [formatRef(ref), equivalents.map(formatRef)]),
    [
      ['github:o/mono#src/a', ['npm:a']],
      ['github:o/mono#src/b', ['npm:b']],
    ],
  );
});

test('a search that GitHub gave up is looked for in parts, and what stays hidden is counted', async (t) => {
  const server = await serveGithub(t, []);
  const asked: string[] = [];
  server.interrupt = (path, response) => {
    if (!path.startsWith('/search')) return false;
    asked.push(path);
    sendJson(response, { total_count: 0, incomplete_results: asked.length < 3, items: [] });
    return true;
  };
  await discoverPages(makeSource(server, undefined, false));
  assert.ok(asked.length > 3);
});

test('a server error passes; a refused token is said at once', async (t) => {
  const server = await serveGithub(t, makeRepositories(1));
  let failures = 2;
  server.interrupt = (_, response) => {
    if (failures-- <= 0) return false;
    response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Unicorn!</html>');
    return true;
  };
  assert.equal(listRefs(await discoverPages(makeSource(server))).length, 1);
  server.interrupt = (_, response) => {
    response.writeHead(401, { 'content-type': 'application/json' }).end('{"message":"Bad credentials"}');
    return true;
  };
  await assert.rejects(discoverPages(makeSource(server)), RefusedRequestError);
});

test('a short limit is sat out, a long one ends the run with the time to come back', async (t) => {
  const server = await serveGithub(t, makeRepositories(1));
  const limit = (seconds: number) => ({
    'content-type': 'application/json',
    'retry-after': String(seconds),
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + seconds),
  });
  let wait = 1;
  server.interrupt = (path, response) => {
    if (wait === 0 || !path.startsWith('/search')) return false;
    response.writeHead(403, limit(wait)).end('{"message":"API rate limit exceeded for user"}');
    if (wait === 1) wait = 0;
    return true;
  };
  const fetch = makeFetch({ userAgent, namedHosts: [server.host] });
  const octokit = makeOctokit({ fetch, userAgent, token: 'token', baseUrl: server.url });
  const source = makeGithub(octokit, true, [searchRepositories('topic:mcp')]);
  assert.equal(listRefs(await discoverPages(source)).length, 1);
  assert.equal(countSearches(server), 2);
  wait = 3600;
  await assert.rejects(
    discoverPages(source),
    (error) => error instanceof RetryLaterError && (error.retryAt?.getTime() ?? 0) > Date.now() + 3_000_000,
  );
});

test('an unchanged page of a search is asked for by its tag only', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'placard-'));
  t.after(() => rm(folder, { recursive: true }));
  const server = await serveGithub(t, makeRepositories(1));
  let unchanged = 0;
  server.interrupt = (path, response) => {
    const tag = server.requests.at(-1)?.headers['if-none-match'];
    if (!path.startsWith('/search')) return false;
    if (tag === '"page"') {
      unchanged++;
      response.writeHead(304).end();
    } else sendJson(response, { total_count: 0, incomplete_results: false, items: [] }, { etag: '"page"' });
    return true;
  };
  const fetch = rememberAnswers(makeFetch({ userAgent, namedHosts: [server.host] }), folder);
  const octokit = new Octokit({ baseUrl: server.url, request: { fetch }, throttle: { enabled: false } });
  const source = makeGithub(octokit, false, [searchRepositories('topic:mcp')]);
  const checkpoint = { startedAt: start, since: null, search: 0, windows: [[start, start + 1]], page: 1 };
  await discoverPages(source, checkpoint);
  await discoverPages(source, checkpoint);
  assert.equal(unchanged, 1);
});
