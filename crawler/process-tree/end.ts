import { constants } from 'node:os';
import type { SandboxExit } from '../sandbox.ts';

/** How a command ended; bubblewrap tells of a program that a signal ended as shells do: 128 and the signal's number. */
export function readExit(
  code: number | null,
  signal: NodeJS.Signals | null,
): Pick<SandboxExit, 'code' | 'signal'> {
  const entry = Object.entries(constants.signals).find(([, number]) => code === 128 + number);
  return entry ? { code: null, signal: entry[0] as NodeJS.Signals } : { code, signal };
}

/** Ends a process, or a group where the number is negative, unless it ended by itself in this moment. */
export function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended in this moment.
  }
}
