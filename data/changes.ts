import { isDeepStrictEqual } from 'node:util';
import type Database from 'better-sqlite3';
import type { Category, Classification, RiskLevel } from '../classifier/classification.ts';
import type { JsonObject } from '../crawler/json.ts';

/** What became of one tool between two listings of a server, one after the other, or of its verdict between two rulesets. */
export interface ToolChange {
  /** ISO 8601: of the later listing, which was the first to show it; of a verdict, when it was made anew. */
  observedAt: string;
  /** Versions of the server in the two listings. */
  versions: { before: string | null; after: string | null };
  tool: string;
  /** `judged`: its definition stayed, and the rules judge it otherwise. */
  kind: 'added' | 'removed' | 'changed' | 'judged';
  /** Of a changed tool: the parts of its definition that differ, in code unit order (`description`, `inputSchema` …). */
  parts: string[];
  /** By today's rules, unless it was judged anew; null where the tool was not there, or has no verdict yet. */
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
 * Reads how the tools of a server changed from listing to listing, newest change first; nothing of that is stored, for the
 * facts hold it all, but how verdicts changed with the rules is. Tools are known again by name; of several with one name the first is compared with the first.
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
  const readJudged = makeJudgedReader(database);

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
    return [...readJudged(purl), ...changes.reverse()].sort((a, b) =>
      a.observedAt < b.observedAt ? 1 : a.observedAt > b.observedAt ? -1 : 0,
    );

    function readTool(of: string, digest: string): ListedTool {
      const tool = known.get(digest) ?? toTool(digest, findTool.get({ purl: of, digest }));
      known.set(digest, tool);
      return tool;
    }
  };
}

/** Of the tools of its newest listing, since it first listed them; a reviewed correction holds whatever the rules say. */
function makeJudgedReader(database: Database.Database): (purl: string) => ToolChange[] {
  const select = database.prepare<
    { purl: string },
    Record<'changedAt' | 'categoryBefore' | 'levelBefore' | 'categoryAfter' | 'levelAfter', string> & {
      name: unknown;
      version: string | null;
    }
  >(`
    SELECT DISTINCT v.id, v.changed_at AS changedAt, d.body ->> 'name' AS name, o.version,
      v.category_before AS categoryBefore, v.risk_level_before AS levelBefore, v.category_after AS categoryAfter,
      v.risk_level_after AS levelAfter
    FROM newest_listing AS n
    JOIN observation AS o ON o.id = n.observation
    JOIN listed_tool AS t ON t.observation = n.observation
    JOIN verdict_change AS v USING (digest)
    JOIN definition AS d USING (digest)
    WHERE n.purl = :purl
      AND NOT EXISTS (SELECT 1 FROM correction AS r WHERE r.purl = :purl AND r.digest = t.digest)
      AND v.changed_at >= (
        SELECT min(f.observed_at) FROM listed_tool AS e JOIN observation AS f ON f.id = e.observation
        WHERE e.digest = t.digest AND f.purl = :purl)
    ORDER BY v.id DESC`);
  return (purl) =>
    select.all({ purl }).map((row) => ({
      observedAt: row.changedAt,
      versions: { before: row.version, after: row.version },
      tool: typeof row.name === 'string' ? row.name : '',
      kind: 'judged',
      parts: [],
      verdicts: {
        before: { category: row.categoryBefore as Category, riskLevel: row.levelBefore as RiskLevel },
        after: { category: row.categoryAfter as Category, riskLevel: row.levelAfter as RiskLevel },
      },
    }));
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
