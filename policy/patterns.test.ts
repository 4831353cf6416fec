import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { holds } from './constraint.ts';
import { bounds, values } from './fixtures/policies.ts';
import { toPatterns } from './patterns.ts';

const texts = values.filter((value) => typeof value === 'string');

test('the patterns of a bound match just the texts that it holds of', () => {
  const any = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...texts));
  for (const bound of bounds) {
    const constraint = { argument: 'a', isOptional: false, isList: false, ...bound };
    const patterns = toPatterns(constraint)?.map((pattern) => new RegExp(pattern, 'u'));
    if (patterns === undefined) continue;
    fc.assert(
      fc.property(any, (value) => {
        const matches = patterns.every((pattern) => pattern.test(value));
        assert.equal(matches, holds(constraint, { a: value }), `${JSON.stringify(bound)}: ${value}`);
      }),
    );
  }
});

test('a bound on a list has no pattern on one text', () =>
  assert.equal(
    toPatterns({ argument: 'a', isOptional: true, isList: true, kind: 'prefix', prefix: 'x' }),
    null,
  ));
