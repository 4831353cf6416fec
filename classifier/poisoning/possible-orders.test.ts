import assert from 'node:assert/strict';
import { test } from 'node:test';
import { combinations } from './combinations.ts';
import { joins } from './join-marks.ts';
import { PossibleOrders } from './possible-orders.ts';
import { type Concept, numberParts } from './vocabulary.ts';

/** The parts of the words that a concept is read from: its own, or those of two that are joined, one after the other. */
function wordsFor(concept: Concept): readonly (readonly Concept[])[] {
  const joined = joins.filter(({ meaning }) => meaning.includes(concept));
  return [
    [concept],
    ...joined.flatMap(({ first, second }) => first.flatMap((one) => second.map((other) => [one, other]))),
  ];
}

test('an order is possible where a word stands for each of its steps, and not where one is missing', () => {
  const possible = new PossibleOrders();
  for (const row of combinations) {
    for (const words of row.steps.at(-1)?.flatMap(wordsFor) ?? []) {
      possible.clear();
      assert.ok(!possible.has(row));
      for (const step of row.steps.slice(0, -1)) possible.add(numberParts(step.slice(0, 1)));
      for (const concept of words) possible.add(numberParts([concept]));
      assert.ok(possible.has(row) && possible.hasAny(), JSON.stringify(row.steps));
    }
  }
});

test('nothing is possible without words', () => {
  const possible = new PossibleOrders();
  possible.add(numberParts(['file']));
  assert.ok(!possible.hasAny());
  possible.clear();
  assert.ok(!possible.hasAny());
});
