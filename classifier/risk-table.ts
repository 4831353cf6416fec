import type { Category, RiskLevel, Severity, SignalId } from './classification.ts';
import { riskLevels } from './classification.ts';

/** What a category says, and where it stands before any signal raises it. */
export interface RiskRow {
  category: Category;
  level: RiskLevel;
  severity: Severity;
}

/** The one table that judges, gravest first. From the project's taxonomy, "Category" and "Risk level". */
export const riskTable: readonly RiskRow[] = [
  { category: 'Financial', level: 'Critical', severity: 5 },
  { category: 'Destructive', level: 'Critical', severity: 4 },
  { category: 'Execute', level: 'High', severity: 3 },
  { category: 'Write', level: 'Medium', severity: 2 },
  { category: 'Read', level: 'Low', severity: 1 },
  { category: 'Unknown', level: 'Medium', severity: null },
];

/** What raises a level: `from` null means any level below `to`. Nothing ever lowers one. */
export const raises: readonly { signal: SignalId; from: Category | null; to: RiskLevel }[] = [
  { signal: 'secret-exposure', from: 'Read', to: 'Medium' },
  { signal: 'secret-exposure', from: 'Write', to: 'High' },
  { signal: 'access-change', from: 'Write', to: 'High' },
  { signal: 'hidden-instructions', from: null, to: 'High' },
  { signal: 'shadowing', from: null, to: 'High' },
];

/** Level and severity of a category in the presence of these signals. */
export function judgeRisk(
  category: Category,
  signals: readonly { id: SignalId }[],
): { riskLevel: RiskLevel; severity: Severity } {
  const { level, severity } = riskRow(category);
  let riskLevel = level;
  for (const { signal, from, to } of raises) {
    if (from !== null && from !== category) continue;
    if (signals.some(({ id }) => id === signal)) riskLevel = higherLevel(riskLevel, to);
  }
  return { riskLevel, severity };
}

/** The graver of two categories; `Unknown` gives way to any other. */
export function graverCategory(a: Category, b: Category): Category {
  return (riskRow(b).severity ?? 0) > (riskRow(a).severity ?? 0) ? b : a;
}

const rows: ReadonlyMap<Category, RiskRow> = new Map(riskTable.map((row) => [row.category, row]));

function riskRow(category: Category): RiskRow {
  const row = rows.get(category);
  if (row === undefined) throw new Error(`no row for category ${category}`);
  return row;
}

function higherLevel(a: RiskLevel, b: RiskLevel): RiskLevel {
  return riskLevels.indexOf(b) > riskLevels.indexOf(a) ? b : a;
}

/** Whether a level is above another; of what has none, nothing rose. */
export function hasRisen(before: RiskLevel | null, after: RiskLevel | null): boolean {
  if (before === null || after === null) return false;
  return riskLevels.indexOf(after) > riskLevels.indexOf(before);
}
