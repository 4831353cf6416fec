import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { PassThrough, type Readable, Writable } from 'node:stream';
import { json, text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { makeCgroup } from '../../process-tree/cgroup.ts';
import { countOutput } from '../../process-tree/count-output.ts';
import { endProcess, readExit } from '../../process-tree/end.ts';
import { isGone } from '../../process-tree/measure.ts';
import { waitsOnPort } from '../../process-tree/ports.ts';
import { watchTree } from '../../process-tree/watch.ts';
import {
  type Sandbox,
  type SandboxExit,
  type SandboxedProcess,
  type SandboxRequest,
  type StoppedBy,
  trialRequest,
} from '../../sandbox.ts';
import { bubblewrapOptions, limitedCommand } from './arguments.ts';
import { withoutInherited } from './descriptors.ts';
import { installBubblewrap, mendTrial, mendVersion } from './mend.ts';

/** Bubblewrap's file descriptors beside the standard streams; those of made files follow. */
const infoAt = 3;
const startAt = 4;
const optionsAt = 5;
const filesAt = 6;

/**
 * Namespaces made by bubblewrap, limits held by the kernel and by a watcher. Needs Linux, and no root.
 * With the network of the host come its abstract Unix sockets, which have no other door.
 * Where no control group may be made, memory files that nobody has mapped (memfd) are not counted.
 * @param program bubblewrap's own, by name or path.
 */
export function bubblewrap(program = 'bwrap'): Sandbox {
  return {
    id: 'bubblewrap',
    check: () => checkBubblewrap(program),
    start: (request) => startInBubblewrap(program, request),
  };
}

async function checkBubblewrap(program: string): ReturnType<Sandbox['check']> {
  if (process.platform !== 'linux') {
    return {
      works: false,
      mend: 'Run placard on Linux (a virtual machine will do): its sandbox is bubblewrap.',
    };
  }
  const version = await readVersion(program);
  if (version === null) return { works: false, mend: installBubblewrap };
  const mend = mendVersion(version);
  if (mend !== null) return { works: false, mend };
  const trial = startInBubblewrap(program, trialRequest);
  trial.stdout.resume();
  const [message, { code }] = await Promise.all([text(trial.stderr), trial.exited]);
  return code === 0 ? { works: true, version } : { works: false, mend: mendTrial(message) };
}

async function readVersion(program: string): Promise<string | null> {
  try {
    return (await promisify(execFile)(program, ['--version'])).stdout.trim();
  } catch {
    return null;
  }
}

function startInBubblewrap(program: string, request: SandboxRequest): SandboxedProcess {
  const { options, files } = bubblewrapOptions(request, filesAt);
  const descriptors = ['--info-fd', `${infoAt}`, '--block-fd', `${startAt}`, '--args', `${optionsAt}`];
  const command = limitedCommand(request, readFileSync('/proc/self/limits', 'utf8'));
  const ownDescriptors = filesAt + files.length;
  const child = withoutInherited(ownDescriptors, (inherited, nothing) => {
    const stdio: ('pipe' | number)[] = Array.from({ length: ownDescriptors }, () => 'pipe');
    for (const descriptor of inherited) stdio[descriptor] = nothing;
    return spawn(program, [...descriptors, '--', ...command], {
      env: { PATH: process.env.PATH },
      // Out of reach of Ctrl-C, which a terminal sends to every process of placard's group.
      detached: true,
      stdio: Array.from(stdio, (entry) => entry ?? 'ignore'),
    });
  });
  for (const stream of child.stdio) stream?.on('error', ignoreBrokenPipe);
  send(child, optionsAt, options.map((option) => `${option}\0`).join(''));
  for (const [position, { content }] of files.entries()) send(child, filesAt + position, content);

  let init: number | null = null;
  let stoppedBy: StoppedBy | null = null;
  let isStopped = false;
  const stop = (reason: StoppedBy | null) => {
    if (isStopped) return;
    isStopped = true;
    stoppedBy = reason;
    kill(child, init);
  };
  const cgroup = makeCgroup(request.limits);
  const wallTimer = setTimeout(stop, request.limits.wallMs, 'wall-time');
  const output = countOutput(request.limits.outputBytes, () => stop('output'));
  const watch = readInit(child).then((pid) => {
    if (pid === null || isStopped) return kill(child, pid);
    init = pid;
    cgroup?.add(pid);
    // It has waited for this, so that nothing of the program runs outside the control group.
    send(child, startAt, 'go');
    return watchTree(pid, request.limits, cgroup, stop);
  });

  const exited = waitForExit(child).then(async (exit): Promise<SandboxExit> => {
    clearTimeout(wallTimer);
    const endWatch = await watch;
    while (init !== null && !isGone(init)) await sleep(2);
    if (!isStopped) stoppedBy = cgroup?.limitMet() ?? null;
    isStopped = true;
    await cgroup?.remove();
    return { ...exit, stoppedBy, peakMemoryBytes: endWatch?.() ?? 0 };
  });
  return {
    stdin: child.stdin ?? new PassThrough(),
    stdout: output(child.stdout),
    stderr: output(child.stderr),
    exited,
    kill: () => stop(null),
    waitsOnPort: () => init !== null && request.network === 'none' && waitsOnPort(init),
  };
}

/** A write to what has ended is no fault: `exited` tells of the end. */
function ignoreBrokenPipe(): void {}

function send(child: ChildProcess, descriptor: number, content: string): void {
  const stream = child.stdio[descriptor];
  if (stream instanceof Writable) stream.end(content);
}

/** The first process of the new process namespace, as the host numbers it; null where bubblewrap failed before. */
async function readInit(child: ChildProcess): Promise<number | null> {
  try {
    const answer = await json(child.stdio[infoAt] as Readable);
    const hasInit = typeof answer === 'object' && answer !== null && 'child-pid' in answer;
    return hasInit && typeof answer['child-pid'] === 'number' ? answer['child-pid'] : null;
  } catch {
    return null;
  }
}

/** The end of a namespace's first process is the end of all, and bubblewrap ends after it; before, bubblewrap's own. */
function kill(child: ChildProcess, init: number | null): void {
  if (init === null || isGone(init)) {
    child.kill('SIGKILL');
    return;
  }
  endProcess(init);
}

function waitForExit(child: ChildProcess): Promise<Pick<SandboxExit, 'code' | 'signal'>> {
  return new Promise((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null }));
    child.once('exit', (code, signal) => resolve(readExit(code, signal)));
  });
}
