import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate } from './evaluate.ts';
import { makeClassification } from './fixtures/classifications.ts';
import { makePolicy } from './policy.ts';

test('a starter policy has a rule for each tool by exact name, and no for all others', () => {
  const policy = makePolicy('pkg:npm/example', [
    makeClassification('write_b', 'Write'),
    makeClassification('__proto__', 'Destructive'),
    makeClassification('Read_a', 'Read'),
  ]);
  assert.equal(policy.server, 'pkg:npm/example');
  assert.equal(policy.unknownTools, 'deny');
  assert.deepEqual(
    policy.rules.map(({ tool }) => tool),
    ['Read_a', '__proto__', 'write_b'],
  );
});

test('the order in which a server lists its tools changes nothing', () => {
  const classifications = [
    makeClassification('b', 'Write'),
    makeClassification('a', 'Read'),
    makeClassification('c', 'Execute'),
    makeClassification('b', 'Execute'),
  ];
  assert.deepEqual(makePolicy('s', classifications), makePolicy('s', classifications.toReversed()));
});

test('of two tools with one name the strictest rule holds', () => {
  const strictest = (...categories: ('Read' | 'Write' | 'Execute' | 'Unknown' | 'Destructive')[]) => {
    const { rules } = makePolicy(
      's',
      categories.map((category) => makeClassification('same', category)),
    );
    assert.equal(rules.length, 1);
    return `${rules[0]?.decision} ${rules[0]?.rate?.max ?? 'unlimited'}`;
  };
  assert.equal(strictest('Read', 'Destructive'), 'hide unlimited');
  assert.equal(strictest('Read', 'Write'), 'allow 30');
  assert.equal(strictest('Execute', 'Write', 'Read'), 'allow 10');
  assert.equal(strictest('Unknown', 'Execute'), 'ask 10', 'a person may say yes ten times a minute');
});

test('an unnamed tool, by an exact comparison, gets what unknown tools get', () => {
  const policy = makePolicy('s', [makeClassification('read', 'Read'), makeClassification('write', 'Write')]);
  assert.deepEqual(evaluate(policy, 'read'), { decision: 'allow', rate: null });
  assert.deepEqual(evaluate(policy, 'write'), { decision: 'allow', rate: { max: 30, per: 'minute' } });
  assert.deepEqual(evaluate(policy, 'Read'), { decision: 'deny', rate: null });
  assert.deepEqual(evaluate({ ...policy, unknownTools: 'ask' }, 'x'), { decision: 'ask', rate: null });
});

test('a limit means nothing where no call passes', () => {
  const rate = { max: 1, per: 'hour' as const };
  const rules = [{ tool: 'a', decision: 'deny' as const, rate, reason: '' }];
  assert.deepEqual(evaluate({ server: 's', unknownTools: 'allow', rules }, 'a'), {
    decision: 'deny',
    rate: null,
  });
});
