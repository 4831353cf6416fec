import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import module from './module.json' with { type: 'json' };

test('module.json was compiled from the module as it stands; scripts/renew-opa does it again', () => {
  assert.equal(module.text, readFileSync(new URL('placard.rego', import.meta.url), 'utf8'));
});
