import type { Category, Classification, RiskLevel, Signal, SignalId } from './classification.ts';
import { categories, riskLevels } from './classification.ts';
import { graverCategory } from './risk-table.ts';
import { measureTokens, type TokenCost } from './token-cost.ts';

/** A statement about a whole server, or about servers that are used together. */
export type Finding =
  | { id: 'toxic-flow'; privateData: string[]; untrustedContent: string[]; wayOut: string[] }
  | { id: 'duplicate-name'; name: string; count: number };

/** What the verdicts on a server's tools come to. */
export interface ServerVerdict {
  /** The gravest category of its tools; `Unknown` for a server without tools. */
  category: Category;
  /** The highest level of its tools; null for a server without tools. */
  riskLevel: RiskLevel | null;
  /** Names of the tools of that category, in the order listed. */
  gravestTools: string[];
  toolCount: number;
  byCategory: Record<Category, number>;
  byLevel: Record<RiskLevel, number>;
  tokens: TokenCost;
  findings: Finding[];
}

/**
 * The verdict on a server, from the verdicts on its tools and their raw definitions, both in the order listed.
 * Several servers used together are judged by passing the tools of all of them.
 */
export function judgeServer(
  classifications: readonly Classification[],
  definitions: readonly unknown[],
): ServerVerdict {
  const category = classifications.reduce<Category>(
    (gravest, tool) => graverCategory(gravest, tool.category),
    'Unknown',
  );
  return {
    category,
    riskLevel:
      riskLevels.findLast((level) => classifications.some((tool) => tool.riskLevel === level)) ?? null,
    gravestTools: classifications.filter((tool) => tool.category === category).map(({ name }) => name),
    toolCount: classifications.length,
    byCategory: countBy(categories, (category) =>
      classifications.filter((tool) => tool.category === category),
    ),
    byLevel: countBy(riskLevels, (level) => classifications.filter((tool) => tool.riskLevel === level)),
    tokens: measureTokens(definitions),
    findings: [...findToxicFlow(classifications), ...findDuplicateNames(classifications)],
  };
}

function countBy<Key extends string>(
  keys: readonly Key[],
  select: (key: Key) => unknown[],
): Record<Key, number> {
  return Object.fromEntries(keys.map((key) => [key, select(key).length])) as Record<Key, number>;
}

/** Private data, content that others wrote, and a way out: together they let a stranger's text steal. */
function findToxicFlow(classifications: readonly Classification[]): Finding[] {
  const privateData = namesWith(classifications, 'private-data');
  const untrustedContent = namesWith(classifications, 'open-world');
  const wayOut = classifications.filter(isWayOut).map(({ name }) => name);
  if (privateData.length === 0 || untrustedContent.length === 0 || wayOut.length === 0) return [];
  return [{ id: 'toxic-flow', privateData, untrustedContent, wayOut }];
}

function namesWith(classifications: readonly Classification[], id: SignalId): string[] {
  return classifications.filter((tool) => hasSignal(tool, id)).map(({ name }) => name);
}

/** A message to people, code that runs, or an address that the caller chooses and the call contacts carries data out. */
function isWayOut(tool: Classification): boolean {
  if (hasSignal(tool, 'outbound-message')) return true;
  if (tool.category === 'Execute' && hasSignal(tool, 'code-parameter')) return true;
  return tool.signals.some(isContacted) && (tool.category !== 'Read' || hasSignal(tool, 'open-world'));
}

/** The address that a call is given to go to; the web site of a contact, deep in a record, is only written down. */
function isContacted({ id, parameter = '' }: Signal): boolean {
  return id === 'url-parameter' && /^[\w-]*(?:urls?|webhook|endpoint|callback)$/i.test(parameter);
}

function hasSignal(tool: Classification, id: SignalId): boolean {
  return tool.signals.some((signal) => signal.id === id);
}

function findDuplicateNames(classifications: readonly Classification[]): Finding[] {
  return [...Map.groupBy(classifications, ({ name }) => name)]
    .filter(([, tools]) => tools.length > 1)
    .map(([name, tools]) => ({ id: 'duplicate-name', name, count: tools.length }));
}
