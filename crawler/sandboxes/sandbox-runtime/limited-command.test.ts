import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { type SandboxRequest, trialRequest } from '../../sandbox.ts';
import { limitedCommand } from './limited-command.ts';

function run(change: Partial<SandboxRequest>): string {
  const command = limitedCommand({ ...trialRequest, ...change }, 100_000, 'darwin');
  return execFileSync('/bin/bash', ['--norc', '-c', command], { encoding: 'utf8', env: { HIDDEN: '1' } });
}

test('words reach the program as they are, and of the environment only what is asked for', () => {
  const odd = ['', '$HOME', "it's", 'a\nb', '`x`', '--', 'ü"\\'];
  const script = 'process.stdout.write(JSON.stringify([process.argv.slice(1), process.env]))';
  const printed = run({
    program: process.execPath,
    args: ['-e', script, '--', ...odd],
    env: { A: "b'c d=e", B: '' },
    limits: { ...trialRequest.limits, memoryBytes: 2 ** 30 },
  });
  const [args, env] = JSON.parse(printed);
  assert.deepEqual(args, odd);
  assert.deepEqual(env, { A: "b'c d=e", B: '' });
});

test('every process is held to the limits, in the working folder', () => {
  const asked = 'pwd; for limit in c n t f; do ulimit -H$limit; done';
  assert.equal(
    run({ program: '/bin/bash', args: ['--norc', '-c', asked], cwd: '/usr' }),
    '/usr\n0\n64\n6\n32768\n',
  );
});

test('macOS counts the processes that the user has already, Linux does not', () => {
  const bound = (platform: NodeJS.Platform) =>
    /^ulimit -u (\d+)/m.exec(limitedCommand(trialRequest, 500, platform))?.[1];
  assert.deepEqual([bound('darwin'), bound('linux')], ['508', '128']);
});

test('what env would read as something else is refused', () => {
  for (const change of [
    { program: '/a=b' },
    { env: { '-i': '' } },
    { env: { '': 'x' } },
    { env: { 'a=b': 'x' } },
  ])
    assert.throws(() => limitedCommand({ ...trialRequest, ...change }, 0), TypeError);
});
