import Table from 'cli-table3';
import type { CrawlCounts, SourceTally } from './crawl-tally.ts';

/** What a crawl came to, as a table: an outcome or class of failure a row, a source a column, the most frequent first. */
export function tabulateOutcomes(bySource: SourceTally[]): string {
  const sums = new Map<string, number>();
  for (const { outcomes } of bySource)
    for (const [outcome, number] of Object.entries(outcomes))
      sums.set(outcome, (sums.get(outcome) ?? 0) + number);
  const sources = bySource.map(({ source }) => source);
  const head = sources.length > 1 ? ['Outcome', ...sources, 'Total'] : ['Outcome', ...sources];
  const table = new Table({ head, style: { head: [], border: [] } });
  for (const [outcome, sum] of [...sums].sort(([, a], [, b]) => b - a)) {
    const cells = bySource.map(({ outcomes }) => outcomes[outcome] ?? '');
    table.push([outcome, ...cells, ...(sources.length > 1 ? [sum] : [])]);
  }
  return table.toString();
}

/** How far a crawl has come, in one line: "12 of 60 done: 8 listed, 3 failed, 1 known; 46 queued; 14 a minute, 4 min left". */
export function describeCourse(counts: CrawlCounts): string {
  const { found, listed, failed, known, queued, perMinute, timeLeftMs } = counts;
  const parts = [
    `${listed + failed + known} of ${found} done: ${listed} listed, ${failed} failed, ${known} known`,
    `${queued} queued`,
  ];
  if (perMinute !== null && timeLeftMs !== null)
    parts.push(`${describeRate(perMinute)} a minute, ${describeDuration(timeLeftMs)} left`);
  return parts.join('; ');
}

function describeRate(perMinute: number): string {
  return perMinute < 10 ? perMinute.toFixed(1) : perMinute.toFixed(0);
}

function describeDuration(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / 60_000);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 72 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
