/** Counts by reason; `counts` holds what was counted so far. */
export interface Tally {
  counts: Record<string, number>;
  add(reason: string): void;
}

export function makeTally(): Tally {
  const counts: Record<string, number> = {};
  return {
    counts,
    add(reason) {
      counts[reason] = (counts[reason] ?? 0) + 1;
    },
  };
}
