import { existsSync } from 'node:fs';
import { type Catalogue, openCatalogue } from '../data/catalogue.ts';
import { UsageError } from './exit-codes.ts';

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
