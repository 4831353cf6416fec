import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { makeProgram } from '../program.ts';

test('every file of this folder is a command of its name, and there is no other', () => {
  const files = readdirSync(import.meta.dirname)
    .filter((name) => !/^index\.|\.test\.ts$/.test(name))
    .map((name) => name.replace(/\.ts$/, ''));
  const names = makeProgram().commands.map((command) => command.name());
  assert.deepEqual(names.toSorted(), files.toSorted());
});
