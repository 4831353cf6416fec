import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { classify } from '../../classifier/classify.ts';
import { anyRoot } from '../bind-arguments.ts';
import type { Constraint } from '../constraint.ts';
import { type Call, evaluate, type Outcome } from '../evaluate.ts';
import { argumentNames, bounds, callsOf, hostileNames, policies, values } from '../fixtures/policies.ts';
import { makePolicy, type Policy } from '../policy.ts';
import { type Preset, presets } from '../presets.ts';
import { readers } from '../readers/index.ts';
import { type Decision, decisions } from '../recommendation.ts';
import type { Coverage, Target } from '../target.ts';
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
          checkEvery(target, { servers: [{ key: 'files', name: 'pkg:npm/example', unknownTools, rules }] });
          for (const rule of rules) {
            checkEvery(target, { servers: [{ key: 'files', name: rule.tool, unknownTools, rules: [rule] }] });
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
      fc.property(cases, ([policy, calls]) => check(target, policy, calls)),
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
      for (const file of readdirSync(gold)) checkEvery(target, readGold(file, preset));
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
  check(target, { servers: [{ key: 'files', name: 'x', unknownTools: 'deny', rules }] }, calls);
}

/** Calls every tool, with arguments that meet its constraints and with some that do not. */
function checkEvery(target: Target, policy: Policy): void {
  const calls = policy.servers.flatMap(({ key, rules }) =>
    rules.flatMap(({ tool, constraints }): Call[] => [
      { server: key, tool, arguments: {} },
      {
        server: key,
        tool,
        arguments: Object.fromEntries(
          constraints.map(({ argument, kind }) => [argument, kind === 'enum' ? false : '/workspace/a']),
        ),
      },
      {
        server: key,
        tool,
        arguments: Object.fromEntries(constraints.map(({ argument }) => [argument, '/etc/x'])),
      },
      { server: key, tool: `${tool} `, arguments: {} },
      { server: key, tool: `x${tool}`, arguments: {} },
    ]),
  );
  check(target, policy, calls);
}

/** Fails where a target's documents are refused, or let through more than the model does and the coverage owns up to. */
function check(target: Target, policy: Policy, calls: readonly Call[]): void {
  const reader = readers.find(({ id }) => id === target.id);
  assert.ok(reader, `readers/ has none for ${target.id}`);
  const { files, coverage } = target.emit(policy);
  for (const { content } of files) {
    assert.ok(content.endsWith('\n') && !content.endsWith('\n\n'));
    assert.doesNotMatch(content, /[^\P{C}\n]|[\p{Zl}\p{Zp}]/u, 'nothing invisible stands in the document');
  }
  assert.equal(new Set(files.map(({ path }) => path)).size, files.length, 'no file overwrites another');
  const texts = files.map(({ content }) => content);
  const { decide, ignored } = reader.read(
    texts,
    policy.servers.map(({ key }) => key),
  );
  assert.deepEqual(ignored, [], 'the engine ignores nothing of it');
  checkRows(policy, coverage);
  for (const call of calls)
    compare(call, decide(call), evaluate(policy, call, target.canAsk), policy, coverage);
}

function checkRows(policy: Policy, coverage: readonly Coverage[]): void {
  for (const { key, rules } of policy.servers) {
    const rows = coverage.filter(({ server }) => server === key);
    assert.equal(rows.filter(({ tool }) => tool === null).length, 1);
    for (const { tool, decision, constraints } of rules) {
      const covered = rows.filter((row) => row.tool === tool);
      assert.equal(
        covered.filter(({ feature }) => feature === 'decision').length,
        1,
        'every rule is covered',
      );
      const passes = decision === 'allow' || decision === 'ask';
      assert.equal(
        covered.filter(({ feature }) => feature === 'constraint').length,
        passes ? constraints.length : 0,
        'every constraint is covered',
      );
    }
  }
  for (const { status, note } of coverage)
    assert.ok(status === 'exact' || note !== '', 'a departure is explained');
}

function compare(
  call: Call,
  actual: Pick<Outcome, 'decision' | 'rate'>,
  expected: Outcome,
  policy: Policy,
  coverage: readonly Coverage[],
): void {
  const server = policy.servers.find(({ key }) => key === call.server);
  const isNamed = server?.rules.some(({ tool }) => tool === call.tool);
  const rows = coverage.filter(
    (row) => row.server === call.server && row.tool === (isNamed ? call.tool : null),
  );
  // To a client that flattens names, a tool that it takes for one with a rule is that one.
  const flat = ({ server, tool }: Pick<Call, 'server' | 'tool'>) =>
    `${server} ${tool}`.replaceAll(/[^A-Za-z0-9]/g, '_');
  const isTakenForNamed =
    !isNamed &&
    policy.servers.some(({ key, rules }) =>
      rules.some(({ tool }) => flat({ server: key, tool }) === flat(call)),
    );
  if (isTakenForNamed) return;
  const seen = `${JSON.stringify(call)}: ${actual.decision} for ${expected.decision}, ${JSON.stringify(rows)}`;
  const has = (...statuses: string[]) => rows.some(({ status }) => statuses.includes(status));
  const isWeaker = passing(actual.decision) < passing(expected.decision);
  if (isWeaker) {
    // Weaker only where the coverage says so, and then a person is asked wherever one can be.
    assert.ok(has('unsupported', 'external'), seen);
    if (expected.broken !== null) assert.notEqual(actual.decision, 'allow', seen);
  }
  // Engines with typed arguments have no null, and refuse a call that holds one.
  const hasNull = Object.values(call.arguments).includes(null);
  if (rows.every(({ status }) => status === 'exact') && !hasNull) {
    assert.equal(passing(actual.decision), passing(expected.decision), seen);
    assert.deepEqual(actual.rate, expected.decision === 'allow' ? expected.rate : null, seen);
  }
  if (actual.decision === 'allow' && expected.decision === 'allow' && expected.rate !== null)
    assert.notEqual(actual.rate, null, seen);
}

/** How much gets through; whether what is refused is also hidden is another matter. */
function passing(decision: Decision): number {
  return Math.min(decisions.indexOf(decision), decisions.indexOf('deny'));
}
