import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { type HttpClientOptions, makeHttpClient } from './client.ts';
import { RefusedRequestError, RetryLaterError, UnreadableAnswerError } from './errors.ts';
import { type FetchOptions, makeFetch } from './fetch.ts';
import { sendJson, serve } from './fixtures/serve.ts';
import { rememberAnswers } from './remember.ts';

const quick = { minimumWaitMs: 10, maximumWaitMs: 2000 };

function makeClient(
  options: Partial<FetchOptions> & { namedHosts: string[] },
  rest: Partial<HttpClientOptions> = {},
) {
  return makeHttpClient({
    fetch: makeFetch({ userAgent: 'placard/test', ...options }),
    patience: quick,
    ...rest,
  });
}

test('says who asks', async (t) => {
  const { url, host, requests } = await serve(t, (_, response) => sendJson(response, {}));
  await makeClient({ namedHosts: [host] }).getJson(url, z.object({}));
  assert.equal(requests[0]?.headers['user-agent'], 'placard/test');
});

test('waits as long as the host asks, in seconds or until a date', async (t) => {
  let count = 0;
  const { url, host } = await serve(t, (_, response) => {
    count++;
    if (count === 1) response.writeHead(429, { 'retry-after': '1' }).end('<html>slow down</html>');
    else if (count === 2)
      response.writeHead(503, { 'retry-after': new Date(Date.now() + 2000).toUTCString() }).end();
    else sendJson(response, { done: true });
  });
  const waits: number[] = [];
  const client = makeClient(
    { namedHosts: [host] },
    { patience: { ...quick, onWait: (_, wait) => void waits.push(wait) } },
  );
  const started = Date.now();
  assert.deepEqual(await client.getJson(url, z.object({ done: z.boolean() })), { done: true });
  assert.ok(Date.now() - started >= 1900, 'both waits were kept');
  assert.equal(waits.length, 2);
});

test('"try again in 0 seconds" with a page of HTML still makes the wait grow', async (t) => {
  const { url, host, requests } = await serve(t, (_, response) => {
    response
      .writeHead(429, { 'retry-after': '0', 'content-type': 'text/html' })
      .end('<h1>Just a moment...</h1>');
  });
  const waits: number[] = [];
  const client = makeClient(
    { namedHosts: [host] },
    { patience: { ...quick, retries: 3, onWait: (_, wait) => void waits.push(Math.round(wait)) } },
  );
  await assert.rejects(client.getText(url), RetryLaterError);
  assert.equal(requests.length, 4);
  assert.deepEqual(waits, [10, 20, 40]);
});

test('a host that asks for more time than a run has is left alone until then', async (t) => {
  const until = Math.round(Date.now() / 1000) + 3600;
  const { url, host, requests } = await serve(t, (_, response) => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(until) };
    response.writeHead(403, headers).end();
  });
  await assert.rejects(
    makeClient({ namedHosts: [host] }).getText(url),
    (error) => error instanceof RetryLaterError && error.retryAt?.getTime() === until * 1000,
  );
  assert.equal(requests.length, 1);
});

test('a connection that breaks in mid-page is tried again, from the start of the page', async (t) => {
  let count = 0;
  const { url, host } = await serve(t, (_, response) => {
    if (count++ > 0) return sendJson(response, { whole: true });
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"whole":');
    setTimeout(() => response.destroy(), 20);
  });
  const answer = await makeClient({ namedHosts: [host] }).getJson(url, z.object({ whole: z.boolean() }));
  assert.deepEqual(answer, { whole: true });
});

test('an answer that drips on is given up', async (t) => {
  const { url, host } = await serve(t, (_, response) => {
    const drip = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(drip));
  });
  const client = makeClient({ namedHosts: [host], timeoutMs: 200 }, { patience: { ...quick, retries: 1 } });
  await assert.rejects(client.getText(url), /did not answer whole in time/);
});

test('an answer that is too big is given up, also where it was packed small', async (t) => {
  const { url, host } = await serve(t, (request, response) => {
    if (request.url === '/packed')
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(11_000_000)));
    else response.end(Buffer.alloc(11_000_000));
  });
  const client = makeClient({ namedHosts: [host] });
  await assert.rejects(client.getText(`${url}/plain`), UnreadableAnswerError);
  await assert.rejects(client.getText(`${url}/packed`), UnreadableAnswerError);
});

test('what is no JSON, or another JSON, is unreadable; a plain refusal keeps its status', async (t) => {
  const { url, host } = await serve(t, (request, response) => {
    if (request.url === '/html') response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    else if (request.url === '/other') sendJson(response, []);
    else response.writeHead(404).end('no\u001b[31m such thing');
  });
  const client = makeClient({ namedHosts: [host] });
  await assert.rejects(client.getJson(`${url}/html`, z.object({})), /no JSON/);
  await assert.rejects(client.getJson(`${url}/other`, z.object({})), /JSON of another form/);
  await assert.rejects(
    client.getText(`${url}/gone`),
    (error) =>
      error instanceof RefusedRequestError && error.status === 404 && !error.message.includes('\u001b'),
  );
});

test('a redirect to this machine is refused, unless the user named it', async (t) => {
  const inner = await serve(t, (_, response) => sendJson(response, { secret: true }));
  const outer = await serve(t, (_, response) => {
    response.writeHead(302, { location: `${inner.url}/latest/meta-data` }).end();
  });
  const guarded = makeClient({ namedHosts: [outer.host] });
  await assert.rejects(guarded.getText(outer.url), /private network, and nobody named it/);
  assert.equal(inner.requests.length, 0);
  const named = makeClient({ namedHosts: [outer.host, inner.host] });
  assert.deepEqual(await named.getJson(outer.url, z.object({ secret: z.boolean() })), { secret: true });
});

const privatePlaces = [
  'http://169.254.169.254/latest/meta-data',
  'http://127.1/',
  'http://2130706433/',
  'http://[::1]/',
  'http://[::ffff:10.0.0.1]/',
  'http://[fd00:ec2::254]/',
  'http://192.168.0.1/',
  'http://0.0.0.0/',
  'http://localhost/',
  'file:///etc/passwd',
];
for (const place of privatePlaces) {
  test(`${place} is refused`, async () => {
    await assert.rejects(makeClient({ namedHosts: [] }).getText(place), RefusedRequestError);
  });
}

test('keys go to the origin they were meant for, and on to no other', async (t) => {
  const other = await serve(t, (_, response) => sendJson(response, {}));
  const first = await serve(t, (request, response) => {
    const target = request.url === '/away' ? `${other.url}/` : '/here';
    if (request.url === '/here') sendJson(response, {});
    else response.writeHead(307, { location: target }).end();
  });
  const client = makeClient({ namedHosts: [first.host, other.host] });
  const headers = { 'x-api-key': 'k', authorization: 'Bearer t' };
  await client.getText(`${first.url}/stay`, { headers });
  await client.getText(`${first.url}/away`, { headers });
  assert.equal(first.requests.find(({ path }) => path === '/here')?.headers['x-api-key'], 'k');
  assert.equal(other.requests[0]?.headers['x-api-key'], undefined);
  assert.equal(other.requests[0]?.headers.authorization, undefined);
});

test('one request at a time to a host', async (t) => {
  let underWay = 0;
  let most = 0;
  const { url, host } = await serve(t, async (_, response) => {
    most = Math.max(most, ++underWay);
    await new Promise((resolve) => setTimeout(resolve, 10));
    underWay--;
    sendJson(response, {});
  });
  const client = makeClient({ namedHosts: [host] });
  await Promise.all(Array.from({ length: 5 }, (_, index) => client.getText(`${url}/${index}`)));
  assert.equal(most, 1);
});

test('an interrupted wait ends at once, as the caller said', async (t) => {
  const { url, host } = await serve(t, (_, response) => {
    response.writeHead(429, { 'retry-after': '2' }).end();
  });
  const started = Date.now();
  const reason = new Error('enough');
  const stop = new AbortController();
  setTimeout(() => stop.abort(reason), 50);
  await assert.rejects(makeClient({ namedHosts: [host] }).getText(url, { signal: stop.signal }), (error) => {
    return error === reason || (error instanceof Error && error.cause === reason);
  });
  assert.ok(Date.now() - started < 1000);
});

test('an unchanged answer is asked for by its tag and read from memory, for each credential apart', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'placard-'));
  t.after(() => rm(folder, { recursive: true }));
  let sent = 0;
  const { url, host } = await serve(t, (request, response) => {
    if (request.headers['if-none-match'] === '"1"') return void response.writeHead(304).end();
    sent++;
    sendJson(response, { key: request.headers.authorization ?? null }, { etag: '"1"' });
  });
  const fetch = rememberAnswers(makeFetch({ userAgent: 'placard/test', namedHosts: [host] }), folder);
  const schema = z.object({ key: z.string().nullable() });
  const ask = (authorization: string) =>
    makeHttpClient({ fetch }).getJson(url, schema, { headers: { authorization } });
  assert.deepEqual(await ask('a'), { key: 'a' });
  assert.deepEqual(await ask('a'), { key: 'a' });
  assert.deepEqual(await ask('b'), { key: 'b' });
  assert.equal(sent, 2);
});
