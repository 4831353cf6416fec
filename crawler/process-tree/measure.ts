import { readdirSync, readFileSync } from 'node:fs';

/** What a process tree uses at this moment. */
export interface TreeUsage {
  /** Resident memory that is the tree's own: files mapped from disk, which the kernel can drop, are left out. */
  memoryBytes: number;
  /** Of the living and of the dead whose parents waited for them. */
  cpuSeconds: number;
  processes: number;
}

/** Linux tells times to user space in hundredths of a second, whatever its own clock. */
const ticksPerSecond = 100;

/**
 * What all processes of a process namespace use, with its first only where that is the program's own.
 * They are read from the namespace's own /proc, so that none is missed, whoever its parent is.
 * @param init The namespace's first process, as the host numbers it. All is 0 where it is gone.
 */
export function measureTree(init: number, isOwn: boolean): TreeUsage {
  const proc = `/proc/${init}/root/proc`;
  const total: TreeUsage = { memoryBytes: 0, cpuSeconds: 0, processes: 0 };
  for (const pid of listProcesses(proc)) {
    try {
      total.cpuSeconds += readCpuSeconds(readFileSync(`${proc}/${pid}/stat`, 'latin1'));
      if (pid === '1' && !isOwn) continue;
      total.memoryBytes += readMemoryBytes(readFileSync(`${proc}/${pid}/status`, 'latin1'));
      total.processes += 1;
    } catch {
      // It ended between the listing and the reading.
    }
  }
  return total;
}

/** Whether a process has ended, and with a namespace's first process all others of the namespace. */
export function isGone(pid: number): boolean {
  try {
    return /^[ZX]/.test(fieldsOf(readFileSync(`/proc/${pid}/stat`, 'latin1'))[0] ?? '');
  } catch {
    return true;
  }
}

function listProcesses(proc: string): string[] {
  try {
    return readdirSync(proc).filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function readCpuSeconds(stat: string): number {
  const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = fieldsOf(stat)
    .slice(11, 15)
    .map(Number);
  return (user + system + childrenUser + childrenSystem) / ticksPerSecond;
}

/** From the state on. A process names itself, so what stands before the last bracket proves nothing. */
function fieldsOf(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function readMemoryBytes(status: string): number {
  const kibibytes = [...status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+) kB$/gm)].map(([, amount]) =>
    Number(amount),
  );
  return kibibytes.reduce((sum, amount) => sum + amount, 0) * 1024;
}
