import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitName, wordsOf } from './split-name.ts';

const table: [name: string, words: string[]][] = [
  ['readFile', ['read', 'file']],
  ['read_text_file', ['read', 'text', 'file']],
  ['api/v2.delete-page', ['api', 'v', '2', 'delete', 'page']],
  ['SQLDelete', ['sql', 'delete']],
  ['getURLs', ['get', 'urls']],
  ['getURLsFrom', ['get', 'urls', 'from']],
  ['d1_database_delete', ['d', '1', 'database', 'delete']],
  ['filePath2', ['file', 'path', '2']],
  ['GITHUB_LIST_REPOS', ['github', 'list', 'repos']],
  ['größeÄndern', ['größeändern']],
  ['__', []],
  ['', []],
];

for (const [name, words] of table) {
  test(`${JSON.stringify(name)} is ${words.join(' · ') || 'no word'}`, () => {
    assert.deepEqual(wordsOf(name), words);
    const placed = splitName(name);
    assert.deepEqual(
      placed.map(({ start, end }) => name.slice(start, end).toLowerCase()),
      words,
    );
  });
}

test('a name gives the same words after more names than are kept', () => {
  const before = wordsOf('filePath2');
  for (let index = 0; index < 10_000; index++) wordsOf(`field${index}`);
  assert.deepEqual(wordsOf('filePath2'), before);
  const long = 'filePath2_'.repeat(100);
  assert.deepEqual(
    wordsOf(long),
    splitName(long).map(({ word }) => word),
  );
});
