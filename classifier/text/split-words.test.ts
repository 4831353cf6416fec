import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { know, unknown, wordOf } from './known-words.ts';
import { digits, letters, mixed, Words } from './split-words.ts';

const known = ['file', "don't", 'snake_case', 'löscht', '删除'];
for (const word of known) know(word);

function split(text: string): Words {
  const words = new Words();
  words.split(text);
  return words;
}

function spelled({ text, count, starts, ends }: Words): string[] {
  return Array.from({ length: count }, (_, place) => text.slice(starts[place], ends[place]));
}

describe('Words', () => {
  test('are runs of letters, digits, underscores and apostrophes', () => {
    assert.deepEqual(spelled(split("Don't read/write snake_case x2, ok? 删除·文件 ファイル・名 naïve")), [
      ...["Don't", 'read', 'write', 'snake_case', 'x2', 'ok', '删除', '文件', 'ファイル', '名', 'naïve'],
    ]);
  });

  test('are told by what they are made of', () => {
    const { makes } = split("Files 42 x2 don't _ löscht");
    assert.deepEqual([...makes.slice(0, 6)], [letters, digits, mixed, mixed, mixed, mixed]);
  });

  test('have the number of the known word, in any case', () => {
    const { numbers, count } = split("FILE Don't Snake_Case LÖSCHT 删除 fil filer file2");
    const found = Array.from(numbers.slice(0, count), wordOf);
    assert.deepEqual(found, [...known, '', '', '']);
  });

  test('of any text cover every letter, in order', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
        const words = split(text);
        let at = 0;
        for (let place = 0; place < words.count; place++) {
          const start = words.starts[place] ?? 0;
          const end = words.ends[place] ?? 0;
          assert.ok(at <= start && start < end && end <= text.length);
          assert.ok(!/[a-z0-9_']/i.test(text.slice(at, start)));
          at = end;
        }
        assert.ok(!/[a-z0-9_']/i.test(text.slice(at)));
      }),
    );
  });

  test('say whether a text is what it seems', () => {
    assert.equal(split('Plain, with\ttabs\r\nand lines.').isOrdinary, true);
    for (const text of ['é', 'a\u0000b', 'a\u200bb', 'a — b', '\u007f'])
      assert.equal(split(text).isOrdinary, false, JSON.stringify(text));
  });
});

test('a word that nobody knows has no number', () => {
  assert.equal(split('xyzzy').numbers[0], unknown);
});
