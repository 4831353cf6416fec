import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { readStyle, writeAssets } from './assets.ts';
import { openOutputFolder } from './output-folder.ts';

const folder = join(import.meta.dirname, 'assets');

it('puts every part of the style into the one sheet', async () => {
  const sheet = await readStyle();
  for (const file of readdirSync(join(folder, 'style'))) {
    assert.ok(sheet.includes(readFileSync(join(folder, 'style', file), 'utf8')), file);
  }
});

it('writes every other file of the folder', async () => {
  const out = await mkdtemp(join(tmpdir(), 'placard-assets-'));
  const files = readdirSync(folder, { withFileTypes: true }).filter((file) => file.isFile());
  const output = await openOutputFolder(out);
  await writeAssets(output);
  assert.equal((await output.finish()).written, files.length + 1);
  await rm(out, { recursive: true });
});
