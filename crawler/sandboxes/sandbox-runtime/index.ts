import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { lastLine } from '../../diagnosis.ts';
import { countOutput } from '../../process-tree/count-output.ts';
import {
  type Sandbox,
  type SandboxExit,
  type SandboxedProcess,
  type SandboxRequest,
  type StoppedBy,
  trialRequest,
} from '../../sandbox.ts';
import { configureLaunch } from './configuration.ts';
import { type HostView, viewFromHost } from './host-view.ts';
import type { Order } from './supervise.ts';

/**
 * What a program can do in it on Linux, and could not in bubblewrap as placard starts it. What it writes to those folders
 * is gone with it, but nothing bounds it.
 */
export const concessions = [
  'write to /etc',
  'write to /dev',
  "write a process's settings",
  'fill /tmp',
  'fill /dev/shm',
];

/**
 * Anthropic's sandbox-runtime: Seatbelt on macOS, bubblewrap by its own rules on Linux. Programs see the host's own paths,
 * of which they can read the system and what a request mounts.
 */
export function sandboxRuntime(): Sandbox {
  return { id: 'sandbox-runtime', showsHostPaths: true, check, start };
}

async function check(): ReturnType<Sandbox['check']> {
  if (process.platform !== 'darwin' && process.platform !== 'linux')
    return {
      works: false,
      mend: 'Run placard on macOS or Linux: sandbox-runtime locks up no program elsewhere.',
    };
  if (process.platform === 'linux' && process.getuid?.() === 0)
    return {
      works: false,
      mend: 'Run placard as another user than root, whose programs sandbox-runtime lets write settings of the kernel, or install bubblewrap.',
    };
  const trial = start(trialRequest);
  trial.stdout.resume();
  const [said, { code }] = await Promise.all([text(trial.stderr), trial.exited]);
  if (code === 0) return { works: true, version: `sandbox-runtime ${readVersion()}` };
  const needed = process.platform === 'linux' ? ' (bubblewrap is what it needs)' : '';
  return {
    works: false,
    mend: `Mend sandbox-runtime, which starts nothing${needed}: it said: ${lastLine(said)}`,
  };
}

function readVersion(): string {
  const entry = fileURLToPath(import.meta.resolve('@anthropic-ai/sandbox-runtime'));
  const { version } = JSON.parse(readFileSync(join(entry, '../../package.json'), 'utf8'));
  return z.string().parse(version);
}

const exitSchema = z.object({
  code: z.number().nullable(),
  signal: z.custom<NodeJS.Signals>((value) => typeof value === 'string').nullable(),
  stoppedBy: z.enum(['cpu-time', 'memory', 'processes']).nullable(),
  peakMemoryBytes: z.number(),
});

function start(request: SandboxRequest): SandboxedProcess {
  if (JSON.stringify(request).includes('\\u0000'))
    throw new TypeError('A path or variable of a sandbox request holds a NUL character.');
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'placard-launch-')));
  try {
    const view = viewFromHost(request, folder);
    const { request: said, ownFolders } = view;
    return supervise({ request: said, configuration: configureLaunch(view), folder, ownFolders }, view);
  } catch (error) {
    rmSync(folder, { recursive: true });
    return startNothing(error instanceof Error ? error.message : String(error));
  }
}

function supervise(order: Order, view: HostView): SandboxedProcess {
  const { limits } = order.request;
  const name = import.meta.url.endsWith('.ts') ? './supervise.ts' : './supervise.js';
  const child = spawn(process.execPath, [fileURLToPath(new URL(name, import.meta.url))], {
    env: { PATH: process.env.PATH },
    // Beside its working folder sandbox-runtime protects files with names of its own choice.
    cwd: order.folder,
    // Out of reach of Ctrl-C, which a terminal sends to every process of placard's group.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  for (const stream of child.stdio) stream?.on('error', ignoreBrokenPipe);
  const orders = child.stdio[3] as Readable & Writable;
  orders.write(`${JSON.stringify(order)}\n`);
  let stoppedBy: StoppedBy | null = null;
  let isStopped = false;
  const stop = (reason: StoppedBy | null) => {
    if (isStopped) return;
    isStopped = true;
    stoppedBy = reason;
    orders.end();
  };
  const timer = setTimeout(stop, limits.wallMs, 'wall-time');
  const output = countOutput(limits.outputBytes, () => stop('output'));
  const exited = Promise.all([
    text(orders).catch(() => ''),
    new Promise((resolve) => child.once('error', resolve).once('exit', resolve)),
  ]).then(([answer]): SandboxExit => {
    clearTimeout(timer);
    isStopped = true;
    const exit = readAnswer(answer);
    if (exit !== null) return { ...exit, stoppedBy: stoppedBy ?? exit.stoppedBy };
    rmSync(order.folder, { recursive: true, force: true });
    return { code: null, signal: null, stoppedBy, peakMemoryBytes: 0 };
  });
  return {
    stdin: child.stdin,
    stdout: output(child.stdout).pipe(view.toSandbox()),
    stderr: output(child.stderr).pipe(view.toSandbox()),
    exited,
    kill: () => stop(null),
  };
}

function readAnswer(answer: string): SandboxExit | null {
  try {
    return exitSchema.parse(JSON.parse(answer));
  } catch {
    return null;
  }
}

/** A write to what has ended is no fault: `exited` tells of the end. */
function ignoreBrokenPipe(): void {}

function startNothing(message: string): SandboxedProcess {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  stdin.resume();
  stdout.end();
  stderr.end(`${message}\n`);
  const exit = { code: null, signal: null, stoppedBy: null, peakMemoryBytes: 0 };
  return { stdin, stdout, stderr, exited: Promise.resolve(exit), kill: () => {} };
}
