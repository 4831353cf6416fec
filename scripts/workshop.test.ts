import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRef } from '../crawler/ref.ts';
import { UsageError } from './exit-codes.ts';
import { openWorkshop } from './workshop.ts';

test('a sandbox that there is not is refused in one line, and only where one is needed', async (context) => {
  process.env.PLACARD_SANDBOX = 'nonsense';
  context.after(() => delete process.env.PLACARD_SANDBOX);
  await assert.rejects(openWorkshop([parseRef('npm:a')]), (error) => {
    assert.ok(error instanceof UsageError);
    assert.match(
      error.message,
      /^PLACARD_SANDBOX names "nonsense", .* there are bubblewrap, podman, docker, sandbox-runtime\.$/,
    );
    return true;
  });
  const { sandbox } = await openWorkshop([parseRef('https://host.example/mcp')]);
  assert.equal(sandbox, null);
});
