import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { makeLaunchers } from './index.ts';

test('lists every launcher in the folder', () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  assert.deepEqual(
    makeLaunchers('/nowhere')
      .map(({ id }) => id)
      .sort(),
    folders.map(({ name }) => name).sort(),
  );
});
