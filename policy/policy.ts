import type { Classification } from '../classifier/classification.ts';
import { recommend } from './recommend.ts';
import type { Decision, RateLimit, Recommendation } from './recommendation.ts';
import { decisions } from './recommendation.ts';

/** What becomes of every call to one server, in no target's terms. */
export interface Policy {
  /** The server, as its reader knows it: a package URL, or its key in a client's configuration. */
  server: string;
  /** What becomes of a call to a tool that no rule names. */
  unknownTools: Exclude<Decision, 'hide'>;
  /** One for each tool, by exact name, in code unit order of the names. */
  rules: Recommendation[];
}

/**
 * The starter policy of one server: what `recommend` says of each tool, and no for every tool that is not there yet.
 * Where a server lists a name twice, nobody can tell which of the two a call reaches, so the strictest of both holds.
 */
export function makePolicy(server: string, classifications: readonly Classification[]): Policy {
  const rules = new Map<string, Recommendation>();
  for (const rule of classifications.map(recommend)) {
    const other = rules.get(rule.tool);
    rules.set(rule.tool, other === undefined ? rule : strictestOf(other, rule));
  }
  const sorted = [...rules.values()].sort((a, b) => (a.tool < b.tool ? -1 : 1));
  return { server, unknownTools: 'deny', rules: sorted };
}

function strictestOf(a: Recommendation, b: Recommendation): Recommendation {
  const order = decisions.indexOf(a.decision) - decisions.indexOf(b.decision);
  const stricter = order > 0 || (order === 0 && tighterOf(a.rate, b.rate) === a.rate) ? a : b;
  return { ...stricter, rate: tighterOf(a.rate, b.rate) };
}

function tighterOf(a: RateLimit | null, b: RateLimit | null): RateLimit | null {
  if (a === null || b === null) return a ?? b;
  return callsAnHour(a) <= callsAnHour(b) ? a : b;
}

function callsAnHour({ max, per }: RateLimit): number {
  return per === 'hour' ? max : max * 60;
}
