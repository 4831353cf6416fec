import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvalidArgumentError } from 'commander';
import { wholeNumber } from './number-option.ts';

const read = wholeNumber(1, 64);

test('whole numbers within the bounds are read', () => {
  for (const [text, number] of [
    ['1', 1],
    ['64', 64],
    ['007', 7],
  ] as const)
    assert.equal(read(text), number);
});

test('all else is refused, with the bounds', () => {
  for (const text of ['0', '65', '-1', '1.5', '1e1', '', ' 1', 'x', 'Infinity', '٣'])
    assert.throws(
      () => read(text),
      (error) => error instanceof InvalidArgumentError && /from 1 to 64/.test(error.message),
      text,
    );
});
