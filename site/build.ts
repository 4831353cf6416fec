import type { CatalogueReader } from '../data/entries.ts';
import { writeAssets } from './assets.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { showHiddenCharactersOfHtml } from './hidden-characters.ts';
import { type FolderReport, type OutputFolder, openOutputFolder } from './output-folder.ts';
import { readOverview } from './overview.ts';
import type { Page } from './page.ts';
import { pageKinds } from './pages/index.ts';
import { writeSearchIndex } from './search-index.ts';
import { writeSitemaps } from './sitemap.ts';
import { compileTemplates, type Templates } from './templates.ts';

export interface SiteOptions {
  /** Folder that receives the site; made where it is missing. */
  out: string;
  /** Where the site will stand (`https://example.org/placard/`); null leaves out what needs full addresses. */
  baseUrl: string | null;
  /** placard's own version, as the foot of each page shows it. */
  version: string;
}

/** What a build came to. Files count pages, their JSON twins and all else. */
export interface SiteReport extends FolderReport {
  pages: number;
}

/**
 * Writes the whole site. The same catalogue and options give the same bytes; a file whose bytes did not change is
 * left alone, and a file that an earlier build wrote and this one did not is removed.
 */
export async function buildSite(catalogue: CatalogueReader, options: SiteOptions): Promise<SiteReport> {
  const templates = compileTemplates();
  const overview = readOverview(catalogue);
  const folder = await openOutputFolder(options.out);
  const paths: string[] = [];
  for (const kind of pageKinds) {
    for (const page of kind.pages({ catalogue, overview })) {
      if (!page.path.endsWith('.html')) paths.push(page.path);
      await writePage(kind.id, page, templates, folder, options);
    }
  }
  await folder.write('search.json', writeSearchIndex(overview));
  await writeAssets(folder);
  if (options.baseUrl !== null) await writeSitemaps(folder, templates, paths, overview, options.baseUrl);
  return { pages: paths.length, ...(await folder.finish()) };
}

async function writePage(
  kind: string,
  page: Page,
  templates: Templates,
  folder: OutputFolder,
  { baseUrl, version }: SiteOptions,
): Promise<void> {
  const { path, title, description, trail, facts, view } = page;
  const isLost = path.endsWith('.html');
  const html = templates.render(kind, {
    ...view,
    page: {
      kind,
      path,
      title,
      description,
      trail,
      // A lost reader may be at any address, so that page alone cannot link relatively.
      root: isLost ? (baseUrl === null ? '/' : withSlash(baseUrl)) : '../'.repeat(path.split('/').length - 1),
      canonical: baseUrl === null || isLost ? null : `${withSlash(baseUrl)}${path}`,
      hasTwin: !isLost,
      policy: contentSecurityPolicy,
      version,
    },
  });
  await folder.write(isLost ? path : `${path}index.html`, showHiddenCharactersOfHtml(html));
  if (!isLost)
    await folder.write(
      `${path}index.json`,
      `${JSON.stringify({ kind, title, description, ...facts }, null, 1)}\n`,
    );
}

function withSlash(address: string): string {
  return address.endsWith('/') ? address : `${address}/`;
}
