import type Database from 'better-sqlite3';
import type { Classification } from '../classifier/classification.ts';
import type { JsonObject } from '../crawler/json.ts';
import type { FailureReason } from '../crawler/observation.ts';
import type { CatalogueReader, ServerEntry, ToolEntry, ToolRow } from './entries.ts';

/** Reads a catalogue whose every definition has a verdict; definitions without one are left out of lists and entries. */
export function makeReader(database: Database.Database): CatalogueReader {
  const purls = database.prepare<[], { purl: string }>('SELECT purl FROM server ORDER BY purl');
  const readEntry = makeEntryReader(database);
  const readRows = makeRowReader(database);
  const newest = database.prepare<[], { at: string | null }>(
    'SELECT max(observed_at) AS at FROM observation',
  );
  const ruleset = database.prepare<[], { version: string }>(
    'SELECT ruleset_version AS version FROM classification ORDER BY ruleset_version DESC LIMIT 1',
  );
  return {
    get observedAt() {
      return newest.get()?.at ?? null;
    },
    get rulesetVersion() {
      return ruleset.get()?.version ?? null;
    },
    *servers() {
      for (const { purl } of purls.iterate()) {
        const entry = readEntry(purl);
        if (entry !== null) yield entry;
      }
    },
    server: readEntry,
    tools: readRows,
  };
}

interface ObservationRow {
  id: number;
  version: string | null;
  observedAt: string;
  outcome: string;
  detail: string | null;
  stderrTail: string | null;
  attempts: number;
  sandbox: string | null;
  command: string;
  placeholders: string;
  package: string | null;
  protocolVersion: string | null;
  serverInfo: string | null;
  capabilities: string | null;
  instructions: string | null;
  promptCount: number | null;
  resourceCount: number | null;
  remarks: string | null;
}

interface ToolRecord {
  digest: string;
  definition: string;
  classification: string;
  firstSeenAt: string;
  firstSeenVersion: string | null;
}

function makeEntryReader(database: Database.Database): (purl: string) => ServerEntry | null {
  const findServer = database.prepare<[string], { ref: string }>('SELECT ref FROM server WHERE purl = ?');
  const columns = `id, version, observed_at AS observedAt, outcome, detail, stderr_tail AS stderrTail, attempts, sandbox,
    command, placeholders, package, protocol_version AS protocolVersion, server_info AS serverInfo, capabilities,
    instructions, json_array_length(prompts) AS promptCount, json_array_length(resources) AS resourceCount, remarks`;
  const newest = database.prepare<[string], ObservationRow>(
    `SELECT ${columns} FROM observation WHERE purl = ? ORDER BY id DESC LIMIT 1`,
  );
  const newestListing = database.prepare<[string], ObservationRow>(
    `SELECT ${columns} FROM observation WHERE purl = ? AND outcome = 'listed' ORDER BY id DESC LIMIT 1`,
  );
  const history = database.prepare<[string], ServerEntry['history'][number]>(`
    SELECT version, observed_at AS observedAt, outcome,
      CASE WHEN outcome = 'listed' THEN (SELECT count(*) FROM listed_tool WHERE observation = o.id) END AS toolCount
    FROM observation AS o WHERE purl = ? ORDER BY id`);
  const tools = database.prepare<{ observation: number; purl: string }, ToolRecord>(`
    SELECT t.digest, d.body AS definition, coalesce(r.body, c.body) AS classification, f.observed_at AS firstSeenAt,
      f.version AS firstSeenVersion
    FROM listed_tool AS t
    JOIN definition AS d USING (digest)
    JOIN classification AS c USING (digest)
    LEFT JOIN correction AS r ON r.purl = :purl AND r.digest = t.digest
    JOIN observation AS f ON f.id = (
      SELECT min(o.id) FROM listed_tool AS e JOIN observation AS o ON o.id = e.observation
      WHERE e.digest = t.digest AND o.purl = :purl)
    WHERE t.observation = :observation ORDER BY t.position`);

  return (purl) => {
    const server = findServer.get(purl);
    const last = newest.get(purl);
    if (server === undefined || last === undefined) return null;
    const listed = newestListing.get(purl);
    return {
      purl,
      ref: server.ref,
      package: readJson(last.package ?? listed?.package ?? null),
      listed:
        listed === undefined ? null : describeListing(listed, tools.all({ observation: listed.id, purl })),
      failure: last.outcome === 'listed' ? null : describeFailure(last),
      history: history.all(purl),
    };
  };
}

function describeListing(row: ObservationRow, tools: ToolRecord[]): NonNullable<ServerEntry['listed']> {
  return {
    version: row.version,
    observedAt: row.observedAt,
    protocolVersion: row.protocolVersion ?? 'unknown',
    serverInfo: readJson(row.serverInfo) ?? {},
    capabilities: readJson(row.capabilities) ?? {},
    instructions: row.instructions,
    promptCount: row.promptCount,
    resourceCount: row.resourceCount,
    remarks: readJson(row.remarks) ?? [],
    sandbox: row.sandbox,
    command: readJson(row.command) ?? [],
    placeholders: readJson(row.placeholders) ?? [],
    attempts: row.attempts,
    tools: tools.map(describeTool),
  };
}

function describeTool(record: ToolRecord): ToolEntry {
  const classification: Classification = JSON.parse(record.classification);
  const definition: JsonObject = JSON.parse(record.definition);
  const { digest, firstSeenAt, firstSeenVersion } = record;
  return { name: classification.name, definition, digest, firstSeenAt, firstSeenVersion, classification };
}

function describeFailure(row: ObservationRow): NonNullable<ServerEntry['failure']> {
  return {
    reason: row.outcome as FailureReason,
    detail: row.detail ?? '',
    stderrTail: row.stderrTail ?? '',
    version: row.version,
    observedAt: row.observedAt,
  };
}

function makeRowReader(database: Database.Database): () => IterableIterator<ToolRow> {
  const rows = database.prepare<
    [],
    { purl: string; digest: string; description: string | null; verdict: string }
  >(`
    SELECT n.purl, t.digest, substr(d.body ->> '$.description', 1, 300) AS description,
      coalesce(r.body, c.body) AS verdict
    FROM newest_listing AS n
    JOIN listed_tool AS t ON t.observation = n.observation
    JOIN definition AS d USING (digest)
    JOIN classification AS c USING (digest)
    LEFT JOIN correction AS r ON r.purl = n.purl AND r.digest = t.digest
    ORDER BY n.purl, t.position`);
  return function* () {
    for (const { purl, digest, description, verdict } of rows.iterate()) {
      const { name, category, riskLevel, severity, signals }: Classification = JSON.parse(verdict);
      const ids = [...new Set(signals.map(({ id }) => id))];
      yield {
        purl,
        name,
        digest,
        category,
        riskLevel,
        severity,
        signals: ids,
        description: description ?? '',
      };
    }
  };
}

function readJson<T>(text: string | null): T | null {
  return text === null ? null : JSON.parse(text);
}
