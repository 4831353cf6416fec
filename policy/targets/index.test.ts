import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { classify } from '../../classifier/classify.ts';
import { anyRoot } from '../bind-arguments.ts';
import type { Constraint } from '../constraint.ts';
import { holdCalls, holdEveryCall } from '../fixtures/hold-to-model.ts';
import { argumentNames, bounds, callsOf, hostileNames, policies, values } from '../fixtures/policies.ts';
import { makePolicy, type Policy } from '../policy.ts';
import { type Preset, presets } from '../presets.ts';
import { readers } from '../readers/index.ts';
import { decisions } from '../recommendation.ts';
import type { Target } from '../target.ts';
import { targets } from './index.ts';

const gold = new URL('../../../shared/gold/servers/', import.meta.url);

for (const [folder, listed] of [
  ['.', targets],
  ['../readers', readers],
] as const) {
  test(`the list holds every file of ${folder}, in order of their ids`, () => {
    const files = readdirSync(new URL(`${folder}/`, import.meta.url)).filter((file) =>
      /^(?!index).*(?<!test)\.ts$/.test(file),
    );
    assert.deepEqual(
      listed.map(({ id }) => `${id}.ts`),
      files.sort(),
    );
  });
}

for (const target of targets) {
  test(`${target.id} says of hostile names what the model says, for every decision and limit`, () => {
    for (const unknownTools of ['allow', 'deny'] as const) {
      for (const decision of decisions) {
        for (const rate of [null, { max: 30, per: 'minute' as const }]) {
          const rules = hostileNames.map((tool) => ({
            tool,
            decision,
            rate,
            reason: tool,
            withoutAsk: 'allow' as const,
            constraints: [],
            isChosen: false,
          }));
          holdEveryCall(target, {
            servers: [{ key: 'files', name: 'pkg:npm/example', unknownTools, rules }],
          });
          for (const rule of rules) {
            holdEveryCall(target, {
              servers: [{ key: 'files', name: rule.tool, unknownTools, rules: [rule] }],
            });
          }
        }
      }
    }
  });

  test(`${target.id} lets through no call that the model stops, whatever the policy`, () => {
    const cases = policies.chain((policy) =>
      fc.tuple(fc.constant(policy), fc.array(callsOf(policy), { minLength: 5, maxLength: 25 })),
    );
    fc.assert(
      fc.property(cases, ([policy, calls]) => holdCalls(target, policy, calls)),
      { numRuns: 300 },
    );
  });

  test(`${target.id} binds an argument as the model does, by every kind of bound, for every value`, () => {
    for (const bound of bounds) {
      for (const [isOptional, isList] of [
        [true, false],
        [false, false],
        [true, true],
        [false, true],
      ] as const) {
        for (const argument of ['path', 'x-y'])
          checkBound(target, { argument, isOptional, isList, ...bound });
      }
    }
    for (const argument of argumentNames)
      checkBound(target, { argument, isOptional: true, isList: false, kind: 'enum', values: ['read'] });
  });

  for (const preset of presets) {
    test(`${target.id} says what the model says of real servers, ${preset}`, (context) => {
      if (!existsSync(gold)) return context.skip('left out: the gold servers are not on this machine');
      for (const file of readdirSync(gold)) holdEveryCall(target, readGold(file, preset));
    });
  }
}

function readGold(file: string, preset: Preset): Policy {
  const { server, tools }: { server: string; tools: unknown[] } = JSON.parse(
    readFileSync(new URL(file, gold), 'utf8'),
  );
  const judged = tools.map((definition) => ({ definition, classification: classify(definition) }));
  const advisor = { preset, roots: [anyRoot], hosts: preset === 'strict' ? null : ['api.example.com'] };
  return makePolicy([{ key: 'files', name: server, tools: judged }], advisor);
}

/** One tool that is allowed within one constraint, called with every value and without any. */
function checkBound(target: Target, constraint: Constraint): void {
  const rule = {
    tool: 't',
    decision: 'allow',
    withoutAsk: 'deny',
    rate: null,
    reason: '',
    isChosen: false,
  } as const;
  const rules = [{ ...rule, constraints: [constraint] }];
  const given = [{}, ...values.map((value) => ({ [constraint.argument]: value, other: '/workspace/a' }))];
  const calls = given.map((some) => ({ server: 'files', tool: 't', arguments: some }));
  holdCalls(target, { servers: [{ key: 'files', name: 'x', unknownTools: 'deny', rules }] }, calls);
}
