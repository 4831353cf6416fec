import { showHiddenCharactersOfHtml } from './hidden-characters.ts';
import type { OutputFolder } from './output-folder.ts';
import type { Overview } from './overview.ts';
import type { Templates } from './templates.ts';

/** Most addresses that the sitemap protocol allows in one file. */
const mostAddresses = 50_000;
const mostEntries = 50;
/** A feed must carry a date, even that of an empty catalogue. */
const dawn = '1970-01-01T00:00:00.000Z';

/** Writes what needs full addresses: the sitemap, in parts, and a feed of the servers that were last seen first. */
export async function writeSitemaps(
  folder: OutputFolder,
  templates: Templates,
  paths: string[],
  overview: Overview,
  baseUrl: string,
): Promise<void> {
  const base = baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`;
  const parts: string[] = [];
  for (let start = 0; start < paths.length; start += mostAddresses) {
    const addresses = paths.slice(start, start + mostAddresses).map((path) => `${base}${path}`);
    const name = `sitemap-${parts.length + 1}.xml`;
    parts.push(`${base}${name}`);
    await folder.write(name, templates.render('sitemap', { addresses }));
  }
  await folder.write('sitemap.xml', templates.render('sitemap-index', { parts }));
  const newest = overview.servers
    .toSorted((a, b) => (a.firstSeenAt < b.firstSeenAt ? 1 : a.firstSeenAt > b.firstSeenAt ? -1 : 0))
    .slice(0, mostEntries)
    .map((server) => ({ ...server, address: `${base}${server.path}` }));
  const feed = templates.render('feed', { base, newest, updated: overview.observedAt ?? dawn });
  await folder.write('feed.xml', showHiddenCharactersOfHtml(feed));
}
