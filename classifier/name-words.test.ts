import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NameWords } from './name-words.ts';
import { splitParameterName } from './split-name.ts';

const fruits = new NameWords(['quince', 'medlar']);
const vessels = new NameWords(['firkin', 'quince']);

const table: [name: string, hasFruit: boolean, hasVessel: boolean, because: string][] = [
  ['quince', true, true, 'a word may be on two lists'],
  ['medlarCount', true, false, 'any word of the name counts'],
  ['size_of_firkin', false, true, 'the last one too'],
  ['Medlar2', true, false, 'case and digits do not matter'],
  ['medlars', false, false, 'no part of a word counts'],
  ['', false, false, 'no name has no word'],
];

for (const [name, hasFruit, hasVessel, because] of table) {
  test(`${JSON.stringify(name)}, because ${because}`, () => {
    const split = splitParameterName(name);
    assert.equal(fruits.areIn(split), hasFruit);
    assert.equal(vessels.areIn(split), hasVessel);
  });
}

test('a list tells its own words from those of others', () => {
  assert.equal(fruits.has('medlar'), true);
  assert.equal(fruits.has('firkin'), false);
});
