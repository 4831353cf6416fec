import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { replaceInvisible, toPlainText, toVisibleJson } from './plain-text.ts';

const cases = [
  { text: 'List files', plain: 'List files', because: 'plain words stay as they are' },
  { text: ' a\n\n\tb\u2028c ', plain: 'a b c', because: 'a sentence is one line' },
  { text: 'a\u202eb', plain: 'a<U+202E>b', because: 'a turned direction is shown, not obeyed' },
  { text: '\u{e0041}', plain: '<U+E0041>', because: 'tag characters hide whole sentences' },
  { text: '\u001b[31m', plain: '<U+001B>[31m', because: 'a terminal must not take colours from a server' },
  { text: 'é 😀 中', plain: 'é 😀 中', because: 'other scripts are as visible as English' },
  { text: '😀'.repeat(200), plain: `${'😀'.repeat(120)}…`, because: 'a cut never halves a character' },
];

for (const { text, plain, because } of cases) {
  test(`plain text: ${because}`, () => assert.equal(toPlainText(text), plain));
}

test('plain text of anything is one visible line of bounded length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const plain = toPlainText(text, 20);
      assert.doesNotMatch(plain, /[\p{C}\p{Zl}\p{Zp}]/u);
      assert.ok(Array.from(plain).length <= 21);
    }),
  );
});

test('replacing invisible characters leaves line feeds, which lay a document out', () => {
  assert.equal(
    replaceInvisible('a\n\r\u0085b', () => '?'),
    'a\n??b',
  );
});

test('visible JSON of anything is the same value, and shows all that it holds', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const json = toVisibleJson(value, 2);
      assert.doesNotMatch(json, /[^\P{C}\n]|[\p{Zl}\p{Zp}]/u);
      assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify(value)));
    }),
  );
});
