import { setTimeout as sleep } from 'node:timers/promises';

/** Runs what belongs to one key one after the other, in the order in which it was asked for. */
export type TakeTurns = <T>(key: string, run: () => Promise<T>) => Promise<T>;

/** @param gapMs between the end of one and the beginning of the next. */
export function makeTurns(gapMs: number): TakeTurns {
  const last = new Map<string, Promise<void>>();
  return (key, run) => {
    const turn = Promise.resolve(last.get(key)).then(run);
    const end = turn
      .then(
        () => {},
        () => {},
      )
      .then(() => sleep(gapMs, undefined, { ref: false }));
    last.set(key, end);
    void end.then(() => {
      if (last.get(key) === end) last.delete(key);
    });
    return turn;
  };
}
