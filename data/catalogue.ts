import type Database from 'better-sqlite3';
import type { Classification } from '../classifier/classification.ts';
import type { JsonObject } from '../crawler/json.ts';
import type { PastLook } from '../crawler/next-look.ts';
import type { Listing, Observation } from '../crawler/observation.ts';
import { explainFaults } from './catalogue-error.ts';
import { type Claims, makeClaims } from './claims.ts';
import { openDatabase } from './database.ts';
import type { CatalogueReader } from './entries.ts';
import { makeReader } from './reader.ts';

/** A definition whose verdict is not what it was. */
export interface VerdictChange {
  digest: string;
  name: string;
  before: { category: string; riskLevel: string } | null;
  after: { category: string; riskLevel: string };
}

/** The catalogue: facts are added, verdicts are made again, and everything is read through `reader`. */
export interface Catalogue {
  file: string;
  reader: CatalogueReader;
  claims: Claims;
  /** Stores one observation with its definitions, whole or not at all; the same look is stored once, however often it is given. */
  record(observation: Observation): void;
  /** The newest look at a server; at one version of it where one is given. null where there was none. */
  lastOutcome(purl: string, version?: string): PastLook | null;
  /**
   * Makes the verdict of every stored definition that has none by this ruleset, or of all where `everything` is set.
   * @returns the verdicts that differ from those stored before, new definitions included.
   */
  classifyAll(
    rulesetVersion: string,
    classify: (definition: JsonObject) => Classification,
    everything?: boolean,
  ): VerdictChange[];
  /** A stored definition by its digest; null where the catalogue has none. */
  definition(digest: string): JsonObject | null;
  /** Puts these corrected verdicts in the place of all that were stored before. Each definition must be stored. */
  replaceCorrections(corrections: CorrectedVerdict[]): void;
  close(): void;
}

/** A verdict that holds for one definition of one server, in the place of the one that holds for the definition. */
export interface CorrectedVerdict {
  purl: string;
  digest: string;
  classification: Classification;
}

/**
 * Opens a catalogue file for writing, making it where there is none. One that may only be read opens as well, and
 * refuses to record.
 * @throws CatalogueError with one sentence where the file cannot be used; so do all its methods.
 */
export function openCatalogue(file: string): Catalogue {
  const database = openDatabase(file);
  const guard = <T>(run: () => T): T => explainFaults(file, run);
  const record = makeRecorder(database);
  const findLastOutcome = makePastReader(database);
  const findDefinition = database.prepare<[string], { body: string }>(
    'SELECT body FROM definition WHERE digest = ?',
  );
  const addCorrection = database.prepare('INSERT INTO correction (purl, digest, body) VALUES (?, ?, ?)');
  const replaceCorrections = database.transaction((corrections: CorrectedVerdict[]) => {
    database.exec('DELETE FROM correction');
    for (const { purl, digest, classification } of corrections)
      addCorrection.run(purl, digest, JSON.stringify(classification));
  });
  return {
    file,
    reader: makeReader(database, guard),
    claims: makeClaims(database, guard),
    record: (observation) => guard(() => record(observation)),
    lastOutcome: (purl, version) => guard(() => findLastOutcome(purl, version)),
    classifyAll: (rulesetVersion, classify, everything = false) =>
      guard(() => classifyDefinitions(database, rulesetVersion, classify, everything)),
    definition: (digest) =>
      guard(() => {
        const row = findDefinition.get(digest);
        return row === undefined ? null : JSON.parse(row.body);
      }),
    replaceCorrections: (corrections) => guard(() => replaceCorrections.immediate(corrections)),
    close: () => guard(() => database.close()),
  };
}

function makePastReader(database: Database.Database): Catalogue['lastOutcome'] {
  const prepareWhere = (which: string) =>
    database.prepare<{ purl: string; version?: string }, PastLook>(`
      WITH look AS (SELECT id, outcome FROM observation WHERE purl = :purl ${which})
      SELECT version, observed_at AS observedAt, outcome, ttl_ms AS ttlMs, package ->> 'integrity' AS integrity,
        (SELECT count(*) FROM look WHERE id > coalesce(
          (SELECT max(id) FROM look WHERE outcome <> newest.outcome), 0)) AS inARow
      FROM observation AS newest WHERE id = (SELECT max(id) FROM look)`);
  const newest = prepareWhere('');
  const newestOfVersion = prepareWhere('AND version = :version');
  return (purl, version) =>
    (version === undefined ? newest.get({ purl }) : newestOfVersion.get({ purl, version })) ?? null;
}

function makeRecorder(database: Database.Database): (observation: Observation) => void {
  const findSame = database.prepare(
    'SELECT 1 FROM observation WHERE purl = ? AND version IS ? AND observed_at = ? AND duration_ms = ?',
  );
  const addServer = database.prepare('INSERT INTO server (purl, ref) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const addDefinition = database.prepare(
    'INSERT INTO definition (digest, body) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const addTool = database.prepare(
    'INSERT INTO listed_tool (observation, position, digest) VALUES (?, ?, ?)',
  );
  const addObservation = database.prepare(`
    INSERT INTO observation (purl, version, observed_at, method, outcome, detail, stderr_tail, duration_ms, attempts,
      sandbox, command, placeholders, package, protocol_version, server_info, capabilities, instructions, prompts,
      resources, remarks, ttl_ms)
    VALUES (:purl, :version, :observedAt, :method, :outcome, :detail, :stderrTail, :durationMs, :attempts,
      :sandbox, :command, :placeholders, :package, :protocolVersion, :serverInfo, :capabilities, :instructions,
      :prompts, :resources, :remarks, :ttlMs)`);
  const recordAll = database.transaction((observation: Observation) => {
    const { purl, version, observedAt, durationMs } = observation;
    if (findSame.get(purl, version, observedAt, durationMs) !== undefined) return;
    const listing = 'listing' in observation.outcome ? observation.outcome.listing : null;
    const failure = 'failure' in observation.outcome ? observation.outcome.failure : null;
    addServer.run(observation.purl, observation.ref);
    const { lastInsertRowid } = addObservation.run({
      purl: observation.purl,
      version: observation.version,
      observedAt: observation.observedAt,
      method: observation.method,
      outcome: failure?.reason ?? 'listed',
      detail: failure?.detail ?? null,
      stderrTail: failure?.stderrTail ?? null,
      durationMs: observation.durationMs,
      attempts: observation.attempts,
      sandbox: observation.sandbox,
      command: JSON.stringify(observation.command),
      placeholders: JSON.stringify(observation.placeholders),
      package: toText(observation.package),
      ...listingColumns(listing),
    });
    for (const { digest, definition, position } of listing?.tools ?? []) {
      addDefinition.run(digest, JSON.stringify(definition));
      addTool.run(lastInsertRowid, position, digest);
    }
  });
  return (observation) => recordAll.immediate(observation);
}

function listingColumns(listing: Listing | null): Record<string, string | number | null> {
  return {
    protocolVersion: listing?.protocolVersion ?? null,
    serverInfo: toText(listing?.serverInfo),
    capabilities: toText(listing?.capabilities),
    instructions: listing?.instructions ?? null,
    prompts: toText(listing?.prompts),
    resources: toText(listing?.resources),
    remarks: toText(listing?.remarks),
    ttlMs: listing?.ttlMs ?? null,
  };
}

function toText(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

const batchSize = 500;

/** In batches by digest, each a transaction, so that memory does not grow with the catalogue. */
function classifyDefinitions(
  database: Database.Database,
  rulesetVersion: string,
  classify: (definition: JsonObject) => Classification,
  everything: boolean,
): VerdictChange[] {
  const select = database.prepare<
    { after: string; everything: number; rulesetVersion: string; batchSize: number },
    {
      digest: string;
      definition: string;
      category: string | null;
      riskLevel: string | null;
      verdict: string | null;
      ruleset: string | null;
    }
  >(`
    SELECT d.digest, d.body AS definition, c.ruleset_version AS ruleset, c.category, c.risk_level AS riskLevel, c.body AS verdict
    FROM definition AS d LEFT JOIN classification AS c USING (digest)
    WHERE d.digest > :after AND (:everything OR c.ruleset_version IS NOT :rulesetVersion)
    ORDER BY d.digest LIMIT :batchSize`);
  const store = database.prepare(`
    INSERT INTO classification (digest, ruleset_version, category, risk_level, body) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET ruleset_version = excluded.ruleset_version, category = excluded.category,
      risk_level = excluded.risk_level, body = excluded.body`);
  const addChange = database.prepare(`
    INSERT INTO verdict_change (changed_at, digest, ruleset_before, category_before, risk_level_before, ruleset_after,
      category_after, risk_level_after) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const now = new Date().toISOString();
  const changes: VerdictChange[] = [];
  const classifyBatch = database.transaction((after: string): string | null => {
    const rows = select.all({ after, everything: Number(everything), rulesetVersion, batchSize });
    for (const { digest, definition, ruleset, category, riskLevel, verdict } of rows) {
      const made = classify(JSON.parse(definition));
      const body = JSON.stringify(made);
      store.run(digest, rulesetVersion, made.category, made.riskLevel, body);
      if (body === verdict) continue;
      const before = category === null || riskLevel === null ? null : { category, riskLevel };
      if (before !== null && (category !== made.category || riskLevel !== made.riskLevel))
        addChange.run(
          now,
          digest,
          ruleset,
          category,
          riskLevel,
          rulesetVersion,
          made.category,
          made.riskLevel,
        );
      changes.push({
        digest,
        name: made.name,
        before,
        after: { category: made.category, riskLevel: made.riskLevel },
      });
    }
    return rows.at(-1)?.digest ?? null;
  });
  for (let after: string | null = ''; after !== null; ) after = classifyBatch.immediate(after);
  return changes;
}
