import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import type { Sandbox } from '../sandbox.ts';
import { chooseSandbox, sandboxes } from './index.ts';

function pretend(id: string, result: Awaited<ReturnType<Sandbox['check']>>): Sandbox {
  return { id, check: async () => result, start: () => assert.fail('nothing is launched by choosing') };
}

test('every folder is a listed sandbox', () => {
  const entries = readdirSync(import.meta.dirname, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  assert.deepEqual(sandboxes.map(({ id }) => id).sort(), folders.sort());
});

test('the first that works is chosen', async () => {
  const broken = pretend('strict', { works: false, mend: 'Install strict.' });
  const working = pretend('lax', { works: true, version: 'lax 1' });
  assert.deepEqual(await chooseSandbox([broken, working]), { sandbox: working, version: 'lax 1' });
});

test('where none works, the sentence is that of the strictest', async () => {
  const broken = ['first', 'second'].map((id) => pretend(id, { works: false, mend: `Install ${id}.` }));
  assert.deepEqual(await chooseSandbox(broken), { mend: 'Install first.' });
});
