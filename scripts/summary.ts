import Table from 'cli-table3';
import { type Category, categories, type RiskLevel, riskLevels } from '../classifier/classification.ts';
import type { Catalogue } from '../data/catalogue.ts';
import { toPlainText } from '../policy/plain-text.ts';
import type { SiteReport } from '../site/build.ts';
import type { CrawlReport } from './run-crawl.ts';
import { count, mark } from './terminal.ts';

/** What a run came to, for a reader: servers, failures and why, tools by category and level, where everything is. */
export function summarise(
  catalogue: Catalogue,
  crawled: Pick<CrawlReport, 'known'>,
  site: SiteReport,
  out: string,
): string {
  const failures: string[] = [];
  let listed = 0;
  for (const server of catalogue.reader.servers()) {
    if (server.listed !== null) listed++;
    if (server.failure !== null)
      failures.push(
        `  ${toPlainText(server.ref, 70)}: ${server.failure.reason}. ${toPlainText(server.failure.detail, 120)}`,
      );
  }
  const tools = [...catalogue.reader.tools()];
  return [
    '',
    `${count(listed, 'server')} listed their tools (${crawled.known} known before this run), ${failures.length} did not:`,
    ...failures,
    '',
    `${count(tools.length, 'tool')} by category and level:`,
    tabulate(tools),
    '',
    `Catalogue: ${catalogue.file}`,
    `Site:      ${out} (${count(site.pages, 'page')}, ${count(site.written, 'file')} written)`,
  ].join('\n');
}

function tabulate(tools: { category: Category; riskLevel: RiskLevel }[]): string {
  const table = new Table({ head: ['Category', ...riskLevels, 'Total'], style: { head: [], border: [] } });
  for (const category of categories.toReversed()) {
    const those = tools.filter((tool) => tool.category === category);
    const cells = riskLevels.map((level) => those.filter((tool) => tool.riskLevel === level).length || '');
    table.push([`${mark(category)} ${category}`, ...cells, those.length]);
  }
  return table.toString();
}
