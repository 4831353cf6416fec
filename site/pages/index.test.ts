import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { it } from 'node:test';
import { pageKinds } from './index.ts';

const files = readdirSync(import.meta.dirname)
  .filter((file) => !file.endsWith('.test.ts') && file !== 'index.ts')
  .map((file) => basename(file, '.ts'))
  .sort();

it('lists every file of the folder as a kind of page, in order', () => {
  assert.deepEqual(
    pageKinds.map(({ id }) => id),
    files,
  );
});

it('has a template for every kind of page', () => {
  for (const { id } of pageKinds)
    assert.ok(existsSync(join(import.meta.dirname, '..', 'templates', `${id}.hbs`)), id);
});
