import type { ProcessRow } from './list-processes.ts';
import type { TreeUsage } from './measure.ts';

/** A process tree that is followed from one reading of the machine's processes to the next. */
export interface FollowedTree {
  /** Takes a new reading; gives what the tree uses now, with the processor time of those that have ended. */
  update(rows: ProcessRow[]): TreeUsage;
  /** Those of the last reading that still run. */
  living(): number[];
}

/**
 * Follows a tree where nothing else holds it together: a process is of the tree once its parent or its process group was
 * seen to be, and stays so when its parent ends. One that leaves its group and loses its parent between two readings is
 * not seen.
 * @param root leader of a process group of its own.
 */
export function followTree(root: number): FollowedTree {
  let members = new Map<number, ProcessRow>();
  let spentSeconds = 0;

  return {
    update(rows) {
      const found = findMembers(root, members, rows);
      for (const [pid, { cpuSeconds }] of members) if (!found.has(pid)) spentSeconds += cpuSeconds;
      members = found;
      const all = [...members.values()];
      return {
        memoryBytes: all.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0),
        cpuSeconds: all.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, spentSeconds),
        processes: all.filter(({ isZombie }) => !isZombie).length,
      };
    },
    living: () => [...members.values()].flatMap(({ pid, isZombie }) => (isZombie ? [] : pid)),
  };
}

function findMembers(
  root: number,
  known: Map<number, ProcessRow>,
  rows: ProcessRow[],
): Map<number, ProcessRow> {
  const found = new Map<number, ProcessRow>();
  const groups = new Set([root]);
  const add = (row: ProcessRow) => {
    found.set(row.pid, row);
    groups.add(row.group);
  };
  for (const row of rows) if (row.pid === root || known.has(row.pid)) add(row);
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const row of rows)
      if (!found.has(row.pid) && (found.has(row.parent) || groups.has(row.group))) add(row);
  }
  return found;
}
