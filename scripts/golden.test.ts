import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anyRoot } from '../policy/bind-arguments.ts';
import { holdEveryCall } from '../policy/fixtures/hold-to-model.ts';
import { makePolicy } from '../policy/policy.ts';
import { presets } from '../policy/presets.ts';
import { targets } from '../policy/targets/index.ts';
import { judgePinnedServers, readGolden, toGolden } from './golden.ts';

const [golden, servers] = await Promise.all([readGolden(), judgePinnedServers()]);

test('the verdicts on pinned real servers are those that were last reviewed', async (t) => {
  const judged = toGolden(servers);
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

for (const target of targets) {
  test(`${target.id} says of them what the model says`, () => {
    for (const preset of presets) {
      for (const { name, tools } of servers.values()) {
        const advisor = { preset, roots: [anyRoot], hosts: preset === 'strict' ? null : ['api.example.com'] };
        holdEveryCall(target, makePolicy([{ key: 'files', name, tools }], advisor));
      }
    }
  });
}
