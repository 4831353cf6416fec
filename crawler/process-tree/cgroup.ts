import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { limitThreads, type SandboxLimits } from '../sandbox.ts';

/** What the kernel counts of a process tree, as a whole. */
export interface CgroupReadings {
  /** Of all that ever ran in it; null where the kernel does not count. */
  cpuSeconds(): number | null;
  /** The limit that the kernel had to enforce. */
  limitMet(): 'memory' | 'processes' | null;
}

/** A control group of one process tree: the kernel itself holds the tree, as a whole, to its limits. */
export interface Cgroup extends CgroupReadings {
  /** Moves a process in; what it starts from then on is in as well. */
  add(pid: number): void;
  remove(): Promise<void>;
}

type Controller = 'memory' | 'pids' | 'cpuacct';
type Folders = Partial<Record<Controller, string>>;

/**
 * Makes a control group under (version 1) or near (version 2) placard's own, with as many of the limits as
 * the machine lets this user set.
 * Removes those of placards that are gone.
 * @param proc Where the kernel tells of this process.
 * @returns null where none may be made, as for most users without a delegated group.
 */
export function makeCgroup(limits: SandboxLimits, proc = '/proc/self'): Cgroup | null {
  const folders = makeFolders(
    findFolders(join(proc, 'cgroup'), join(proc, 'mountinfo'), findDelegatingFolder),
  );
  const { memory, pids, cpuacct } = folders;
  if (!memory && !pids && !cpuacct) return null;
  for (const file of ['memory.max', 'memory.limit_in_bytes', 'memory.memsw.limit_in_bytes']) {
    write(memory, file, Math.floor(limits.memoryBytes));
  }
  write(memory, 'memory.swap.max', 0);
  write(memory, 'memory.oom.group', 1);
  write(pids, 'pids.max', limitThreads(limits.processes));
  const all = [...new Set(Object.values(folders))];
  return {
    add: (pid) => {
      for (const folder of all) write(folder, 'cgroup.procs', pid);
    },
    remove: () => removeFolders(all),
    ...readCgroup(folders),
  };
}

/** The control group that a process is in, made by somebody else, such as a container engine. */
export function openCgroup(pid: number): CgroupReadings {
  // By placard's own mounts: those of a container show its own group as the root of all.
  return readCgroup(findFolders(`/proc/${pid}/cgroup`, '/proc/self/mountinfo', findCounting));
}

/** A group of version 2 beside others of version 1 may count nothing. */
function findCounting(own: string): string | null {
  return /\bmemory\b/.test(readText(join(own, 'cgroup.controllers'))) ? own : null;
}

function readCgroup({ memory, pids, cpuacct }: Folders): CgroupReadings {
  return {
    cpuSeconds: () =>
      scale(read(cpuacct, 'cpuacct.usage', /^(\d+)/), 1e-9) ??
      scale(read(cpuacct, 'cpu.stat', /^usage_usec (\d+)/m), 1e-6),
    limitMet: () => {
      const killed =
        read(memory, 'memory.events', /^oom_kill (\d+)/m) ??
        read(memory, 'memory.oom_control', /^oom_kill (\d+)/m);
      if (killed) return 'memory';
      return read(pids, 'pids.events', /^max (\d+)/m) ? 'processes' : null;
    },
  };
}

/**
 * The folders of a process's groups, by what they control.
 * @param choose of version 2, which has one group for all: that one, or another for it.
 */
function findFolders(
  groups: string,
  mountinfo: string,
  choose: (own: string, top: string) => string | null,
): Folders {
  const mounts = readText(mountinfo).split('\n').map(readMount);
  const parents: Folders = {};
  for (const line of readText(groups).split('\n')) {
    const [, controllers = '', path = ''] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    const wanted = controllers.split(',');
    const mount = mounts.find(({ type, options }) =>
      controllers === ''
        ? type === 'cgroup2'
        : type === 'cgroup' && wanted.some((name) => options.includes(name)),
    );
    if (!mount || path === '') continue;
    const own = join(mount.folder, relative(mount.root, path));
    if (mount.type === 'cgroup2') {
      const parent = choose(own, mount.folder);
      if (parent) Object.assign(parents, { memory: parent, pids: parent, cpuacct: parent });
      continue;
    }
    for (const name of ['memory', 'pids', 'cpuacct'] as const) if (wanted.includes(name)) parents[name] = own;
  }
  return parents;
}

function readMount(line: string) {
  const [before = '', after = ''] = line.split(' - ');
  const [, , , root = '', folder = ''] = before.split(' ');
  const [type = '', , options = ''] = after.split(' ');
  return { root, folder, type, options: options.split(',') };
}

/** In version 2 a group that holds processes has no controlled groups under it, so an ancestor must do. */
function findDelegatingFolder(own: string, top: string): string | null {
  for (let folder = own; folder === top || folder.startsWith(`${top}/`); folder = dirname(folder)) {
    const controllers = readText(join(folder, 'cgroup.subtree_control')).trim().split(' ');
    if (controllers.includes('memory') && controllers.includes('pids')) return folder;
  }
  return null;
}

let made = 0;

function makeFolders(parents: Folders): Folders {
  made += 1;
  const folders: Folders = {};
  for (const [controller, parent] of Object.entries(parents)) {
    try {
      removeLeftovers(parent);
      const folder = join(parent, `placard-${process.pid}-${made}`);
      mkdirSync(folder, { recursive: true });
      folders[controller as Controller] = folder;
    } catch {
      // Not allowed: the watcher enforces this limit alone.
    }
  }
  return folders;
}

function removeLeftovers(parent: string): void {
  for (const name of readdirSync(parent)) {
    const maker = /^placard-(\d+)-\d+$/.exec(name)?.[1];
    if (maker !== undefined && !isRunning(Number(maker))) tryToRemove(join(parent, name));
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The kernel refuses for a moment after the last process has gone. */
async function removeFolders(folders: string[]): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (folders.filter((folder) => !tryToRemove(folder)).length === 0) return;
    await sleep(10);
  }
}

function tryToRemove(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT';
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function read(folder: string | undefined, file: string, pattern: RegExp): number | null {
  const found = folder === undefined ? null : pattern.exec(readText(join(folder, file)));
  return found ? Number(found[1]) : null;
}

/** Which files there are depends on the version and the kernel: one that is not there is passed over. */
function write(folder: string | undefined, file: string, value: number): void {
  if (folder === undefined) return;
  try {
    writeFileSync(join(folder, file), String(value), { flag: 'r+' });
  } catch {
    // As above.
  }
}

function scale(count: number | null, unit: number): number | null {
  return count === null ? null : count * unit;
}
