import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SandboxLimits, SandboxRequest } from '../../sandbox.ts';
import { bubblewrap } from './index.ts';

const sandbox = bubblewrap();
const check = await sandbox.check();
// Other reasons than a missing program must fail here, for the set-up script installs it.
const skip = !check.works && check.mend.startsWith('Install bubblewrap') ? check.mend : false;

const limits: SandboxLimits = {
  wallMs: 15_000,
  cpuSeconds: 10,
  memoryBytes: 400 * 1024 ** 2,
  processes: 16,
  openFiles: 512,
  outputBytes: 1024 ** 2,
};

describe('bubblewrap', { skip }, () => {
  /** Readable to any user, so that an ordinary one can start the sandbox from it. */
  const workplace = fs.mkdtempSync('/tmp/placard-sandbox-test-');
  const sources = join(workplace, 'sandboxes');
  const node = join(workplace, 'node');
  const writable = join(workplace, 'writable');
  const secretFile = join(workplace, 'secret');
  const loopback = createServer((socket) => socket.end());
  const abstract = createServer((socket) => socket.end());
  const abstractSocket = `placard-test-${process.pid}`;

  before(async () => {
    fs.chmodSync(workplace, 0o755);
    fs.cpSync(join(import.meta.dirname, '..'), sources, { recursive: true });
    const crawler = join(import.meta.dirname, '..', '..');
    fs.copyFileSync(join(crawler, 'sandbox.ts'), join(workplace, 'sandbox.ts'));
    fs.cpSync(join(crawler, 'process-tree'), join(workplace, 'process-tree'), { recursive: true });
    fs.writeFileSync(join(workplace, 'package.json'), '{"type":"module"}');
    fs.copyFileSync(process.execPath, node);
    fs.chmodSync(node, 0o755);
    fs.mkdirSync(writable);
    fs.chmodSync(writable, 0o777);
    fs.writeFileSync(secretFile, 'secret');
    process.env.PLACARD_TEST_SECRET = 'placard-secret';
    await Promise.all([
      once(loopback.listen(0, '127.0.0.1'), 'listening'),
      once(abstract.listen(`\0${abstractSocket}`), 'listening'),
    ]);
  });
  after(() => {
    loopback.close();
    abstract.close();
    fs.rmSync(workplace, { recursive: true });
  });

  function ask(mode: string, argument = '', changed: Partial<SandboxLimits> = {}): SandboxRequest {
    return {
      program: '/opt/node',
      args: ['/opt/sandboxes/bubblewrap/fixtures/hostile.ts', mode, argument],
      env: { HOME: '/home/sandbox', PATH: '/usr/bin' },
      mounts: [
        { from: node, to: '/opt/node', writable: false },
        { from: sources, to: '/opt/sandboxes', writable: false },
        { from: join(workplace, 'package.json'), to: '/opt/package.json', writable: false },
        { from: writable, to: '/writable', writable: true },
      ],
      cwd: '/tmp',
      network: 'none',
      limits: { ...limits, ...changed },
    };
  }

  function hostFacts(): string {
    const address = loopback.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    return JSON.stringify({
      pid: process.pid,
      port,
      abstractSocket,
      secretFile,
      mountedFolder: '/opt/sandboxes',
    });
  }

  async function run(request: SandboxRequest) {
    const started = sandbox.start(request);
    const [stdout, stderr, exit] = await Promise.all([
      text(started.stdout),
      text(started.stderr),
      started.exited,
    ]);
    return { stdout, stderr, exit };
  }

  /** The arguments that start the sandbox from a program of its own. */
  function launch(request: SandboxRequest, ...rest: string[]): string[] {
    const file = join(workplace, `${fs.readdirSync(workplace).length}.json`);
    fs.writeFileSync(file, JSON.stringify(request));
    return [node, join(sources, 'bubblewrap/fixtures/launch.ts'), file, ...rest];
  }

  function assertAllRefused(stdout: string): void {
    const outcomes: Record<string, string> = JSON.parse(stdout);
    assert.ok(Object.keys(outcomes).length > 30);
    assert.deepEqual(
      Object.entries(outcomes).filter(([, outcome]) => outcome === 'done'),
      [],
    );
  }

  it('works here', () => {
    assert.ok(check.works, check.works ? '' : check.mend);
    assert.match(check.version, /^bubblewrap \d/);
  });

  it('lets a program write where it may, talk to itself, and tells how it ended', async () => {
    const { stdout, stderr, exit } = await run(ask('allowed things', '/writable'));
    assert.equal(stdout, 'all done', stderr);
    assert.deepEqual(
      { ...exit, peakMemoryBytes: 0 },
      { code: 7, signal: null, stoppedBy: null, peakMemoryBytes: 0 },
    );
    assert.equal(fs.readFileSync(join(writable, 'file'), 'utf8'), 'written inside');
  });

  it('refuses everything forbidden', async () => {
    const { stdout, stderr } = await run(ask('everything', hostFacts()));
    assert.ok(stdout, stderr);
    assertAllRefused(stdout);
    assert.equal(fs.existsSync(join(sources, 'placard-was-here')), false);
  });

  it('refuses it to a program installed with the network as well, but for the network', async () => {
    const { stdout, stderr } = await run({ ...ask('everything', hostFacts()), network: 'host' });
    assert.ok(stdout, stderr);
    const { "reach the host's loopback": reached, ...outcomes }: Record<string, string> = JSON.parse(stdout);
    assert.equal(reached, 'done');
    const possible = Object.keys(outcomes).filter((name) => outcomes[name] === 'done');
    assert.deepEqual(
      possible.filter((name) => !/^(reach the|ask the name service)/.test(name)),
      [],
    );
  });

  it('needs no root', async () => {
    const [program = '', ...args] = launch(ask('everything', hostFacts()));
    const asUser =
      process.getuid?.() === 0 ? ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'] : [];
    const [first = '', ...rest] = [...asUser, program, ...args];
    const { stdout, exit } = JSON.parse(execFileSync(first, rest, { encoding: 'utf8' }));
    assertAllRefused(stdout);
    assert.equal(exit.code, 0);
  });

  it('hands on no file descriptor that placard inherited', () => {
    const command = launch(ask('everything', hostFacts()));
    // Node.js closes low ones itself; this one is beyond where it looks.
    const output = execFileSync('perl', [
      '-e',
      'use POSIX; open(F,"<",shift); dup2(fileno(F),200); exec @ARGV',
      secretFile,
      ...command,
    ]);
    assert.equal(JSON.parse(JSON.parse(output.toString()).stdout)['find an open descriptor'], 'absent');
  });

  it('has no way to the terminal', () => {
    const quote = (words: string[]) => words.map((word) => `'${word}'`).join(' ');
    const inTerminal = (words: string[]) =>
      execFileSync('script', ['-qec', quote(words), '/dev/null'], { encoding: 'utf8' });
    const hostile = join(sources, 'bubblewrap/fixtures/hostile.ts');
    assert.equal(inTerminal([node, hostile, 'terminal']), 'done');
    assert.equal(JSON.parse(inTerminal(launch(ask('terminal')))).stdout, 'ENXIO');
  });

  const bombs: [string, string, Partial<SandboxLimits>, string][] = [
    ['fork bomb', '', { processes: 8, memoryBytes: 2 * 1024 ** 3 }, 'processes'],
    ['memory bomb of several', '120', {}, 'memory'],
    ['processor burn of several', '', { cpuSeconds: 1 }, 'cpu-time'],
    ['endless output', '', {}, 'output'],
    ['linger', 'parent', { wallMs: 700 }, 'wall-time'],
  ];
  for (const [mode, argument, changed, stoppedBy] of bombs) {
    it(`stops ${mode}: ${stoppedBy}`, async () => {
      const { stdout, exit } = await run(ask(mode, argument, changed));
      assert.equal(exit.stoppedBy, stoppedBy);
      assert.ok(stdout.length <= limits.outputBytes);
      if (stoppedBy === 'memory') assert.ok(exit.peakMemoryBytes > limits.memoryBytes / 2);
      assertNothingLeft(mode);
    });
  }

  it('leaves no orphan when the program ends by itself', async () => {
    const { exit } = await run(ask('leave an orphan'));
    assert.equal(exit.code, 0);
    assertNothingLeft('orphan');
  });

  it('ends at once when asked to', async () => {
    const started = sandbox.start(ask('linger', 'parent'));
    started.stderr.resume();
    await once(started.stdout, 'data');
    started.kill();
    assert.equal((await started.exited).signal, 'SIGKILL');
    assertNothingLeft('linger');
  });

  it('launches nothing when it is stopped before it began', async () => {
    const started = sandbox.start(ask('allowed things', '/writable'));
    started.kill();
    assert.equal(await text(started.stdout), '');
    assert.equal((await started.exited).stoppedBy, null);
  });

  it('dies with its parent', async () => {
    const [program = '', ...args] = launch(ask('linger', 'parent'), 'follow');
    const parent = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(parent.stdout, 'data');
    assert.notEqual(listRunning('linger').length, 0);
    parent.kill('SIGKILL');
    for (let waited = 0; waited < 2000 && listRunning('linger').length > 0; waited += 20) await sleep(20);
    assertNothingLeft('linger');
  });

  it('refuses a NUL, with which a variable could add options of bubblewrap', () => {
    const request = { ...ask('everything'), env: { A: 'b\0--bind\0/\0/host' } };
    assert.throws(() => sandbox.start(request), TypeError);
  });

  it('says what failed where bubblewrap cannot begin', async () => {
    const { stderr, exit } = await run({
      ...ask('everything'),
      mounts: [{ from: '/nowhere', to: '/opt', writable: false }],
    });
    assert.match(stderr, /nowhere/);
    assert.equal(exit.code, 1);
  });
});

describe('without bubblewrap', () => {
  it('says what to install', async () => {
    const missing = await bubblewrap('/nowhere/bwrap').check();
    assert.ok(!missing.works && missing.mend.includes('apt-get install bubblewrap'));
  });

  it('launches nothing', async () => {
    const started = bubblewrap('/nowhere/bwrap').start({
      program: '/usr/bin/env',
      args: [],
      env: {},
      mounts: [],
      cwd: '/',
      network: 'none',
      limits,
    });
    assert.equal(await text(started.stdout), '');
    assert.deepEqual(await started.exited, { code: null, signal: null, stoppedBy: null, peakMemoryBytes: 0 });
  });
});

function assertNothingLeft(mode: string): void {
  assert.deepEqual(listRunning(mode), []);
}

/** Host processes, zombies excepted, that run the hostile program in this mode. */
function listRunning(mode: string): string[] {
  return fs.readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const words = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      return (
        words.includes('/opt/node') ||
        (words.some((word) => word.endsWith('/hostile.ts')) && words.includes(mode))
      );
    } catch {
      return false;
    }
  });
}
