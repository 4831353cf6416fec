import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { CatalogueError, explainFaults } from './catalogue-error.ts';

/** Marks a SQLite file as a placard catalogue: "plcd" in ASCII. */
const applicationId = 0x706c6364;
const migrationsFolder = join(import.meta.dirname, 'migrations');

/**
 * Opens the catalogue file, making it and bringing it up to date where that is needed.
 * A catalogue whose writer was killed opens as of its last finished transaction.
 * @throws CatalogueError where the file is something else, damaged, locked, newer than this placard, or out of reach.
 */
export function openDatabase(file: string): Database.Database {
  if (!existsSync(dirname(file)))
    throw new CatalogueError(`${file} cannot be made, for its folder does not exist: make it.`);
  return explainFaults(file, () => {
    const database = new Database(file, { timeout: 10_000 });
    try {
      refuseForeignFile(database, file);
      database.pragma('journal_mode = WAL');
      database.pragma('synchronous = NORMAL');
      database.pragma('foreign_keys = ON');
      migrate(database, file);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

function refuseForeignFile(database: Database.Database, file: string): void {
  const isEmpty = database.pragma('schema_version', { simple: true }) === 0;
  if (isEmpty || database.pragma('application_id', { simple: true }) === applicationId) return;
  throw new CatalogueError(
    `${file} is a SQLite database of another program: name another file with --catalogue.`,
  );
}

function migrate(database: Database.Database, file: string): void {
  const migrations = readdirSync(migrationsFolder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  const readApplied = () => Number(database.pragma('user_version', { simple: true }));
  if (readApplied() > migrations.length)
    throw new CatalogueError(`${file} was written by a newer placard: update placard to read it.`);
  if (readApplied() === migrations.length) return;
  // What is applied is read again inside: another placard may be bringing the same file up to date.
  const applyMissing = database.transaction(() => {
    for (const name of migrations.slice(readApplied()))
      database.exec(readFileSync(join(migrationsFolder, name), 'utf8'));
    database.pragma(`application_id = ${applicationId}`);
    database.pragma(`user_version = ${migrations.length}`);
  });
  applyMissing.immediate();
}
