import assert from 'node:assert/strict';
import { it } from 'node:test';
import { failureReasons } from '../crawler/observation.ts';
import { describeFailure, failureWordings } from './failure-words.ts';

it('has words for every reason that the crawler gives', () => {
  assert.deepEqual(Object.keys(failureWordings), [...failureReasons]);
});

it('does not fail on a reason of a newer crawler, nor on the name of a prototype', () => {
  for (const reason of ['melted', 'constructor', '__proto__'])
    assert.equal(describeFailure(reason).title, 'Not listed');
});
