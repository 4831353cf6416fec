import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { copySource } from './copy-source.ts';
import { writeFiles } from './fixtures/write-files.ts';

describe('copying a source', () => {
  const workplace = mkdtempSync(join(tmpdir(), 'placard-copy-'));
  const from = join(workplace, 'from');
  writeFiles(from, {
    'server.js': 'serve()',
    'src/inner.js': '',
    '.env': 'TOKEN=secret',
    '.env.local': 'TOKEN=secret',
    '.env.example': 'TOKEN=',
    '.npmrc': 'secret',
    '.git/config': '',
    'node_modules/a/index.js': '',
    'environment/pyvenv.cfg': '',
    'environment/bin/python': '',
  });
  symlinkSync('/etc/passwd', join(from, 'link'));
  symlinkSync('/etc', join(from, 'linked-folder'));
  after(() => rmSync(workplace, { recursive: true }));

  it('takes plain files alone, and none that holds secrets or was installed', async () => {
    const to = join(workplace, 'to');
    assert.ok('digest' in (await copySource(from, to)));
    const copied = readdirSync(to, { recursive: true, encoding: 'utf8' }).sort();
    assert.deepEqual(copied, ['.env.example', 'server.js', 'src', 'src/inner.js']);
  });

  it('gives the same digest for the same content, and another for a change', async () => {
    const digest = async (name: string) => {
      const copy = await copySource(from, join(workplace, name));
      return 'digest' in copy ? copy.digest : null;
    };
    const first = await digest('first');
    assert.equal(await digest('second'), first);
    writeFiles(from, { 'server.js': 'serve(1)' });
    assert.notEqual(await digest('third'), first);
  });

  it('stops at too many files or bytes', async () => {
    for (const limits of [
      { files: 2, bytes: 1000 },
      { files: 20, bytes: 10 },
    ]) {
      const copy = await copySource(from, join(workplace, `bounded-${limits.files}`), limits);
      assert.ok('failure' in copy);
      assert.equal(copy.failure.reason, 'limit-exceeded');
    }
  });

  const options = { skip: process.getuid?.() === 0 ? 'nothing is closed to root' : false };
  it('says which file may not be read', options, async () => {
    chmodSync(join(from, 'server.js'), 0);
    const copy = await copySource(from, join(workplace, 'closed'));
    assert.ok('failure' in copy);
    assert.match(
      copy.failure.detail,
      /^Its source could not be copied: .*server\.js \(you may not read it\)\.$/,
    );
  });
});
