import type Database from 'better-sqlite3';
import type { Candidate } from '../crawler/candidate.ts';
import type { Json } from '../crawler/json.ts';

/** What the sources last said of servers that may be there, and how far each of them was read. */
export interface Claims {
  /** Where to go on in a source; null where nothing of it was kept. */
  checkpoint(source: string): Json | null;
  /** Stores a page of a source together with the place behind it, whole or not at all. A newer claim takes the place of an older one. */
  keepPage(
    source: string,
    page: { candidates: { coordinate: string; candidate: Candidate }[]; checkpoint: Json },
  ): void;
  /** All claims, in code unit order of the coordinates, then of the sources. */
  candidates(): IterableIterator<Candidate>;
}

/** @param guard runs an access to the database and explains its faults. */
export function makeClaims(database: Database.Database, guard: <T>(run: () => T) => T): Claims {
  const findCheckpoint = database.prepare<[string], { checkpoint: string }>(
    'SELECT checkpoint FROM discovery WHERE source = ?',
  );
  const setCheckpoint = database.prepare(
    'INSERT INTO discovery (source, checkpoint) VALUES (?, ?) ON CONFLICT DO UPDATE SET checkpoint = excluded.checkpoint',
  );
  const setCandidate = database.prepare(`
    INSERT INTO candidate (source, coordinate, seen_at, body) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at, body = excluded.body`);
  const keepPage = database.transaction((source: string, page: Parameters<Claims['keepPage']>[1]) => {
    for (const { coordinate, candidate } of page.candidates)
      setCandidate.run(source, coordinate, candidate.seenAt, JSON.stringify(candidate));
    setCheckpoint.run(source, JSON.stringify(page.checkpoint));
  });
  const all = database.prepare<[], { body: string }>(
    'SELECT body FROM candidate ORDER BY coordinate, source',
  );
  return {
    checkpoint: (source) =>
      guard(() => {
        const row = findCheckpoint.get(source);
        return row === undefined ? null : JSON.parse(row.checkpoint);
      }),
    keepPage: (source, page) => guard(() => keepPage.immediate(source, page)),
    *candidates() {
      for (const { body } of guard(() => all.all())) yield JSON.parse(body);
    },
  };
}
