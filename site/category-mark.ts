import type { Category, RiskLevel, Severity } from '../classifier/classification.ts';
import { riskTable } from '../classifier/risk-table.ts';

/** What the drawing of a diamond needs. */
export interface CategoryMark {
  category: Category;
  /** Part of class names and addresses. */
  slug: string;
  /** The severity's digit; `?` where nothing can be told. */
  digit: string;
}

/** All six categories, gravest first, Unknown last. */
export const gravestFirst: readonly Category[] = riskTable.map(({ category }) => category);

export function markOf(category: Category): CategoryMark {
  const severity = riskTable.find((row) => row.category === category)?.severity ?? null;
  return { category, slug: category.toLowerCase(), digit: severity === null ? '?' : String(severity) };
}

/** `3 of 5`, or that it cannot be told. */
export function describeSeverity(severity: Severity): string {
  return severity === null ? 'cannot be told' : `${severity} of 5`;
}

export function levelPath(level: RiskLevel): string {
  return `levels/${level.toLowerCase()}/`;
}

export function categoryPath(category: Category): string {
  return `categories/${category.toLowerCase()}/`;
}
