import assert from 'node:assert/strict';
import { chmodSync, existsSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { before, describe, test } from 'node:test';
import { copyTree } from './fixtures/copy-tree.ts';
import { makeFolder, runProgram } from './fixtures/run-program.ts';

// A machine whose own Node.js is too old: it fails the check of its version, and runs npm.

let clone: string;
let env: NodeJS.ProcessEnv;
const bin = makeFolder();

before(() => {
  clone = copyTree();
  const oldNode = join(bin, 'node');
  writeFileSync(
    oldNode,
    `#!/bin/sh\n[ "$1" = -e ] && exit 1\n[ "$1" = --version ] && echo v20.0.0 && exit\nexec '${process.execPath}' "$@"\n`,
  );
  chmodSync(oldNode, 0o755);
  // At level 1 bash takes a pipe from Node.js for a remote shell, and reads the user's settings.
  env = { PATH: [bin, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter), SHLVL: '2' };
});

describe('a fitting Node.js', () => {
  const run = (command: string) =>
    runProgram('bash', ['-euc', `source scripts/environment.sh; ${command}`], { cwd: clone, env });

  test('is fetched where the machine has an old one, and stands first on PATH', async () => {
    const { code, stdout, stderr } = await run('use_node; node --version; command -v node');
    assert.equal(code, 0, stderr);
    assert.match(stderr, /Fetching Node\.js 24/);
    const [version = '', path] = stdout.split('\n');
    assert.ok(Number(/^v(\d+)/.exec(version)?.[1]) >= 24, version);
    assert.equal(path, join(clone, '.cache', 'node', 'bin', 'node'));
  });

  test('is not fetched again', async () => {
    const program = join(clone, '.cache', 'node', 'bin', 'node');
    const before = statSync(program).mtimeMs;
    const { stdout, stderr } = await run('use_node; node --version');
    assert.equal(stderr, '');
    assert.match(stdout, /^v\d\d/);
    assert.equal(statSync(program).mtimeMs, before);
  });

  test('of the machine itself is taken as it is', async () => {
    const { stdout, stderr } = await runProgram(
      'bash',
      ['-euc', 'source scripts/environment.sh; use_node; command -v node'],
      { cwd: clone, env: { PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter) } },
    );
    assert.equal(stderr, '');
    assert.equal(stdout.trim(), process.execPath);
  });
});

test('without Node.js and npm one sentence says what to install', async () => {
  const bare = makeFolder();
  for (const program of ['dirname', 'mkdir']) symlinkSync(join('/usr/bin', program), join(bare, program));
  const { code, stderr } = await runProgram(
    '/bin/bash',
    ['-euc', 'source scripts/environment.sh; cache=$cache/none; use_node'],
    { cwd: clone, env: { PATH: bare } },
  );
  assert.equal(code, 70, stderr);
  assert.match(stderr, /^placard needs Node\.js 24 or newer, or npm to fetch it: install one of them/);
});

test('dependencies that are there are not installed again', async () => {
  const { code, stderr } = await runProgram(
    'bash',
    ['-euc', 'source scripts/environment.sh; use_dependencies run; use_dependencies develop'],
    { cwd: clone, env: { PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter) } },
  );
  assert.equal(stderr, '');
  assert.equal(code, 0);
  assert.ok(existsSync(join(clone, 'node_modules', 'commander')));
});
