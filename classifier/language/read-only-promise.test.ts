import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mentionsIn } from '../text/phrase.ts';
import { Words } from '../text/split-words.ts';
import { findReadOnlyPromise } from './read-only-promise.ts';

const table: [text: string, promise: string | null, because: string][] = [
  ['Run a read-only SQL query', 'read-only', 'the words say it'],
  ['Runs a SELECT query.', 'Runs a SELECT query', 'a SELECT writes nothing'],
  ['Queries the data without modifying it.', 'without modifying', 'so does this'],
  ['执行只读查询', '只读', 'and so in Chinese'],
  ['Runs SQL; read-only by default.', null, 'a default is no promise'],
  ['Use only READ-ONLY queries.', null, 'an order to the caller binds nobody'],
  ['Runs any SQL.', null, 'nothing is promised'],
];

for (const [text, promise, because] of table) {
  test(`${JSON.stringify(text)}: ${promise ?? 'no promise'}, because ${because}`, () => {
    const words = new Words();
    words.split(text);
    const found = findReadOnlyPromise({ description: text, mentions: mentionsIn(words) });
    assert.equal(found?.text ?? null, promise);
    if (found !== null) assert.ok(text.startsWith(found.text, found.start));
  });
}
