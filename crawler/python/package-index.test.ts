import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { serve } from '../http/fixtures/serve.ts';
import { openPackageIndex } from './package-index.ts';

const folder = mkdtempSync(join(tmpdir(), 'placard-package-index-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const simple = 'application/vnd.pypi.simple.v1+json';
const file = (filename: string, more = {}) => ({
  filename,
  url: `https://files.invalid/${filename}`,
  ...more,
});

/** What an index with this answer says of the project `a-b`. */
async function readProject(t: Parameters<typeof serve>[0], body: string, type: string) {
  const server = await serve(t, (_, response) => {
    response.writeHead(200, { 'content-type': type }).end(body);
  });
  return openPackageIndex([`${server.url}/simple/`], folder).readProject('a-b');
}

describe('a package index', () => {
  const names: [filename: string, version: string | null][] = [
    ['a_b-1.0-py3-none-any.whl', '1.0'],
    ['A.B-1.0.post1-2-cp313-cp313-manylinux_2_17_x86_64.whl', '1.0.post1'],
    ['a-b-2!1.0rc1.tar.gz', '2!1.0rc1'],
    ['a__b-1.0.zip', '1.0'],
    ['a_b-1.0.exe', null],
    ['a_b-1.0.egg', null],
    ['a_b_c-1.0.tar.gz', null],
    ['a-b-c-1.0.tar.gz', null],
    ['a_b-../../x.tar.gz', null],
    ['a_b-latest-py3-none-any.whl', null],
  ];
  for (const [filename, version] of names)
    it(`reads ${filename} as ${version ?? 'no file of the project'}`, async (t) => {
      const project = await readProject(t, JSON.stringify({ files: [file(filename)] }), simple);
      assert.deepEqual(project?.files.map((found) => found.version) ?? [], version === null ? [] : [version]);
    });

  it('keeps good files beside bad elements, and the word for a project that is at rest', async (t) => {
    const files = [
      7,
      null,
      { filename: 5 },
      file('a_b-1.0.tar.gz', { 'upload-time': 'never', yanked: false }),
    ];
    const status = { status: 'archived', reason: 'Nobody works on it.' };
    const project = await readProject(t, JSON.stringify({ files, 'project-status': status }), simple);
    assert.equal(project?.retired, 'archived: Nobody works on it.');
    assert.deepEqual(project?.files, [
      {
        filename: 'a_b-1.0.tar.gz',
        url: 'https://files.invalid/a_b-1.0.tar.gz',
        version: '1.0',
        isWheel: false,
        requiresPython: null,
        yanked: null,
        uploadedAt: null,
        sha256: null,
      },
    ]);
  });

  it('reads the attributes of HTML', async (t) => {
    const hash = 'a'.repeat(64);
    const html = `<a href="../../f/a_b-1.0.tar.gz#sha256=${hash}" data-requires-python="&gt;=3.9" data-yanked="bad &amp; old" data-upload-time="2025-01-02T03:04:05Z"><b>x</b></a><a>no address</a>`;
    const project = await readProject(t, html, 'text/html; charset=utf-8');
    const [found] = project?.files ?? [];
    assert.match(found?.url ?? '', /^http:\/\/127\.0\.0\.1:\d+\/f\/a_b-1\.0\.tar\.gz#/);
    assert.deepEqual(
      { ...found, url: '' },
      {
        filename: 'a_b-1.0.tar.gz',
        url: '',
        version: '1.0',
        isWheel: false,
        requiresPython: '>=3.9',
        yanked: 'bad & old',
        uploadedAt: '2025-01-02T03:04:05.000Z',
        sha256: hash,
      },
    );
  });

  it('asks the next index where one does not know the project', async (t) => {
    const [without, with_] = [
      await serve(t, (_, response) => void response.writeHead(404).end()),
      await serve(t, (_, response) => {
        response.writeHead(200, { 'content-type': simple }).end(JSON.stringify({ files: [] }));
      }),
    ];
    const index = openPackageIndex([without.url, with_.url], folder);
    assert.deepEqual(await index.readProject('a-b'), { files: [], retired: null });
    assert.equal(await openPackageIndex([without.url], folder).readProject('a-b'), null);
  });
});
