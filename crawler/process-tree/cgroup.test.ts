import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeCgroup } from './cgroup.ts';

const limits = { wallMs: 1, cpuSeconds: 1, memoryBytes: 2 ** 20, processes: 4, openFiles: 1, outputBytes: 1 };

test('in version 2 the group stands under the nearest ancestor that delegates; leftovers go', async (context) => {
  const top = mkdtempSync(join(tmpdir(), 'placard-cgroup-'));
  context.after(() => rmSync(top, { recursive: true }));
  const slice = join(top, 'app.slice');
  mkdirSync(join(slice, 'terminal.scope'), { recursive: true });
  // No process has this number: it is beyond the kernel's highest.
  mkdirSync(join(slice, 'placard-4194305-1'));
  writeFileSync(join(slice, 'cgroup.subtree_control'), 'cpu memory pids\n');
  writeFileSync(join(slice, 'terminal.scope/cgroup.subtree_control'), '\n');
  writeFileSync(join(top, 'mountinfo'), `30 24 0:26 / ${top} rw - cgroup2 cgroup2 rw\n`);
  writeFileSync(join(top, 'cgroup'), '0::/app.slice/terminal.scope\n');

  const cgroup = makeCgroup(limits, top);
  assert.ok(cgroup);
  assert.equal(existsSync(join(slice, 'placard-4194305-1')), false);
  const [name = ''] = readdirSync(slice).filter((entry) => entry.startsWith('placard-'));
  assert.match(name, new RegExp(`^placard-${process.pid}-`));
  assert.equal(cgroup.limitMet(), null);
  writeFileSync(join(slice, name, 'memory.events'), 'oom 1\noom_kill 1\n');
  assert.equal(cgroup.limitMet(), 'memory');
  rmSync(join(slice, name, 'memory.events'));
  await cgroup.remove();
  assert.equal(existsSync(join(slice, name)), false);
});

test('where none may be made there is none', () => {
  assert.equal(makeCgroup(limits, '/nowhere'), null);
});
