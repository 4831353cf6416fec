import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Engine, lower } from './lower.ts';
import type { Policy, ServerPolicy } from './policy.ts';
import type { Decision, Recommendation } from './recommendation.ts';
import type { EmitOptions } from './target.ts';

const able: Engine = {
  canAsk: false,
  hasGuard: false,
  unknownTools: ['allow', 'deny'],
  canName: () => true,
  canHide: () => true,
  canLimit: () => true,
  canBind: () => 'exact',
};
const client: Engine = {
  ...able,
  canAsk: true,
  canLimit: () => false,
  canBind: () => 'no',
  unknownTools: ['ask'],
};

function policyOf(decision: Decision, some: Partial<Recommendation & ServerPolicy> = {}): Policy {
  const rule: Recommendation = {
    tool: 't',
    decision,
    withoutAsk: 'deny',
    constraints: [],
    rate: { max: 5, per: 'hour' },
    reason: 'r',
    isChosen: false,
    ...some,
  };
  return { servers: [{ key: 's', name: 'n', unknownTools: some.unknownTools ?? 'deny', rules: [rule] }] };
}

/** What becomes of one rule, as `decision: status of each feature`. */
function describe(policy: Policy, engine: Engine, options?: EmitOptions): string {
  const { servers, coverage } = lower(policy, engine, options);
  const statuses = coverage.slice(1).map(({ feature, status }) => `${feature} ${status}`);
  for (const { status, note } of coverage)
    assert.ok(status === 'exact' || note !== '', 'a departure has a note');
  return `${servers[0]?.rules[0]?.decision ?? 'left out'}: ${statuses.join(', ')}`;
}

const bound = {
  constraints: [{ argument: 'a', isOptional: true, isList: false, kind: 'forbidden' as const }],
};

const cases = [
  {
    policy: policyOf('allow'),
    engine: able,
    gives: 'allow: decision exact, rate exact',
    because: 'a gateway can',
  },
  { policy: policyOf('deny'), engine: able, gives: 'deny: decision exact', because: 'a gateway can' },
  { policy: policyOf('hide'), engine: able, gives: 'hide: decision exact', because: 'a gateway can' },
  {
    policy: policyOf('ask'),
    engine: able,
    gives: 'deny: decision stricter, rate stricter',
    because: 'nobody is there to ask, and nothing stands in',
  },
  {
    policy: policyOf('ask', { withoutAsk: 'allow' }),
    engine: able,
    gives: 'allow: decision unsupported, rate exact',
    because: 'a limit stands in, and that is owned up to',
  },
  {
    policy: policyOf('allow'),
    engine: { ...able, canLimit: () => false },
    gives: 'deny: decision stricter, rate stricter',
    because: 'an allowance without its limit is weaker',
  },
  {
    policy: policyOf('hide'),
    engine: { ...able, canHide: () => false },
    gives: 'deny: decision unsupported',
    because: 'what is listed can be asked for',
  },
  {
    policy: policyOf('allow'),
    engine: { ...able, canName: () => false },
    gives: 'left out: decision stricter, rate stricter',
    because: 'it gets what unknown tools get',
  },
  {
    policy: policyOf('allow', bound),
    engine: { ...able, canBind: () => 'no' as const },
    gives: 'deny: decision stricter, rate stricter, constraint stricter',
    because: 'without its bound it may do more than was said',
  },
  {
    policy: policyOf('allow', { ...bound, rate: null }),
    engine: client,
    gives: 'ask: decision stricter, constraint unsupported',
    because: 'a person sees the argument that the client cannot bind',
  },
  {
    policy: policyOf('allow', { ...bound, rate: null }),
    engine: { ...client, hasGuard: true, takesYesOfGuard: true },
    gives: 'ask: decision external, constraint external',
    because: 'the guard lets through what meets the bound, and without it a person is asked',
  },
  {
    policy: policyOf('allow'),
    engine: client,
    gives: 'ask: decision stricter, rate stricter',
    because: 'a person is asked where nobody counts',
  },
];

for (const { policy, engine, gives, because } of cases)
  test(`${gives}: ${because}`, () => assert.equal(describe(policy, engine), gives));

test('a person may say what stands in for asking', () => {
  assert.equal(
    describe(policyOf('ask'), able, { askAs: 'allow' }),
    'allow: decision unsupported, rate exact',
  );
  const mild = policyOf('ask', { withoutAsk: 'allow' });
  assert.equal(describe(mild, able, { askAs: 'deny' }), 'deny: decision stricter, rate stricter');
});

test('unknown tools get the mildest of what is strict enough, and a tool that cannot be named takes them with it', () => {
  const unknown = (unknownTools: ServerPolicy['unknownTools'], engine: Engine) => {
    const { servers, coverage } = lower(policyOf('deny', { unknownTools }), engine);
    return `${servers[0]?.unknownTools} ${coverage[0]?.status}`;
  };
  assert.equal(unknown('allow', able), 'allow exact');
  assert.equal(unknown('ask', able), 'deny stricter');
  assert.equal(unknown('allow', { ...able, canName: () => false }), 'deny stricter');
  assert.equal(unknown('deny', client), 'ask unsupported');
  assert.equal(unknown('allow', client), 'ask stricter');
});

test('tools that an engine knows by one name get what the strictest of them gets', () => {
  const [one] = policyOf('allow').servers;
  const [two] = policyOf('deny').servers;
  assert.ok(one && two);
  const policy = { servers: [one, { ...two, key: 'S' }] };
  const { servers } = lower(policy, {
    ...able,
    nameTool: (server, tool) => `${server.toLowerCase()}_${tool}`,
  });
  assert.deepEqual(
    servers.map(({ rules }) => rules[0]?.decision),
    ['deny', 'deny'],
  );
});
