import { hasRisen } from '../classifier/risk-table.ts';
import { parseRef, toPackageUrl } from '../crawler/ref.ts';
import type { ToolChange, Verdict } from '../data/changes.ts';
import type { CatalogueReader } from '../data/entries.ts';
import { toPlainText, toVisibleJson } from '../policy/plain-text.ts';
import { UsageError } from './exit-codes.ts';
import { judgeCatalogue } from './judge-catalogue.ts';
import { openExistingCatalogue } from './open-catalogue.ts';
import { count } from './terminal.ts';

export interface DiffRequest {
  server?: string | undefined;
  since?: Date | undefined;
  json: boolean;
}

/**
 * Prints how the tools of one server, or of all, changed from listing to listing: an object a change in JSON, else a
 * line each under its server and versions, with `+`, `-` and `~`, `=` where only the rules changed, and `↑` where a level rose.
 * @throws UsageError where the catalogue does not hold the server.
 */
export function runDiff(file: string, { server, since, json }: DiffRequest): void {
  const catalogue = openExistingCatalogue(file);
  try {
    judgeCatalogue(catalogue);
    const changes = [...findPurls(catalogue.reader, server)].flatMap((purl) =>
      catalogue.reader
        .changes(purl)
        .filter(({ observedAt }) => since === undefined || observedAt >= since.toISOString())
        .map((change) => ({ server: purl, ...change })),
    );
    if (json) console.log(toVisibleJson({ changes }, 2));
    else print(changes);
  } finally {
    catalogue.close();
  }
}

function* findPurls(reader: CatalogueReader, server: string | undefined): Generator<string> {
  if (server === undefined) {
    for (const { purl } of reader.servers()) yield purl;
    return;
  }
  const ref = parseRef(server);
  const purl = toPackageUrl('version' in ref ? { ...ref, version: null } : ref);
  if (purl === null || reader.server(purl) === null)
    throw new UsageError(
      `The catalogue does not hold "${toPlainText(server, 100)}": run placard crawl --only with it first.`,
    );
  yield purl;
}

function print(changes: readonly (ToolChange & { server: string })[]): void {
  const groups = Map.groupBy(changes, ({ server, observedAt, versions: { before, after } }) =>
    [
      toPlainText(decodeURIComponent(server), 100),
      `${toPlainText(before ?? 'unknown', 40)} → ${toPlainText(after ?? 'unknown', 40)},`,
      `seen ${observedAt.slice(0, 10)}`,
    ].join(' '),
  );
  for (const [head, some] of groups) {
    console.log(head);
    for (const change of some) console.log(`  ${describe(change)}`);
  }
  console.log(changes.length === 0 ? 'Nothing changed.' : `${count(changes.length, 'change')}.`);
}

const signs = { added: '+', removed: '-', changed: '~', judged: '=' } as const;

function describe({ tool, kind, parts, verdicts: { before, after } }: ToolChange): string {
  const what = kind === 'changed' ? `${parts.map((part) => toPlainText(part, 40)).join(', ')}; ` : '';
  const isSame = before?.category === after?.category && before?.riskLevel === after?.riskLevel;
  const verdict =
    isSame || before === null || after === null ? name(after ?? before) : `${name(before)} → ${name(after)}`;
  return `${signs[kind]} ${toPlainText(tool, 80)} (${what}${verdict})${hasRisen(before?.riskLevel ?? null, after?.riskLevel ?? null) ? ' ↑' : ''}`;
}

function name(verdict: Verdict | null): string {
  return verdict === null ? 'not judged' : `${verdict.category}, ${verdict.riskLevel}`;
}
