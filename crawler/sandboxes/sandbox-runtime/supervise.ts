// Runs beside placard, one for each launch in sandbox-runtime: starts the command, measures its tree, ends the whole of it
// at a limit, at its own end or when placard lets go of descriptor 3, and removes the launch's folder. Reads one order
// there, and writes what came of it.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcess, readExit } from '../../process-tree/end.ts';
import { followTree } from '../../process-tree/follow-tree.ts';
import { listProcesses } from '../../process-tree/list-processes.ts';
import type { SandboxExit, SandboxLimits, SandboxRequest, StoppedBy } from '../../sandbox.ts';
import { configureSession, type LaunchConfiguration } from './configuration.ts';
import { limitedCommand } from './limited-command.ts';
import { measureFolders } from './measure-folders.ts';

/** What the supervisor is asked to do. */
export interface Order {
  /** In the host's paths. */
  request: SandboxRequest;
  configuration: LaunchConfiguration;
  /** Of this launch alone; removed at the end. */
  folder: string;
  /** Below it, what is empty at the start: what a program writes there counts as memory. */
  ownFolders: string[];
}

const intervalMs = 100;
/** How many readings of processes to one of folders, which takes longer. */
const readingsPerMeasure = 10;
const shell = '/bin/bash';

// Neither an interrupted terminal nor a hang-up is a reason to leave anything behind.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

const placard = new Socket({ fd: 3, allowHalfOpen: true });
let isLetGo = false;
let stop = () => {};
const letGo = () => {
  isLetGo = true;
  stop();
};
placard.on('error', letGo).on('end', letGo);
createInterface({ input: placard }).once('line', async (line) => {
  const order: Order = JSON.parse(line);
  let exit: SandboxExit = { code: null, signal: null, stoppedBy: null, peakMemoryBytes: 0 };
  try {
    exit = await carryOut(order);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  } finally {
    remove(order.folder);
    placard.end(`${JSON.stringify(exit)}\n`, () => process.exit());
  }
});

async function carryOut({ request, configuration, ownFolders }: Order): Promise<SandboxExit> {
  const rows = await listProcesses();
  const running = rows.filter(({ user }) => user === process.getuid?.()).length;
  const command = await wrap(limitedCommand(request, running), configuration);
  if (isLetGo) return { code: null, signal: null, stoppedBy: null, peakMemoryBytes: 0 };
  // Descriptors that placard was given without asking are closed: Node.js would hand those on.
  const closing = 'for f in /dev/fd/*; do n=$(basename "$f"); [ "$n" -gt 2 ] && eval "exec $n>&-"; done';
  const child = spawn(shell, ['--norc', '-c', `${closing}\nexec ${command}`], {
    // Where its input is a socket, a shell of the first level would run the user's settings.
    env: { PATH: process.env.PATH, SHLVL: '2' },
    // The program may not read the launch's folder as a whole, and a shell looks where it is.
    cwd: '/',
    detached: true,
    stdio: ['inherit', 'inherit', 'inherit'],
  });
  return follow(child, request.limits, ownFolders);
}

/** The one who knows sandbox-runtime: it takes a while to load, and keeps what it knows of a launch in itself. */
async function wrap(command: string, configuration: LaunchConfiguration): Promise<string> {
  const { SandboxManager } = await import('@anthropic-ai/sandbox-runtime');
  SandboxManager.updateConfig(configureSession(configuration));
  return SandboxManager.wrapWithSandbox(command, shell, configuration);
}

async function follow(
  child: ChildProcess,
  limits: SandboxLimits,
  ownFolders: string[],
): Promise<SandboxExit> {
  const root = child.pid;
  const ended = new Promise<Pick<SandboxExit, 'code' | 'signal'>>((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve({ code: null, signal: null });
    });
    child.once('exit', (code, signal) => resolve(readExit(code, signal)));
  });
  if (root === undefined) return { ...(await ended), stoppedBy: null, peakMemoryBytes: 0 };
  let isOver = false;
  let stoppedBy: StoppedBy | null = null;
  let peakMemoryBytes = 0;
  const tree = followTree(root);
  stop = () => endProcess(-root);
  if (isLetGo) stop();
  ended.then(() => {
    isOver = true;
  });
  let written = 0;
  for (let reading = 1; !isOver; reading++) {
    if (reading % readingsPerMeasure === 0) written = await measureFolders(ownFolders);
    const usage = tree.update(await listProcesses());
    usage.memoryBytes += written;
    peakMemoryBytes = Math.max(peakMemoryBytes, usage.memoryBytes);
    stoppedBy = isLetGo ? null : findLimit(usage, limits);
    if (isLetGo || stoppedBy !== null) break;
    await Promise.race([ended, sleep(intervalMs)]);
  }
  for (;;) {
    tree.update(await listProcesses());
    const living = tree.living();
    if (living.length === 0) break;
    for (const pid of [-root, ...living]) endProcess(pid);
    await sleep(10);
  }
  return { ...(await ended), stoppedBy, peakMemoryBytes };
}

function findLimit(
  usage: { memoryBytes: number; processes: number; cpuSeconds: number },
  limits: SandboxLimits,
): StoppedBy | null {
  if (usage.memoryBytes > limits.memoryBytes) return 'memory';
  if (usage.processes > limits.processes) return 'processes';
  return usage.cpuSeconds > limits.cpuSeconds ? 'cpu-time' : null;
}

/** A program may have forbidden its own folders to be emptied. */
function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    execFileSync('/bin/chmod', ['-R', 'u+rwX', folder]);
    rmSync(folder, { recursive: true, force: true });
  }
}
