import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lowerForGateway } from './gateway.ts';
import type { Policy } from './policy.ts';
import type { Decision } from './recommendation.ts';

const able = { canName: () => true, canHide: () => true, canLimit: () => true };

function policyOf(decision: Decision, unknownTools: Policy['unknownTools'] = 'deny'): Policy {
  const rate = { max: 5, per: 'hour' as const };
  return { server: 's', unknownTools, rules: [{ tool: 't', decision, rate, reason: 'r' }] };
}

/** What becomes of one rule, as `decision: status of each feature`. */
function describe(policy: Policy, gateway: typeof able): string {
  const { rules, coverage } = lowerForGateway(policy, gateway);
  const statuses = coverage.slice(1).map(({ feature, status }) => `${feature} ${status}`);
  return `${rules[0]?.decision ?? 'left out'}: ${statuses.join(', ')}`;
}

test('a gateway does all but ask', () => {
  assert.equal(describe(policyOf('allow'), able), 'allow: decision exact, rate exact');
  assert.equal(describe(policyOf('deny'), able), 'deny: decision exact');
  assert.equal(describe(policyOf('hide'), able), 'hide: decision exact');
  assert.equal(describe(policyOf('ask'), able), 'deny: decision stricter, rate stricter');
});

test('what a format cannot say of a name becomes a denial', () => {
  const unlimited = { ...able, canLimit: () => false };
  assert.equal(describe(policyOf('allow'), unlimited), 'deny: decision stricter, rate stricter');
  assert.equal(describe(policyOf('hide'), { ...able, canHide: () => false }), 'deny: decision unsupported');
  const unnamed = { ...able, canName: () => false };
  assert.equal(describe(policyOf('allow'), unnamed), 'left out: decision stricter, rate stricter');
  assert.equal(describe(policyOf('deny'), unnamed), 'left out: decision exact');
  assert.equal(describe(policyOf('hide'), unnamed), 'left out: decision unsupported');
});

test('a tool that cannot be named takes unknown tools with it', () => {
  assert.equal(lowerForGateway(policyOf('deny', 'allow'), able).unknownTools, 'allow');
  assert.equal(lowerForGateway(policyOf('deny', 'ask'), able).unknownTools, 'deny');
  const { unknownTools, coverage } = lowerForGateway(policyOf('deny', 'allow'), {
    ...able,
    canName: () => false,
  });
  assert.equal(unknownTools, 'deny');
  assert.equal(coverage[0]?.status, 'stricter');
});

test('every departure from the model has a note', () => {
  for (const decision of ['allow', 'ask', 'hide'] as const) {
    const unable = { canName: () => true, canHide: () => false, canLimit: () => false };
    const { rules, coverage } = lowerForGateway(policyOf(decision, 'ask'), unable);
    assert.ok(rules[0]?.note);
    for (const { status, note } of coverage) assert.ok(status !== 'exact' && note !== '');
  }
});
