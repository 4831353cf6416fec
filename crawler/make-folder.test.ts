import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { makeFolder } from './make-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'placard-make-folder-'));
after(() => rmSync(root, { recursive: true }));

test('a folder is made with all above it, and may be there already', async () => {
  const folder = join(root, 'a', 'b', 'c');
  for (let time = 0; time < 2; time++) await makeFolder(folder);
  assert.ok(statSync(folder).isDirectory());
  await makeFolder('/');
});

test('what cannot be made is refused at once', { timeout: 10_000 }, async () => {
  writeFileSync(join(root, 'file'), '');
  symlinkSync(join(root, 'nowhere'), join(root, 'link'));
  const refusals: [because: string, folder: string, code: string][] = [
    ['a file is there', join(root, 'file'), 'EEXIST'],
    ['a file is above it', join(root, 'file', 'a', 'b'), 'ENOTDIR'],
    ['a link that leads nowhere is above it', join(root, 'link', 'a'), 'EEXIST'],
    ['its name is too long', join(root, 'a'.repeat(300)), 'ENAMETOOLONG'],
  ];
  if (process.platform === 'linux')
    refusals.push(['its file system takes none', '/proc/placard/a/b', 'ENOENT']);
  for (const [because, folder, code] of refusals) await assert.rejects(makeFolder(folder), { code }, because);
});
