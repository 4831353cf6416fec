import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classify } from './classify.ts';
import { correct } from './correct.ts';

const definition = {
  name: 'delete_cache',
  description: 'Deletes the cache.',
  inputSchema: { type: 'object' },
};
const correction = {
  category: 'Write',
  reason: 'A cache is filled again.',
  link: 'https://example.invalid/1',
} as const;

test('a correction decides the category, and the level follows by the table', () => {
  const corrected = correct(classify(definition), correction);
  assert.equal(corrected.category, 'Write');
  assert.equal(corrected.riskLevel, 'Medium');
  assert.equal(corrected.severity, 2);
});

test("the rules' own verdict stays beside the correction", () => {
  const { corrected, evidence } = correct(classify(definition), correction);
  assert.deepEqual(corrected?.rules, { category: 'Destructive', riskLevel: 'Critical', severity: 4 });
  assert.equal(corrected?.reason, correction.reason);
  assert.notEqual(evidence.length, 0);
});
