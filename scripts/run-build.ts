import { existsSync } from 'node:fs';
import type { Catalogue } from '../data/catalogue.ts';
import { openCatalogue } from '../data/catalogue.ts';
import { buildSite, type SiteReport } from '../site/build.ts';
import { UsageError } from './exit-codes.ts';
import { version } from './settings.ts';

/** Writes the site of a catalogue; only files whose content changed are touched. */
export function runBuild(catalogue: Catalogue, out: string, baseUrl: string | null): Promise<SiteReport> {
  return buildSite(catalogue.reader, { out, baseUrl, version });
}

/** Opens a catalogue that has to be there already. */
export function openExistingCatalogue(file: string): Catalogue {
  if (!existsSync(file))
    throw new UsageError(
      `${file} does not exist: run placard crawl first, or name another file with --catalogue.`,
    );
  return openCatalogue(file);
}
