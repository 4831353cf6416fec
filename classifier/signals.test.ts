import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Signal, signalIds } from './classification.ts';
import { raises } from './risk-table.ts';
import { describeSignal, signalWordings } from './signals.ts';

const signal = { rule: 'path-parameter', field: 'inputSchema.properties.path', quote: 'path', start: 0 };

const cases: { because: string; signal: Signal; heading: string }[] = [
  {
    because: 'a parameter is named in brackets',
    signal: { ...signal, id: 'path-parameter', parameter: 'path' },
    heading: 'Accepts file system path (path)',
  },
  {
    because: 'brackets without a parameter would look broken',
    signal: { ...signal, id: 'path-parameter' },
    heading: 'Accepts file system path',
  },
  {
    because: 'a number stands in the sentence',
    signal: { ...signal, id: 'parameter-count', count: 17 },
    heading: 'High parameter count (17 properties)',
  },
  {
    because: 'a hostile name is text, not a replacement pattern',
    signal: { ...signal, id: 'url-parameter', parameter: "$&$'" },
    heading: "Accepts URL/endpoint input ($&$')",
  },
];

for (const { because, signal, heading } of cases) {
  test(because, () => assert.equal(describeSignal(signal), heading));
}

test('the words stand in the order of the ids, each once', () => {
  assert.deepEqual(Object.keys(signalWordings), [...signalIds]);
});

test('a signal raises a level in words exactly where the risk table does', () => {
  const inWords = signalIds.filter((id) => signalWordings[id].weight === 'raises');
  assert.deepEqual(inWords.toSorted(), [...new Set(raises.map((raise) => raise.signal))].toSorted());
});
