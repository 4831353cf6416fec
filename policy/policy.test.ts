import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate } from './evaluate.ts';
import { judge, makeClassification } from './fixtures/classifications.ts';
import { makePolicy, type Policy } from './policy.ts';
import { type Advisor, defaultAdvisor } from './recommend.ts';

const permissive: Advisor = { ...defaultAdvisor, preset: 'permissive' };

function policyOf(classifications: ReturnType<typeof makeClassification>[], advisor?: Advisor): Policy {
  const tools = classifications.map((classification) => judge(classification));
  return makePolicy([{ key: 's', name: 'pkg:npm/example', tools }], advisor);
}

function rulesOf(...of: Parameters<typeof policyOf>) {
  return policyOf(...of).servers[0]?.rules ?? [];
}

test('a starter policy has a rule for each tool by exact name, and no for all others', () => {
  const [server] = policyOf([
    makeClassification('write_b', 'Write'),
    makeClassification('__proto__', 'Destructive'),
    makeClassification('Read_a', 'Read'),
  ]).servers;
  assert.equal(server?.name, 'pkg:npm/example');
  assert.equal(server?.unknownTools, 'deny');
  assert.deepEqual(
    server?.rules.map(({ tool }) => tool),
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
  assert.deepEqual(policyOf(classifications), policyOf(classifications.toReversed()));
});

test('of two tools with one name the strictest rule holds', () => {
  const strictest = (...categories: ('Read' | 'Write' | 'Execute' | 'Unknown' | 'Destructive')[]) => {
    const rules = rulesOf(
      categories.map((category) => makeClassification('same', category)),
      permissive,
    );
    assert.equal(rules.length, 1);
    return `${rules[0]?.decision} ${rules[0]?.rate?.max ?? 'unlimited'}`;
  };
  assert.equal(strictest('Read', 'Destructive'), 'hide unlimited');
  assert.equal(strictest('Read', 'Write'), 'allow 30');
  assert.equal(strictest('Execute', 'Write', 'Read'), 'allow 10');
  assert.equal(strictest('Unknown', 'Execute'), 'ask 10');
});

test('an unnamed tool, by an exact comparison, gets what unknown tools get', () => {
  const policy = policyOf(
    [makeClassification('read', 'Read'), makeClassification('write', 'Write')],
    permissive,
  );
  const ask = (tool: string, of = policy, server = 's') => {
    const { decision, rate } = evaluate(of, { server, tool, arguments: {} });
    return rate === null ? decision : `${decision} ${rate.max}/${rate.per}`;
  };
  assert.equal(ask('read'), 'allow');
  assert.equal(ask('write'), 'allow 30/minute');
  assert.equal(ask('Read'), 'deny');
  assert.equal(ask('read', policy, 'another server'), 'deny');
  const asking = { servers: policy.servers.map((server) => ({ ...server, unknownTools: 'ask' as const })) };
  assert.equal(ask('x', asking), 'ask');
  assert.equal(evaluate(asking, { server: 's', tool: 'x', arguments: {} }, false).decision, 'deny');
});

test('where nobody can be asked, what stands in for asking is the answer', () => {
  const policy = policyOf([
    makeClassification('write', 'Write'),
    makeClassification('query', 'Execute', { signals: ['code-parameter'] }),
  ]);
  const call = (tool: string) => ({ server: 's', tool, arguments: {} });
  assert.equal(evaluate(policy, call('write')).decision, 'ask');
  assert.deepEqual(evaluate(policy, call('write'), false), {
    decision: 'allow',
    rate: { max: 30, per: 'minute' },
    broken: null,
  });
  assert.equal(evaluate(policy, call('query'), false).decision, 'deny');
});

test('a call that breaks a constraint is denied, and never asked about', () => {
  const tool = judge(makeClassification('write', 'Write', { parameters: { 'path-parameter': 'path' } }), {
    type: 'object',
    properties: { path: { type: 'string' } },
  });
  const policy = makePolicy([{ key: 's', name: 'x', tools: [tool] }]);
  const outcome = (path: string) => evaluate(policy, { server: 's', tool: 'write', arguments: { path } });
  assert.equal(outcome('/workspace/a').decision, 'ask');
  assert.equal(outcome('/etc/passwd').decision, 'deny');
  assert.equal(outcome('/workspace/../etc').broken?.argument, 'path');
});
