import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UnreadablePolicyError } from '../reader.ts';
import { intercept } from './intercept.ts';

function read(content: string) {
  return intercept.read([content], ['files']);
}

/** What a call of the tool `t` gets where one condition binds the argument `a`. */
function decide(condition: string, given: Record<string, unknown>): string {
  const document = `version: "1"\ntools:\n  t:\n    rules:\n      - { name: n, conditions: [ ${condition} ] }\n`;
  return read(document).decide({ server: 'files', tool: 't', arguments: given }).decision;
}

const conditions = [
  { of: 'op: exists, value: false', given: { a: null }, gets: 'allow', because: 'null is not there' },
  { of: 'op: exists, value: true', given: { a: null }, gets: 'deny', because: 'null is not there' },
  { of: 'op: eq, value: false', given: { a: 'false' }, gets: 'allow', because: 'texts are compared' },
  { of: 'op: in, value: ["1"]', given: { a: 1 }, gets: 'allow', because: 'texts are compared' },
  { of: 'op: eq, value: 1', given: { a: true }, gets: 'deny', because: 'the texts differ' },
  { of: 'op: neq, value: 1', given: {}, gets: 'deny', because: 'nothing holds of what is not there' },
  { of: 'op: not_in, value: [x]', given: { a: 'y' }, gets: 'allow', because: 'it is not in the list' },
  { of: 'op: lt, value: 5', given: { a: '3' }, gets: 'deny', because: 'only numbers have an order' },
  { of: 'op: lt, value: 5', given: { a: 5 }, gets: 'deny', because: 'the bound itself is not below it' },
  { of: 'op: gt, value: 5', given: { a: 6 }, gets: 'allow', because: 'it is above' },
  { of: 'op: regex, value: "b"', given: { a: 'abc' }, gets: 'allow', because: 'patterns are not anchored' },
  { of: 'op: regex, value: ""', given: { a: 1 }, gets: 'deny', because: 'patterns take texts alone' },
  { of: 'op: contains, value: b', given: { a: ['b'] }, gets: 'allow', because: 'it is in the list' },
  { of: 'op: contains, value: b', given: { a: 'abc' }, gets: 'allow', because: 'it is in the text' },
];

for (const { of, given, gets, because } of conditions) {
  test(`{${of}} of ${JSON.stringify(given)}: ${gets}, because ${because}`, () =>
    assert.equal(decide(`{ path: args.a, ${of} }`, given), gets));
}

test('a dotted path leads into objects', () => {
  assert.equal(decide('{ path: args.a.b, op: eq, value: 1 }', { a: { b: 1 } }), 'allow');
  assert.equal(decide('{ path: args.a.b, op: eq, value: 1 }', { 'a.b': 1 }), 'deny');
});

test('a limit is one, in its short form and written out', () => {
  const short = read('version: "1"\ntools: { t: { rules: [ { name: n, rate_limit: 5/day } ] } }');
  assert.deepEqual(short.decide({ server: 'files', tool: 't', arguments: {} }).rate, { max: 5, per: 'day' });
  const long = read(`version: "1"
tools:
  t:
    rules:
      - name: n
        conditions: [ { path: state.t.c, op: lte, value: 5 } ]
        state: { counter: c, window: hour }
`);
  assert.deepEqual(long.decide({ server: 'files', tool: 't', arguments: {} }).rate, { max: 5, per: 'hour' });
});

test('what the engine passes over is told, with its place', () => {
  const { ignored, names } = read(
    'version: "1"\nrulz: []\ntools: { t: { rules: [], x: 1 }, "*": { rules: [ { name: n, action: deny, y: 1 } ] } }',
  );
  assert.deepEqual(ignored, [
    'The key "rulz" is none of the format\'s.',
    'The key "tools.t.x" is none of the format\'s.',
    'The key "tools.*.rules[0].y" is none of the format\'s.',
  ]);
  assert.deepEqual(names, ['t']);
});

/** The errors of the engine's own table that our documents could come near. */
const refusals = [
  ['version: "2"\ntools: {}', /version/],
  ['version: "1"\ndefault: maybe\ntools: {}', /default/],
  ['version: "1"\nhide: [" "]\ntools: {}', /blank/],
  ['version: "1"\nhide: [a, a]\ntools: {}', /twice/],
  ['version: "1"\ntools: { a: {}, a: {} }', /unique/i],
  ['version: "1"\ntools: { t: { rules: [ { action: deny } ] } }', /no name/],
  ['version: "1"\ntools: { t: { rules: [ { name: n, action: require_approval } ] } }', /action/],
  ['version: "1"\ntools: { t: { rules: [ { name: n } ] } }', /nothing to evaluate/],
  ['version: "1"\ntools: { t: { rules: [ { name: n, rate_limit: 0/hour } ] } }', /no limit/],
  ['version: "1"\ntools: { t: { rules: [ { name: n, rate_limit: 5/second } ] } }', /no limit/],
  [
    'version: "1"\ntools: { t: { rules: [ { name: a, rate_limit: 5/hour }, { name: b, rate_limit: 6/hour } ] } }',
    /one window/,
  ],
  ['version: "1"\ntools: { t: { rules: [ { name: n, action: deny, rate_limit: 5/hour } ] } }', /alone/],
  ['version: "1"\ntools: { a.b: { rules: [ { name: n, rate_limit: 5/hour } ] } }', /dot/],
  [
    'version: "1"\ntools: { t: { rules: [ { name: n, conditions: [ { path: a, op: eq, value: 1 } ] } ] } }',
    /path/,
  ],
  [
    'version: "1"\ntools: { t: { rules: [ { name: n, conditions: [ { path: args.a, op: like, value: 1 } ] } ] } }',
    /operator/,
  ],
  [
    'version: "1"\ntools: { t: { rules: [ { name: n, conditions: [ { path: args.a, op: regex, value: "(?=a)" } ] } ] } }',
    /RE2/,
  ],
  [
    'version: "1"\ntools: { t: { rules: [ { name: n, conditions: [ { path: args.a, op: lt, value: "1" } ] } ] } }',
    /number/,
  ],
] as const;

for (const [content, message] of refusals) {
  test(`the engine refuses ${content.replaceAll('\n', ' ')}`, () =>
    assert.throws(
      () => read(content),
      (error: Error) => error instanceof UnreadablePolicyError && message.test(error.message),
    ));
}
