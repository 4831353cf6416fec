import { readFileSync } from 'node:fs';

/** Whether anybody in the network of a process waits for connections of TCP; no where that cannot be read. */
export function waitsOnPort(pid: number): boolean {
  return ['tcp', 'tcp6'].some((kind) => {
    try {
      const table = readFileSync(`/proc/${pid}/net/${kind}`, 'latin1');
      // The fourth column is the state: 0A is LISTEN.
      return /^\s*\d+: \S+ \S+ 0A /m.test(table);
    } catch {
      return false;
    }
  });
}
