import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Described, mentionsIn, Phrase } from './phrase.ts';
import { Words } from './split-words.ts';

const pattern = /\b(?:raw|full) (?:kettle|kettles)\b/i;
const phrase = new Phrase(pattern, 'raw full', 'kettle kettles');

function described(description: string): Described {
  const words = new Words();
  words.split(description);
  return { description, mentions: mentionsIn(words) };
}

const pieces = ['raw', 'FULL', 'kettle', 'Kettles', 'x', ' ', ' ', ' ', "'", '_', '-', '.', '2', 'é', '删'];

describe('a phrase', () => {
  test('stands in just those descriptions that its pattern matches', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 8 }), (some) => {
        const text = some.join('');
        assert.equal(phrase.isIn(described(text)), pattern.test(text), JSON.stringify(text));
      }),
      { numRuns: 2_000 },
    );
  });

  test('needs a word of each list', () => {
    assert.equal(phrase.isIn({ description: 'a raw kettle', mentions: 0 }), false);
    assert.ok(phrase.isIn(described('a raw kettle')));
  });

  test('is found where it stands, as far as a text is read', () => {
    assert.equal(phrase.find(described('One full kettle.'))?.index, 4);
    assert.equal(phrase.find(described('One full kettle.'), 10), null);
  });
});
