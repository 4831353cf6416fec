import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { classify } from '../../classifier/classify.ts';
import type { Outcome } from '../evaluate.ts';
import { evaluate } from '../evaluate.ts';
import { hostileNames, policies } from '../fixtures/policies.ts';
import { readers } from '../fixtures/readers.ts';
import type { Policy } from '../policy.ts';
import { makePolicy } from '../policy.ts';
import { decisions } from '../recommendation.ts';
import type { Target } from '../target.ts';
import { targets } from './index.ts';

const gold = new URL('../../../shared/gold/servers/', import.meta.url);
const ajv = new Ajv2020({ strict: true });

test('the list holds every target of the folder, in order of their ids', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter((file) =>
    /^(?!index).*(?<!test)\.ts$/.test(file),
  );
  assert.deepEqual(
    targets.map(({ id }) => `${id}.ts`),
    files.sort(),
  );
});

for (const target of targets) {
  const check = makeCheck(target);

  test(`${target.id} says of hostile names what the model says, for every decision and limit`, () => {
    for (const unknownTools of ['allow', 'deny'] as const) {
      for (const decision of decisions) {
        for (const rate of [null, { max: 30, per: 'minute' as const }]) {
          const rules = hostileNames.map((tool) => ({ tool, decision, rate, reason: tool }));
          check({ server: 'pkg:npm/example', unknownTools, rules });
          for (const rule of rules) check({ server: rule.tool, unknownTools, rules: [rule] });
        }
      }
    }
  });

  test(`${target.id} says what the model says, whatever the policy`, () => {
    fc.assert(fc.property(policies, check));
  });

  test(`${target.id} says what the model says of real servers`, (context) => {
    if (!existsSync(gold)) return context.skip('left out: the gold servers are not on this machine');
    for (const file of readdirSync(gold)) {
      const { server, tools } = JSON.parse(readFileSync(new URL(file, gold), 'utf8'));
      check(makePolicy(server, tools.map(classify)));
    }
  });
}

/** A check that fails where a target's document is not valid or lets through more than the model does. */
function makeCheck(target: Target): (policy: Policy) => void {
  const schema = JSON.parse(readFileSync(new URL(`${target.id}.schema.json`, import.meta.url), 'utf8'));
  const isValid = ajv.compile(schema);
  const read = readers.get(target.id);
  assert.ok(read, `fixtures/readers.ts has no reader for ${target.id}`);

  return (policy) => {
    const { content, coverage } = target.emit(policy);
    const { data, names, decide } = read(content);
    assert.ok(isValid(data), ajv.errorsText(isValid.errors));
    assert.ok(content.endsWith('\n') && !content.endsWith('\n\n'));
    assert.doesNotMatch(content, /[^\P{C}\n]|[\p{Zl}\p{Zp}]/u, 'nothing invisible stands in the document');

    const known = new Set(policy.rules.map(({ tool }) => tool));
    assert.equal(new Set(names).size, names.length, 'no name stands twice');
    assert.deepEqual(new Set(names).difference(known), new Set(), 'no name is made up');

    for (const tool of known) {
      const covered = coverage.filter((row) => row.tool === tool);
      const [decision] = covered.filter(({ feature }) => feature === 'decision');
      assert.ok(decision, 'every rule is covered');
      assert.ok(names.includes(tool) || decision.note !== '', 'a name that is left out is owned up to');
      compare(decide(tool), evaluate(policy, tool), covered);
    }
    const unknown = coverage.filter((row) => row.tool === null);
    assert.equal(unknown.length, 1);
    for (const probe of [
      'no rule names this',
      ...[...known].flatMap((tool) => [`${tool} `, `${tool}\n`, `x${tool}`]),
    ]) {
      if (!known.has(probe)) compare(decide(probe), evaluate(policy, probe), unknown);
    }
  };
}

function compare(actual: Outcome, expected: Outcome, covered: ReturnType<Target['emit']>['coverage']): void {
  const passes = (outcome: Outcome) =>
    Math.min(decisions.indexOf(outcome.decision), decisions.indexOf('deny'));
  assert.ok(passes(actual) >= passes(expected), `${actual.decision} is weaker than ${expected.decision}`);
  if (actual.decision === 'allow') assert.deepEqual(actual.rate, expected.rate);
  for (const { feature, status } of covered) {
    if (feature === 'rate') assert.notEqual(expected.rate, null, 'only a limit of the model is covered');
    else assert.equal(status === 'exact', actual.decision === expected.decision, 'coverage says what is so');
    if (feature === 'rate' && status === 'exact') assert.deepEqual(actual.rate, expected.rate);
    if (status === 'unsupported') assert.equal(expected.decision, 'hide');
  }
  assert.equal(
    covered.some(({ feature }) => feature === 'rate'),
    expected.rate !== null,
    'every limit of the model is covered',
  );
}
