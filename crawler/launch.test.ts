import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { launch } from './launch.ts';
import type { Sandbox } from './sandbox.ts';

/** A program that is soon gone, while its last words are still on their way. */
function endingSandbox(lastWords: string): Sandbox {
  return {
    id: 'ending',
    check: async () => ({ works: true, version: 'ending 1' }),
    start() {
      const stderr = new PassThrough();
      setTimeout(() => stderr.end(lastWords), 50);
      return {
        stdin: new PassThrough(),
        stdout: new PassThrough(),
        stderr,
        exited: sleep(10, { code: 1, signal: null, stoppedBy: null, peakMemoryBytes: 0 }),
        kill() {},
      };
    },
  };
}

test('the last words of a server that ended are waited for', async () => {
  const plan = { program: '/ending', args: [], env: {}, mounts: [], placeholders: [] };
  const options = {
    sandbox: endingSandbox('Error: A_KEY is required\n'),
    timeoutMs: 5_000,
    clientVersion: '1.0.0',
  };
  const launched = await launch(plan, options, 'auto');
  assert.ok('failure' in launched);
  assert.equal(launched.failure.stderrTail, 'Error: A_KEY is required');
  assert.equal(launched.failure.reason, 'needs-credentials');
});
