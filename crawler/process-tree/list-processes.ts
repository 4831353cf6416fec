import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** A process of this machine at one moment. */
export interface ProcessRow {
  pid: number;
  parent: number;
  group: number;
  /** Number of the user whose it is. */
  user: number;
  /** Resident memory, with what it shares with others. */
  memoryBytes: number;
  /** Of itself, not of its children. */
  cpuSeconds: number;
  /** It has ended, and nobody has taken notice yet. */
  isZombie: boolean;
}

const columns = ['pid', 'ppid', 'pgid', 'uid', 'rss', 'time', 'stat'];

/** All processes of this machine, as `ps` tells of them on macOS and Linux alike. */
export async function listProcesses(): Promise<ProcessRow[]> {
  const args = ['-A', ...columns.flatMap((column) => ['-o', `${column}=`])];
  // In other languages a comma stands in the time.
  const env = { PATH: process.env.PATH, LC_ALL: 'C' };
  const { stdout } = await promisify(execFile)('ps', args, { env, maxBuffer: 16 * 1024 ** 2 });
  return readProcesses(stdout);
}

/** Reads what `ps` printed; a line of another shape is passed over. */
export function readProcesses(printed: string): ProcessRow[] {
  return printed.split('\n').flatMap((line) => {
    const [pid, parent, group, user, kibibytes, time = '', state = ''] = line.trim().split(/\s+/);
    const numbers = [pid, parent, group, user, kibibytes].map(Number);
    if (numbers.some((number) => !Number.isSafeInteger(number)) || state === '') return [];
    const [ownPid = 0, ownParent = 0, ownGroup = 0, ownUser = 0, resident = 0] = numbers;
    return {
      pid: ownPid,
      parent: ownParent,
      group: ownGroup,
      user: ownUser,
      memoryBytes: resident * 1024,
      cpuSeconds: readTime(time),
      isZombie: state.startsWith('Z'),
    };
  });
}

/** `3:05.20` on macOS, where minutes may pass 60; `1-00:03:05` on Linux. */
function readTime(time: string): number {
  const [days, clock = ''] = time.includes('-') ? time.split('-') : ['0', time];
  const seconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return Number(days) * 86_400 + seconds;
}
