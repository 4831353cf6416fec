import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { PassThrough } from 'node:stream';
import { z } from 'zod';
import { openCgroup } from '../process-tree/cgroup.ts';
import { countOutput } from '../process-tree/count-output.ts';
import { waitsOnPort } from '../process-tree/ports.ts';
import { watchTree } from '../process-tree/watch.ts';
import type { SandboxExit, SandboxedProcess, StoppedBy } from '../sandbox.ts';
import { type ContainerRequest, containerOptions } from './arguments.ts';
import { type Engine, runEngine } from './engine.ts';

const stateSchema = z.object({
  Id: z.string(),
  State: z.object({ Pid: z.number(), ExitCode: z.number(), OOMKilled: z.boolean().default(false) }),
});

/** Names of containers, as an engine takes them. */
interface ContainerNames {
  /** Its own. */
  name?: string;
  /** That of one that may share its network, and that has to go before it. */
  sharer?: string;
}

/**
 * Starts a request in a container of its image. The container is removed at its end, and also where placard itself
 * ends without a word: then by a shell that waits for that.
 */
export function startContainer(
  engine: Engine,
  request: ContainerRequest,
  { name = `placard-${randomUUID()}`, sharer }: ContainerNames = {},
): SandboxedProcess {
  const options = containerOptions(request, engine.id);
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  stdin.on('error', () => {});
  let stoppedBy: StoppedBy | null = null;
  let isStopped = false;
  let remover: ChildProcess | null = null;
  const stop = (reason: StoppedBy | null) => {
    if (isStopped) return;
    isStopped = true;
    stoppedBy = reason;
    remover?.stdin?.end();
  };
  const timer = setTimeout(stop, request.limits.wallMs, 'wall-time');
  let first: number | null = null;
  return {
    stdin,
    stdout,
    stderr,
    exited: run(),
    kill: () => stop(null),
    waitsOnPort: () => first !== null && request.network === 'none' && waitsOnPort(first),
  };

  async function run(): Promise<SandboxExit> {
    const created = await runEngine(engine, ['create', '--name', name, ...options]);
    if (created.code !== 0 || isStopped) {
      clearTimeout(timer);
      if (created.code === 0) await runEngine(engine, ['rm', '--force', name]);
      stdout.end();
      stderr.end(created.code === 0 ? '' : created.stderr);
      return { code: created.code || null, signal: null, stoppedBy, peakMemoryBytes: 0 };
    }
    remover = watchOver(engine, sharer === undefined ? [name] : [sharer, name]);
    const removed = once(remover, 'close');
    const client = spawn(engine.program, [...engine.options, 'start', '--attach', '--interactive', name], {
      // Out of reach of Ctrl-C, which a terminal sends to every process of placard's group.
      detached: true,
      // Where podman's monitor leaves a file when a container runs out of memory.
      cwd: tmpdir(),
    });
    for (const stream of client.stdio) stream?.on('error', () => {});
    const output = countOutput(request.limits.outputBytes, () => stop('output'));
    stdin.pipe(client.stdin);
    output(client.stdout).pipe(stdout);
    output(client.stderr).pipe(stderr);
    const ended = waitForEnd(client);
    const peak = await follow(ended);
    clearTimeout(timer);
    const state = isStopped ? null : await readState(engine, name);
    if (state?.State.OOMKilled) stoppedBy ??= 'memory';
    const wasStopped = isStopped;
    stop(stoppedBy);
    await removed;
    const code = await ended;
    return {
      ...(wasStopped ? { code: null, signal: 'SIGKILL' as const } : { code, signal: null }),
      stoppedBy,
      peakMemoryBytes: peak,
    };
  }

  /** Measures it until its end, where its processes are to be seen from here; an engine may be on another machine. */
  async function follow(ended: Promise<number | null>): Promise<number> {
    let endWatch: (() => number) | null = null;
    const watching = findProcess(engine, name, ended).then((pid) => {
      if (pid === null) return;
      first = pid;
      const cgroup = openCgroup(pid);
      endWatch = watchTree(pid, request.limits, cgroup, stop, true);
    });
    await ended;
    await watching;
    return (endWatch as (() => number) | null)?.() ?? 0;
  }
}

/**
 * A shell that removes containers, the last of which is to go, as soon as nobody holds its standard input any more. It
 * tries again, for one that shares its network may just have been made.
 */
function watchOver({ program, options }: Engine, names: string[]): ChildProcess {
  const remove = names.map((name) => `"$@" ${name}`).join('; ');
  const script = `exec >/dev/null 2>&1; cat; for attempt in 1 2 3 4 5; do ${remove} && exit; sleep 0.2; done`;
  return spawn('/bin/sh', ['-c', script, 'sh', program, ...options, 'rm', '--force', '--volumes'], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
}

async function waitForEnd(client: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    client.once('error', () => resolve(null));
    client.once('exit', (code) => resolve(code));
  });
}

/** What the engine says of a container; null where it knows none. */
export async function readState(engine: Engine, name: string): Promise<z.infer<typeof stateSchema> | null> {
  const { stdout } = await runEngine(engine, ['container', 'inspect', name]);
  try {
    return z.tuple([stateSchema]).parse(JSON.parse(stdout))[0];
  } catch {
    return null;
  }
}

/** Its first process, as this machine numbers it; null where it has ended, or is to be seen elsewhere. */
async function findProcess(engine: Engine, name: string, ended: Promise<unknown>): Promise<number | null> {
  let isOver = false;
  ended.then(() => {
    isOver = true;
  });
  for (let attempt = 0; attempt < 50 && !isOver; attempt++) {
    const state = await readState(engine, name);
    if (state === null) return null;
    const { Pid: pid } = state.State;
    if (pid > 0) return isHere(pid, state.Id) ? pid : null;
  }
  return null;
}

/** Engines name a container's control group after it: another process with that number is none of it. */
function isHere(pid: number, id: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cgroup`, 'utf8').includes(id);
  } catch {
    return false;
  }
}
