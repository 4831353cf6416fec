import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { followTree } from './follow-tree.ts';
import { listProcesses, type ProcessRow, readProcesses } from './list-processes.ts';

function row(pid: number, parent: number, group: number, more: Partial<ProcessRow> = {}): ProcessRow {
  return { pid, parent, group, user: 1, memoryBytes: 10, cpuSeconds: 1, isZombie: false, ...more };
}

test('the lines of both systems are read', () => {
  const macos =
    '    1     0     1     0  14368   9:01.37 Ss  \n  501   400   501   501    100 103:05.20 R+  \n';
  assert.deepEqual(
    readProcesses(macos).map(({ pid, cpuSeconds }) => [pid, cpuSeconds]),
    [
      [1, 541.37],
      [501, 6185.2],
    ],
  );
  const linux = '    7     1     7  1000   2048 1-00:03:05 Zs\n  9 7 7 1000 - 00:00:01 S\n';
  assert.deepEqual(readProcesses(linux), [
    { ...row(7, 1, 7), user: 1000, memoryBytes: 2 * 1024 ** 2, cpuSeconds: 86_585, isZombie: true },
  ]);
});

test('a reading holds this very process', async () => {
  const own = (await listProcesses()).find(({ pid }) => pid === process.pid);
  assert.ok(own && own.parent === process.ppid && own.memoryBytes > 10 * 1024 ** 2);
  assert.equal(own.user, process.getuid?.());
});

test('children, their children and their groups are of the tree, and nobody else', () => {
  const tree = followTree(10);
  const rows = [row(1, 0, 1), row(13, 12, 12), row(10, 5, 10), row(12, 10, 12), row(5, 1, 5), row(6, 1, 10)];
  assert.deepEqual(tree.update(rows), { memoryBytes: 40, cpuSeconds: 4, processes: 4 });
  assert.deepEqual(tree.living().toSorted(), [10, 12, 13, 6]);
});

test('a process stays when its parent ends, and the time of the dead is kept', () => {
  const tree = followTree(10);
  tree.update([row(10, 5, 10), row(11, 10, 11, { cpuSeconds: 3 }), row(12, 11, 12)]);
  const after = tree.update([row(10, 5, 10), row(12, 1, 12), row(13, 12, 13), row(14, 1, 14)]);
  assert.deepEqual(after, { memoryBytes: 30, cpuSeconds: 6, processes: 3 });
  tree.update([row(12, 1, 12, { isZombie: true })]);
  assert.deepEqual(tree.living(), []);
});

test('a real process that left its group and lost its parent is found', async () => {
  const orphan = 'setTimeout(() => {}, 60000)';
  const middle = `const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(orphan)}], { detached: true, stdio: 'ignore' }); child.unref(); setTimeout(() => console.log(child.pid), 1000)`;
  const root = spawn(process.execPath, ['-e', middle], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const tree = followTree(root.pid ?? 0);
  let pid = 0;
  root.stdout.on('data', (data: Buffer) => {
    pid = Number(data);
  });
  const ended = once(root, 'exit');
  let isOver = false;
  ended.then(() => {
    isOver = true;
  });
  while (!isOver) {
    tree.update(await listProcesses());
    await sleep(50);
  }
  tree.update(await listProcesses());
  assert.deepEqual(tree.living(), [pid]);
  process.kill(pid, 'SIGKILL');
});
