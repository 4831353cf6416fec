import type Database from 'better-sqlite3';
import type { Classification } from '../classifier/classification.ts';
import type { JsonObject } from '../crawler/json.ts';
import type { FailureReason } from '../crawler/observation.ts';
import { makeChangeReader } from './changes.ts';
import type { CatalogueReader, ServerEntry, ToolEntry, ToolRow } from './entries.ts';

/**
 * Reads a catalogue whose every definition has a verdict; definitions without one are left out of lists and entries.
 * No statement stays open between two rows, so that others may read and write while someone goes through a list.
 * @param guard runs each reading; turns what SQLite reports of the file into a sentence.
 */
export function makeReader(database: Database.Database, guard: <T>(run: () => T) => T): CatalogueReader {
  const next = database.prepare<[string], { purl: string }>(
    'SELECT purl FROM server WHERE purl > ? ORDER BY purl LIMIT 1',
  );
  const readEntry = makeEntryReader(database);
  const readRows = makeRowReader(database);
  const readChanges = makeChangeReader(database);
  const newest = database.prepare<[], { at: string | null }>(
    'SELECT max(observed_at) AS at FROM observation',
  );
  const ruleset = database.prepare<[], { version: string }>(
    'SELECT ruleset_version AS version FROM classification ORDER BY ruleset_version DESC LIMIT 1',
  );
  return {
    get observedAt() {
      return guard(() => newest.get()?.at ?? null);
    },
    get rulesetVersion() {
      return guard(() => ruleset.get()?.version ?? null);
    },
    *servers() {
      for (const purl of purls()) {
        const entry = guard(() => readEntry(purl));
        if (entry !== null) yield entry;
      }
    },
    server: (purl) => guard(() => readEntry(purl)),
    changes: (purl) => guard(() => readChanges(purl)),
    *tools() {
      for (const purl of purls()) yield* guard(() => readRows(purl));
    },
  };

  function* purls(): Generator<string> {
    for (let last = ''; ; ) {
      const server = guard(() => next.get(last));
      if (server === undefined) return;
      yield server.purl;
      last = server.purl;
    }
  }
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
  prompts: string | null;
  resources: string | null;
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
    instructions, prompts, resources, remarks`;
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
    promptCount: readJson<unknown[]>(row.prompts)?.length ?? null,
    resourceCount: readJson<unknown[]>(row.resources)?.length ?? null,
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

function makeRowReader(database: Database.Database): (purl: string) => ToolRow[] {
  const rows = database.prepare<[string], { digest: string; definition: string; verdict: string }>(`
    SELECT t.digest, d.body AS definition, c.body AS verdict
    FROM newest_listing AS n
    JOIN listed_tool AS t ON t.observation = n.observation
    JOIN definition AS d USING (digest)
    JOIN classification AS c USING (digest)
    WHERE n.purl = ? ORDER BY t.position`);
  return (purl) =>
    rows.all(purl).map(({ digest, definition, verdict }) => {
      const { name, category, riskLevel, severity, signals }: Classification = JSON.parse(verdict);
      const { description }: JsonObject = JSON.parse(definition);
      return {
        purl,
        name,
        digest,
        category,
        riskLevel,
        severity,
        signals: [...new Set(signals.map(({ id }) => id))],
        description: typeof description === 'string' ? description.slice(0, 300) : '',
      };
    });
}

function readJson<T>(text: string | null): T | null {
  return text === null ? null : JSON.parse(text);
}
