import type { Category, RiskLevel, Severity, SignalId } from '../classifier/classification.ts';
import { hasRisen } from '../classifier/risk-table.ts';
import type { ToolChange } from '../data/changes.ts';
import type { CatalogueReader, ServerEntry, ToolRow } from '../data/entries.ts';
import { serverName, serverPath, toolSlugs } from './addresses.ts';
import { gravestFirst } from './category-mark.ts';
import type { PageLink } from './page.ts';

/** One tool as lists show it. */
export interface ToolSummary extends PageLink {
  server: PageLink;
  category: Category;
  riskLevel: RiskLevel;
  severity: Severity;
  signals: SignalId[];
  /** The beginning of its description, as the server sent it. */
  description: string;
}

/** One server as lists show it. */
export interface ServerSummary extends PageLink {
  purl: string;
  version: string | null;
  /** What its publisher says of it; '' where that is nothing. */
  description: string;
  firstSeenAt: string;
  /** ISO 8601 of the newest observation. */
  lookedAt: string;
  isListed: boolean;
  /** Gravest first; those without a tool are left out. */
  counts: { category: Category; count: number }[];
  toolCount: number;
  failure: { reason: string; detail: string; observedAt: string; version: string | null } | null;
}

/** What one listing of a server changed, as the feed tells it. */
export interface ChangeSummary {
  server: PageLink;
  observedAt: string;
  version: string | null;
  added: number;
  removed: number;
  changed: number;
  /** Tools whose level rose. */
  risen: number;
}

/** The whole catalogue at a glance: what fits in memory however many servers there are. */
export interface Overview {
  observedAt: string | null;
  rulesetVersion: string | null;
  /** In code unit order of package URLs. */
  servers: ServerSummary[];
  /** By server, then as listed. */
  tools: ToolSummary[];
  /** The newest of all servers, newest first. */
  changes: ChangeSummary[];
}

/** More are told on the servers' pages. */
const mostChanges = 50;

/** Reads the catalogue once through, keeping only what lists need. */
export function readOverview(catalogue: CatalogueReader): Overview {
  const rowsByServer = Map.groupBy(catalogue.tools(), (row) => row.purl);
  const servers: ServerSummary[] = [];
  const tools: ToolSummary[] = [];
  let changes: ChangeSummary[] = [];
  for (const entry of catalogue.servers()) {
    servers.push(summariseServer(entry));
    tools.push(...summariseTools(entry.purl, rowsByServer.get(entry.purl) ?? []));
    const found = summariseChanges(entry.purl, catalogue.changes(entry.purl));
    if (found.length > 0) changes = keepNewest([...changes, ...found]);
  }
  const { observedAt, rulesetVersion } = catalogue;
  return { observedAt, rulesetVersion, servers, tools, changes };
}

function summariseChanges(purl: string, changes: ToolChange[]): ChangeSummary[] {
  const server = { name: serverName(purl), path: serverPath(purl) };
  // New rules touch most servers at one stroke, and would leave no room for what the servers did.
  const own = changes.filter(({ kind }) => kind !== 'judged');
  const byLook = Map.groupBy(own, ({ observedAt }) => observedAt);
  return [...byLook].map(([observedAt, some]) => {
    const count = (kind: ToolChange['kind']) => some.filter((change) => change.kind === kind).length;
    return {
      server,
      observedAt,
      version: some[0]?.versions.after ?? null,
      added: count('added'),
      removed: count('removed'),
      changed: count('changed'),
      risen: some.filter(({ verdicts: { before, after } }) =>
        hasRisen(before?.riskLevel ?? null, after?.riskLevel ?? null),
      ).length,
    };
  });
}

function keepNewest(changes: ChangeSummary[]): ChangeSummary[] {
  return changes
    .sort((a, b) => (a.observedAt < b.observedAt ? 1 : a.observedAt > b.observedAt ? -1 : 0))
    .slice(0, mostChanges);
}

/** Addresses of a server's tools, in the order in which it listed them. */
export function toolPaths(purl: string, names: string[]): string[] {
  const folder = serverPath(purl);
  return toolSlugs(names).map((slug) => `${folder}tools/${slug}/`);
}

export function summariseServer(entry: ServerEntry): ServerSummary {
  const found = Map.groupBy(entry.listed?.tools ?? [], (tool) => tool.classification.category);
  const newest = entry.history.at(-1);
  return {
    purl: entry.purl,
    name: serverName(entry.purl),
    path: serverPath(entry.purl),
    version: entry.listed?.version ?? entry.failure?.version ?? null,
    description: entry.package?.description ?? '',
    firstSeenAt: entry.history[0]?.observedAt ?? '',
    lookedAt: newest?.observedAt ?? '',
    isListed: entry.listed !== null,
    counts: gravestFirst.flatMap((category) => {
      const count = found.get(category)?.length ?? 0;
      return count === 0 ? [] : [{ category, count }];
    }),
    toolCount: entry.listed?.tools.length ?? 0,
    failure: entry.failure && {
      reason: entry.failure.reason,
      detail: entry.failure.detail,
      observedAt: entry.failure.observedAt,
      version: entry.failure.version,
    },
  };
}

function summariseTools(purl: string, rows: ToolRow[]): ToolSummary[] {
  const server = { name: serverName(purl), path: serverPath(purl) };
  const paths = toolPaths(
    purl,
    rows.map((row) => row.name),
  );
  return rows.map(({ name, category, riskLevel, severity, signals, description }, position) => ({
    name,
    path: paths[position] ?? server.path,
    server,
    category,
    riskLevel,
    severity,
    signals,
    description,
  }));
}

/** A copy with the gravest tools first, otherwise as listed. */
export function sortGravestFirst<Tool extends { category: Category }>(tools: readonly Tool[]): Tool[] {
  return tools.toSorted((a, b) => gravestFirst.indexOf(a.category) - gravestFirst.indexOf(b.category));
}
