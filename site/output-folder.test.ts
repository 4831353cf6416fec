import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { openOutputFolder } from './output-folder.ts';

describe('openOutputFolder', () => {
  let out = '';
  beforeEach(async () => {
    out = await mkdtemp(join(tmpdir(), 'placard-output-'));
  });
  afterEach(() => rm(out, { recursive: true }));

  async function write(files: Record<string, string>) {
    const folder = await openOutputFolder(out);
    for (const [path, content] of Object.entries(files)) await folder.write(path, content);
    return folder.finish();
  }

  it('leaves a file alone whose bytes did not change', async () => {
    await write({ 'a/index.html': 'one', 'b.html': 'two' });
    const before = statSync(join(out, 'a/index.html')).mtimeMs;
    assert.deepEqual(await write({ 'a/index.html': 'one', 'b.html': 'three' }), {
      written: 1,
      unchanged: 1,
      removed: 0,
    });
    assert.equal(statSync(join(out, 'a/index.html')).mtimeMs, before);
    assert.equal(await readFile(join(out, 'b.html'), 'utf8'), 'three');
  });

  it('removes what the build before wrote and this one did not, with emptied folders', async () => {
    await write({ 'a/b/index.html': 'one', 'c.html': 'two' });
    assert.equal((await write({ 'c.html': 'two' })).removed, 1);
    assert.ok(!existsSync(join(out, 'a')));
  });

  it('never touches what others put there', async () => {
    await writeFile(join(out, 'CNAME'), 'example.org');
    await write({ 'a.html': 'one' });
    await write({});
    assert.ok(existsSync(join(out, 'CNAME')));
  });

  it('removes nothing outside, whatever its list says', async () => {
    const victim = join(out, '..', `victim-${process.pid}`);
    await writeFile(victim, 'here');
    await writeFile(
      join(out, '.placard-files.json'),
      JSON.stringify([`../victim-${process.pid}`, victim, 7]),
    );
    await write({});
    assert.ok(existsSync(victim));
    await rm(victim);
  });

  it('refuses two pages at one place', async () => {
    const folder = await openOutputFolder(out);
    await folder.write('a.html', 'one');
    await assert.rejects(folder.write('a.html', 'two'), /a\.html/);
  });

  it('starts afresh where its list is broken', async () => {
    await writeFile(join(out, '.placard-files.json'), '{');
    assert.equal((await write({ 'a.html': 'one' })).written, 1);
  });
});
