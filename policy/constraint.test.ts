import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Bound, type Constraint, describeConstraint, holds } from './constraint.ts';

const make = (bound: Bound, rest: Partial<Constraint> = {}): Constraint =>
  ({ argument: 'a', isOptional: false, isList: false, ...bound, ...rest }) as Constraint;

const within: Bound = { kind: 'path-within', roots: ['/srv', 'C:\\data'] };
const at: Bound = { kind: 'host-in', hosts: ['example.com'], schemes: ['https'] };

const cases: [bound: Bound, value: unknown, holds: boolean, because: string][] = [
  [within, '/srv', true, 'the root itself'],
  [within, '/srv/a/b', true, 'in the root'],
  [within, 'C:\\data\\a', true, 'in a root of Windows'],
  [within, '/srvx/a', false, 'only begins like the root'],
  [within, '/srv/../etc/passwd', false, 'goes up'],
  [within, '/srv/a..b', false, 'two dots anywhere are too much'],
  [within, 'srv/a', false, 'not from the top'],
  [within, ['/srv/a'], false, 'a list is no path'],
  [at, 'https://example.com', true, 'the host alone'],
  [at, 'https://example.com/x?y', true, 'something at the host'],
  [at, 'https://example.com.evil.org/', false, 'the name goes on'],
  [at, 'https://example.com@evil.org/', false, 'the name was a user'],
  [at, 'https://example.com:8443/', false, 'another port'],
  [at, 'http://example.com/', false, 'another scheme'],
  [at, 'HTTPS://example.com/', false, 'nothing is put right'],
  [{ kind: 'host-in', hosts: null, schemes: ['https'] }, 'https://any.where', true, 'any host'],
  [{ kind: 'enum', values: ['a', 1, true] }, 1, true, 'one of them'],
  [{ kind: 'enum', values: ['a', 1, true] }, '1', false, 'a text is no number'],
  [{ kind: 'type', type: 'integer' }, 1.5, false, 'a fraction'],
  [{ kind: 'type', type: 'object' }, [], false, 'a list is no object'],
  [{ kind: 'range', least: 0, most: null }, -1, false, 'below'],
  [{ kind: 'range', least: 0, most: 5 }, 5, true, 'bounds are included'],
  [{ kind: 'range', least: 0, most: 5 }, '3', false, 'a text is no number'],
  [{ kind: 'max-length', most: 2 }, '😀😀', true, 'code points are counted'],
  [{ kind: 'max-items', most: 1 }, ['a', 'b'], false, 'one too many'],
  [{ kind: 'pattern', pattern: 'a+' }, 'aab', false, 'the whole must match'],
  [{ kind: 'prefix', prefix: 'x-' }, 'x-1', true, 'begins so'],
  [{ kind: 'forbidden' }, 0, false, 'it is given'],
  [{ kind: 'required' }, false, true, 'it is given'],
];

for (const [bound, value, expected, because] of cases) {
  const constraint = make(bound);
  test(`${JSON.stringify(value)} ${expected ? 'meets' : 'breaks'} “${describeConstraint(constraint)}”: ${because}`, () =>
    assert.equal(holds(constraint, { a: value }), expected));
}

test('an argument that is null or left out counts as not given', () => {
  for (const given of [{}, { a: null }]) {
    assert.equal(holds(make(within), given), false);
    assert.equal(holds(make(within, { isOptional: true }), given), true);
    assert.equal(holds(make({ kind: 'forbidden' }), given), true);
    assert.equal(holds(make({ kind: 'required' }), given), false);
  }
});

test('a bound on a list holds of each element, and of no single text', () => {
  const constraint = make(within, { isList: true });
  assert.equal(holds(constraint, { a: ['/srv/a', '/srv/b'] }), true);
  assert.equal(holds(constraint, { a: [] }), true);
  assert.equal(holds(constraint, { a: ['/srv/a', '/etc'] }), false);
  assert.equal(holds(constraint, { a: '/srv/a' }), false);
});

test('what every object inherits is not given', () => {
  for (const argument of ['__proto__', 'constructor', 'toString'])
    assert.equal(holds({ ...make({ kind: 'forbidden' }), argument }, {}), true);
});
