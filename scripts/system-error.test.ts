import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UsageError } from './exit-codes.ts';
import { explainRefusal } from './system-error.ts';

test('what the system refuses is a sentence that begins with the name and ends with the mend', async () => {
  const refusal = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
  await assert.rejects(
    explainRefusal('site', 'name another', () => Promise.reject(refusal)),
    (error) =>
      error instanceof UsageError &&
      error.cause === refusal &&
      error.message === 'site may not be used by this user: name another.',
  );
});

test('a fault of placard stays one, and a result is handed on', async () => {
  const fault = new TypeError('x is not a function');
  await assert.rejects(
    explainRefusal('site', 'name another', () => Promise.reject(fault)),
    fault,
  );
  assert.equal(await explainRefusal('site', 'name another', async () => 1), 1);
});
