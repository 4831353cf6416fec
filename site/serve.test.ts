import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { type ServedFolder, serveFolder } from './serve.ts';

describe('serveFolder', () => {
  let root = '';
  let served: ServedFolder;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'placard-serve-'));
    await mkdir(join(root, 'site', 'about'), { recursive: true });
    await mkdir(join(root, 'site-of-another'));
    await writeFile(join(root, 'secret.txt'), 'secret');
    await writeFile(join(root, 'site-of-another', 'secret.txt'), 'secret');
    await writeFile(join(root, 'site', '.placard-files.json'), '[]');
    await writeFile(join(root, 'site', '404.html'), '<h1>No such page</h1>');
    await writeFile(join(root, 'site', 'about', 'index.html'), '<h1>About</h1>');
    await writeFile(join(root, 'site', 'about', 'index.json'), '{}');
    served = await serveFolder(join(root, 'site'), 0);
  });
  after(async () => {
    await served.close();
    await rm(root, { recursive: true });
  });

  it('serves a page for its folder, with the policy of the pages as a header', async () => {
    const response = await fetch(`${served.url}about/`);
    assert.equal(await response.text(), '<h1>About</h1>');
    assert.match(response.headers.get('content-type') ?? '', /^text\/html; charset=utf-8$/i);
    assert.equal(response.headers.get('content-security-policy'), contentSecurityPolicy);
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  });

  it('sends a folder without its slash to the one with it, and says what a twin is', async () => {
    assert.equal((await fetch(`${served.url}about`)).url, `${served.url}about/`);
    assert.match((await fetch(`${served.url}about/index.json`)).headers.get('content-type') ?? '', /json/);
  });

  it('answers that nothing changed', async () => {
    const etag = (await fetch(`${served.url}about/`)).headers.get('etag') ?? '';
    assert.equal((await ask('/about/', { 'if-none-match': etag })).status, 304);
  });

  it('shows the page for lost readers', async () => {
    const response = await fetch(`${served.url}nothing/`);
    assert.equal(response.status, 404);
    assert.equal(await response.text(), '<h1>No such page</h1>');
  });

  const ways = [
    '/../secret.txt',
    '/about/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/../site-of-another/secret.txt',
    '/%00',
    '/.placard-files.json',
    '//secret.txt',
  ];
  for (const path of ways) {
    it(`gives nothing away at ${path}`, async () => {
      const { status, body } = await ask(path);
      assert.ok(status >= 400 || body === '', String(status));
      assert.doesNotMatch(body, /secret|\[\]/);
    });
  }

  it('answers on this machine alone', () => {
    assert.match(served.url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
  });

  it('says that a port is taken', async () => {
    await assert.rejects(serveFolder(root, Number(new URL(served.url).port)), { code: 'EADDRINUSE' });
  });

  /** Unlike fetch, sends the path as it stands. */
  function ask(
    path: string,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: string }> {
    const { hostname, port } = new URL(served.url);
    return new Promise((resolve, reject) => {
      request({ hostname, port, path, headers }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text) => {
          body += text;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      })
        .on('error', reject)
        .end();
    });
  }
});
