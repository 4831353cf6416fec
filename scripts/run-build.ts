import { makeFolder } from '../crawler/make-folder.ts';
import type { Catalogue } from '../data/catalogue.ts';
import { buildSite, type SiteReport } from '../site/build.ts';
import { judgeCatalogue } from './judge-catalogue.ts';
import { version } from './settings.ts';
import { explainRefusal } from './system-error.ts';

/** Judges what has no verdict by today's rules and writes the site; only files whose content changed are touched. */
export async function runBuild(
  catalogue: Catalogue,
  out: string,
  baseUrl: string | null,
): Promise<SiteReport> {
  judgeCatalogue(catalogue);
  return explainRefusal(out, 'name another folder with --out', async () => {
    await makeFolder(out);
    return buildSite(catalogue.reader, { out, baseUrl, version });
  });
}
