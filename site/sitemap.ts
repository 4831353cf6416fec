import { showHiddenCharactersOfHtml } from './hidden-characters.ts';
import type { OutputFolder } from './output-folder.ts';
import type { ChangeSummary, Overview } from './overview.ts';
import type { Templates } from './templates.ts';

/** Most addresses that the sitemap protocol allows in one file. */
const mostAddresses = 50_000;
const mostEntries = 50;
/** A feed must carry a date, even that of an empty catalogue. */
const dawn = '1970-01-01T00:00:00.000Z';

/** Writes what needs full addresses: the sitemap, in parts, and a feed of new servers and changed tools. */
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
  const news = gatherNews(overview, base);
  const feed = templates.render('feed', { base, news, updated: news[0]?.at ?? overview.observedAt ?? dawn });
  await folder.write('feed.xml', showHiddenCharactersOfHtml(feed));
}

/** New servers, and listings that changed a tool; newest first. Titles and summaries are plain text. */
function gatherNews({ servers, changes }: Overview, base: string) {
  const arrivals = servers.map(({ name, path, firstSeenAt, toolCount, version }) => ({
    title: `${name}: first look`,
    at: firstSeenAt,
    id: `${base}${path}`,
    address: `${base}${path}`,
    summary: withVersion(count(toolCount, 'tool', 'tools'), version),
  }));
  const differences = changes.map(({ server, observedAt, version, ...counts }) => ({
    title: `${server.name}: ${counts.risen > 0 ? 'riskier tools' : 'changed tools'}`,
    at: observedAt,
    id: `${base}${server.path}#changes-${observedAt}`,
    address: `${base}${server.path}#changes`,
    summary: withVersion(describeCounts(counts), version),
  }));
  return [...arrivals, ...differences]
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
    .slice(0, mostEntries);
}

function describeCounts(counts: Pick<ChangeSummary, 'added' | 'removed' | 'changed' | 'risen'>): string {
  const parts = [
    [counts.added, 'added'],
    [counts.removed, 'removed'],
    [counts.changed, 'changed'],
    [counts.risen, 'at a higher level'],
  ] as const;
  return parts.flatMap(([number, word]) => (number === 0 ? [] : [`${number} ${word}`])).join(', ');
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

function withVersion(summary: string, version: string | null): string {
  return version === null ? summary : `${summary}, version ${version}`;
}
