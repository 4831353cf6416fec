import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { before, describe, it } from 'node:test';
import { holdToContract, listPossible, openWorkplace } from '../../fixtures/sandbox/contract.ts';
import { type SandboxRequest, trialRequest } from '../../sandbox.ts';
import { bubblewrap } from './index.ts';

const sandbox = bubblewrap();
const check = await sandbox.check();
// Other reasons than a missing program must fail here, for the set-up script installs it.
const skip = !check.works && check.mend.startsWith('Install bubblewrap') ? check.mend : false;

describe('bubblewrap', { skip }, () => {
  const workplace = openWorkplace();
  const { folder, node, hostile, ask, hostFacts } = workplace;
  const own = join(folder, 'crawler');

  /** A copy of the sandbox's own code, so that an ordinary user can start it. */
  before(() => {
    const crawler = join(import.meta.dirname, '..', '..');
    cpSync(join(crawler, 'sandboxes', 'bubblewrap'), join(own, 'sandboxes', 'bubblewrap'), {
      recursive: true,
    });
    cpSync(join(crawler, 'process-tree'), join(own, 'process-tree'), { recursive: true });
    for (const file of ['sandbox.ts', 'host-system.ts']) copyFileSync(join(crawler, file), join(own, file));
    writeFileSync(join(own, 'package.json'), '{"type":"module"}');
  });

  /** The arguments that start the sandbox from a program of its own. */
  const launch = (request: SandboxRequest) => [
    node,
    join(own, 'sandboxes/bubblewrap/fixtures/launch.ts'),
    workplace.keep(request),
  ];

  holdToContract(sandbox, workplace);

  it('needs no root', () => {
    const [program = '', ...args] = launch(ask('everything', hostFacts()));
    const asUser =
      process.getuid?.() === 0 ? ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'] : [];
    const [first = '', ...rest] = [...asUser, program, ...args];
    const { stdout, exit } = JSON.parse(execFileSync(first, rest, { encoding: 'utf8' }));
    assert.deepEqual(listPossible(stdout), []);
    assert.equal(exit.code, 0);
  });

  it('hands on no file descriptor that placard inherited', () => {
    const command = launch(ask('everything', hostFacts()));
    // Node.js closes low ones itself; this one is beyond where it looks.
    const output = execFileSync('perl', [
      '-e',
      'use POSIX; open(F,"<",shift); dup2(fileno(F),200); exec @ARGV',
      join(folder, 'secret'),
      ...command,
    ]);
    assert.equal(JSON.parse(JSON.parse(output.toString()).stdout)['find an open descriptor'], 'absent');
  });

  it('has no way to the terminal', () => {
    const quote = (words: string[]) => words.map((word) => `'${word}'`).join(' ');
    const inTerminal = (words: string[]) =>
      execFileSync('script', ['-qec', quote(words), '/dev/null'], { encoding: 'utf8' });
    assert.equal(inTerminal([node, hostile, 'terminal']), 'done');
    assert.equal(JSON.parse(inTerminal(launch(ask('terminal')))).stdout, 'ENXIO');
  });
});

describe('without bubblewrap', () => {
  it('says what to install', async () => {
    const missing = await bubblewrap('/nowhere/bwrap').check();
    assert.ok(!missing.works && missing.mend.includes('apt-get install bubblewrap'));
  });

  it('launches nothing', async () => {
    const started = bubblewrap('/nowhere/bwrap').start(trialRequest);
    assert.equal(await text(started.stdout), '');
    assert.deepEqual(await started.exited, { code: null, signal: null, stoppedBy: null, peakMemoryBytes: 0 });
  });
});
