import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { discoverPages, listRefs } from '../../fixtures/discover.ts';
import { RefError } from '../../ref.ts';
import { makeList } from './index.ts';

test('reads the REFs of a file, and names the line that is none', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'placard-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'servers.txt');
  await writeFile(file, '# mine\n\nnpm:one@1.0.0 # the first\nhttps://two.example/mcp\n');
  assert.deepEqual(listRefs(await discoverPages(makeList(file))), [
    'npm:one@1.0.0',
    'https://two.example/mcp',
  ]);
  await writeFile(file, 'npm:one\nnothing\n');
  await assert.rejects(
    discoverPages(makeList(file)),
    (error) => error instanceof RefError && error.message.includes('line 2'),
  );
});
