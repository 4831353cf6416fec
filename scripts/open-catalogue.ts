import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../crawler/make-folder.ts';
import { type Catalogue, openCatalogue } from '../data/catalogue.ts';
import { UsageError } from './exit-codes.ts';
import { explainRefusal } from './system-error.ts';

/**
 * Opens a catalogue that has to be there already.
 * @throws UsageError where it is not; CatalogueError where the file cannot be used.
 */
export function openExistingCatalogue(file: string): Catalogue {
  if (!existsSync(file))
    throw new UsageError(
      `${file} does not exist: run placard crawl first, or name another file with --catalogue.`,
    );
  return openCatalogue(file);
}

/**
 * Opens a catalogue, and makes it where there is none, with its folder.
 * @throws UsageError where that cannot be made; CatalogueError where the file cannot be used.
 */
export async function openOrMakeCatalogue(file: string): Promise<Catalogue> {
  await explainRefusal(`The folder of ${file}`, 'name another file with --catalogue', () =>
    makeFolder(dirname(file)),
  );
  return openCatalogue(file);
}
