import assert from 'node:assert/strict';
import { it } from 'node:test';
import { splitCode } from './prose.ts';

it('takes what stands between backticks for code', () => {
  assert.deepEqual(splitCode('without `force`: Write'), [
    { text: 'without ', isCode: false },
    { text: 'force', isCode: true },
    { text: ': Write', isCode: false },
  ]);
});

it('leaves an odd backtick alone', () => {
  assert.deepEqual(splitCode('a ` b'), [{ text: 'a ` b', isCode: false }]);
});
