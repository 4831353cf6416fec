import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { holdToContract, openWorkplace } from '../../fixtures/sandbox/contract.ts';
import { concessions, sandboxRuntime } from './index.ts';

const isRoot = process.getuid?.() === 0;
const hasBubblewrap = spawnSync('bwrap', ['--version']).status === 0;
const isHere = process.platform === 'linux' && hasBubblewrap;

describe('sandbox-runtime', {
  skip: !isHere || isRoot ? 'held to the contract as an ordinary user' : false,
}, () => {
  const workplace = openWorkplace();
  holdToContract(sandboxRuntime(), workplace, concessions);

  it('hands on no file descriptor that placard inherited', () => {
    const launch = join(import.meta.dirname, '..', '..', 'fixtures', 'sandbox', 'launch.ts');
    const request = workplace.keep(workplace.ask('everything', workplace.hostFacts()));
    // Node.js closes low ones itself; this one is beyond where it looks.
    const output = execFileSync('perl', [
      '-e',
      'use POSIX; open(F,"<",shift); dup2(fileno(F),200); exec @ARGV',
      join(workplace.folder, 'secret'),
      ...[process.execPath, launch, 'sandbox-runtime', request],
    ]);
    assert.equal(JSON.parse(output.toString())['find an open descriptor'], 'absent');
  });

  it('counts what a program writes to its own folders as memory', async () => {
    const started = sandboxRuntime().start({
      ...workplace.ask(''),
      program: '/bin/sh',
      args: ['-c', 'while :; do i=$((i+1)); head -c 20000000 /dev/zero >"$HOME/$i"; sleep 0.02; done'],
    });
    started.stderr.resume();
    assert.equal((await started.exited).stoppedBy, 'memory');
  });

  it('leaves no folder of a launch behind, whatever the program does to it', async () => {
    const before = listLaunchFolders();
    const started = sandboxRuntime().start({
      ...workplace.ask(''),
      program: '/bin/sh',
      args: ['-c', 'cd; mkdir -p a/b; chmod 0 a/b a .'],
    });
    assert.equal((await started.exited).code, 0);
    assert.deepEqual(listLaunchFolders(), before);
  });

  it('says what a program prints in the paths of the sandbox', async () => {
    const started = sandboxRuntime().start({
      ...workplace.ask(''),
      program: '/bin/sh',
      args: ['-c', 'cd; pwd -P'],
    });
    assert.equal(await text(started.stdout), '/home/sandbox\n');
  });
});

it('holds the contract as an ordinary user', {
  skip: !isHere || !isRoot ? 'not run by root' : false,
}, (context) => {
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  const runAsNobody = (args: string[]) =>
    spawnSync(
      'setpriv',
      ['--reuid', '65534', '--regid', '65534', '--clear-groups', process.execPath, ...args],
      { encoding: 'utf8', env: { ...env, HOME: '/nonexistent' } },
    );
  if (runAsNobody(['--check', import.meta.filename]).status !== 0)
    return context.skip('other users cannot read the project');
  const { status, stdout } = runAsNobody(['--test', '--test-reporter=tap', import.meta.filename]);
  assert.equal(status, 0, stdout);
  assert.match(stdout, /ok \d+ - refuses everything forbidden/);
});

it('is refused to root on Linux, whose programs could write settings of the kernel', {
  skip: process.platform !== 'linux' || !isRoot ? 'not run by root on Linux' : false,
}, async () => {
  const check = await sandboxRuntime().check();
  assert.ok(!check.works && check.mend.startsWith('Run placard as another user than root'));
});

function listLaunchFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('placard-launch-'));
}
