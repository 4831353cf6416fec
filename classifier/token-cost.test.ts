import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { measureTokens } from './token-cost.ts';

const tool = {
  name: 'read_file',
  description: `Reads a file. ${'It returns the whole text of it, line by line, as UTF-8. '.repeat(20)}`,
  inputSchema: { type: 'object', properties: { path: { type: 'string', description: 'Where it is.' } } },
};

test('the tokens of ordinary definitions are those of their compact JSON', () => {
  const other = {
    ...tool,
    name: 'write_file',
    description: 'Writes a file.',
    annotations: {},
    title: 'no part',
  };
  const { total, byTool, heaviest, shareOf200k, shareOf1M } = measureTokens([other, tool]);
  const { name, description, inputSchema } = other;
  assert.deepEqual(byTool, [
    countTokens(JSON.stringify({ name, description, inputSchema })),
    countTokens(JSON.stringify(tool)),
  ]);
  assert.equal(heaviest, 1);
  assert.equal(total, (byTool[0] ?? 0) + (byTool[1] ?? 0));
  assert.equal(shareOf200k, total / 200_000);
  assert.equal(shareOf1M, total / 1_000_000);
});

test('what is no definition costs nothing', () => {
  assert.deepEqual(measureTokens([null, 'x', 1]).byTool, [0, 0, 0]);
  assert.equal(measureTokens([]).heaviest, null);
});

test('a long run without a break takes no longer than its length', () => {
  const started = performance.now();
  for (const run of ['x', '\u202e', ' ', '<', 'é'])
    assert.ok(measureTokens([{ name: 'run', description: run.repeat(100_000) }]).total > 400, run);
  assert.ok(performance.now() - started < 5000, 'it would take minutes where time grew with the square');
});
