/** The catalogue file cannot be used; the message names the file, says why, and what to do. */
export class CatalogueError extends Error {
  override name = 'CatalogueError';
}

/** Runs something on the catalogue, and turns what SQLite reports of the file or disk into one clear sentence. */
export function explainFaults<T>(file: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const sentence = sentences.find(([prefix]) => code.startsWith(prefix))?.[1];
    if (sentence === undefined) throw error;
    throw new CatalogueError(`${file} ${sentence}`, { cause: error });
  }
}

const sentences: [code: string, sentence: string][] = [
  ['SQLITE_NOTADB', 'is no SQLite database: name another file with --catalogue.'],
  ['SQLITE_CORRUPT', 'is damaged: restore it from a copy, or name another file with --catalogue.'],
  ['SQLITE_BUSY', 'is locked by another program: wait until that one ends, then run this again.'],
  [
    'SQLITE_FULL',
    'cannot grow, for its disk is full: what was stored before is kept; make room and run this again.',
  ],
  ['SQLITE_READONLY', 'may not be written: check its permissions.'],
  ['SQLITE_CANTOPEN', 'cannot be opened: check that its folder exists and may be used.'],
  ['SQLITE_IOERR', 'cannot be read or written by the system: check its disk.'],
];
