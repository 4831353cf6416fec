import { isDeepStrictEqual } from 'node:util';
import type Database from 'better-sqlite3';
import type { Category, Classification, RiskLevel } from '../classifier/classification.ts';
import type { JsonObject } from '../crawler/json.ts';

/** What became of one tool between two listings of a server, one after the other. */
export interface ToolChange {
  /** ISO 8601: of the later listing, which was the first to show it. */
  observedAt: string;
  /** Versions of the server in the two listings. */
  versions: { before: string | null; after: string | null };
  tool: string;
  kind: 'added' | 'removed' | 'changed';
  /** Of a changed tool: the parts of its definition that differ, in code unit order (`description`, `inputSchema` …). */
  parts: string[];
  /** By today's rules; null where the tool was not there, or has no verdict yet. */
  verdicts: { before: Verdict | null; after: Verdict | null };
}

export interface Verdict {
  category: Category;
  riskLevel: RiskLevel;
}

interface ListingRow {
  id: number;
  version: string | null;
  observedAt: string;
}

interface ListedTool {
  digest: string;
  name: string;
  definition: JsonObject;
  verdict: Verdict | null;
}

/**
 * Reads how the tools of a server changed from listing to listing, newest change first; nothing of it is stored, for the
 * facts hold it all. Tools are known again by name; of several with one name the first is compared with the first.
 */
export function makeChangeReader(database: Database.Database): (purl: string) => ToolChange[] {
  const listings = database.prepare<[string], ListingRow>(
    "SELECT id, version, observed_at AS observedAt FROM observation WHERE purl = ? AND outcome = 'listed' ORDER BY id",
  );
  const digests = database
    .prepare<[number], string>('SELECT digest FROM listed_tool WHERE observation = ? ORDER BY position')
    .pluck();
  const findTool = database.prepare<
    { purl: string; digest: string },
    { body: string; verdict: string | null }
  >(`
    SELECT d.body, coalesce(r.body, c.body) AS verdict FROM definition AS d
    LEFT JOIN classification AS c USING (digest)
    LEFT JOIN correction AS r ON r.purl = :purl AND r.digest = d.digest
    WHERE d.digest = :digest`);

  return (purl) => {
    const changes: ToolChange[] = [];
    const known = new Map<string, ListedTool>();
    let before: (ListingRow & { digests: string[] }) | null = null;
    for (const row of listings.all(purl)) {
      const after = { ...row, digests: digests.all(row.id) };
      if (before !== null && before.digests.join() !== after.digests.join())
        changes.push(...compareListings(before, after, (digest) => readTool(purl, digest)));
      before = after;
    }
    return changes.reverse();

    function readTool(of: string, digest: string): ListedTool {
      const tool = known.get(digest) ?? toTool(digest, findTool.get({ purl: of, digest }));
      known.set(digest, tool);
      return tool;
    }
  };
}

function toTool(digest: string, row: { body: string; verdict: string | null } | undefined): ListedTool {
  const definition: JsonObject = JSON.parse(row?.body ?? '{}');
  const name = typeof definition.name === 'string' ? definition.name : '';
  const verdict: Classification | null = JSON.parse(row?.verdict ?? 'null');
  return {
    digest,
    name,
    definition,
    verdict: verdict && { category: verdict.category, riskLevel: verdict.riskLevel },
  };
}

type Listing = ListingRow & { digests: string[] };

function compareListings(
  before: Listing,
  after: Listing,
  read: (digest: string) => ListedTool,
): ToolChange[] {
  const { observedAt } = after;
  const versions = { before: before.version, after: after.version };
  const kept = new Set(before.digests).intersection(new Set(after.digests));
  const differing = (listing: Listing) => listing.digests.filter((digest) => !kept.has(digest)).map(read);
  const gone = Map.groupBy(differing(before), ({ name }) => name);
  const changes: ToolChange[] = differing(after).map((tool) => {
    const was = gone.get(tool.name)?.shift() ?? null;
    return {
      observedAt,
      versions,
      tool: tool.name,
      kind: was === null ? 'added' : 'changed',
      parts: was === null ? [] : findDifferentParts(was.definition, tool.definition),
      verdicts: { before: was?.verdict ?? null, after: tool.verdict },
    };
  });
  for (const { name, verdict } of [...gone.values()].flat()) {
    const verdicts = { before: verdict, after: null };
    changes.push({ observedAt, versions, tool: name, kind: 'removed', parts: [], verdicts });
  }
  return changes.sort((a, b) => (a.tool < b.tool ? 1 : a.tool > b.tool ? -1 : 0));
}

function findDifferentParts(before: JsonObject, after: JsonObject): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => !isDeepStrictEqual(before[key], after[key])).sort();
}
