import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgePinnedServers, readGolden } from './golden.ts';

test('the verdicts on pinned real servers are those that were last reviewed', async (t) => {
  const [golden, judged] = await Promise.all([readGolden(), judgePinnedServers()]);
  assert.deepEqual(
    Object.keys(judged),
    Object.keys(golden),
    'the pinned servers; renew with: npm run renew-verdicts',
  );
  for (const [ref, tools] of Object.entries(judged)) {
    await t.test(ref, () =>
      assert.deepEqual(tools, golden[ref], 'renew with: npm run renew-verdicts, and defend each change'),
    );
  }
});
