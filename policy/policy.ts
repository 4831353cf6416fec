import { type Advisor, type JudgedTool, recommend } from './recommend.ts';
import type { Decision, RateLimit, Recommendation } from './recommendation.ts';
import { decisions } from './recommendation.ts';

/** What becomes of every call to one server, in no target's terms. */
export interface ServerPolicy {
  /** The name that the client's or gateway's configuration gives the server, by `serverKey`; rules of clients hold it. */
  key: string;
  /** The server, as its reader knows it: a package URL. */
  name: string;
  /** What becomes of a call to a tool that no rule names. */
  unknownTools: Exclude<Decision, 'hide'>;
  /** One for each tool, by exact name, in code unit order of the names. */
  rules: Recommendation[];
}

/** What becomes of every call to the servers that one client or gateway has. */
export interface Policy {
  /** By key, each of which stands once. */
  servers: ServerPolicy[];
}

/** A server and what it lists. */
export interface JudgedServer {
  key: string;
  name: string;
  tools: readonly JudgedTool[];
}

/** The starter policy of one server or several: what `recommend` says of each tool, and no for every tool that is not there yet. */
export function makePolicy(servers: readonly JudgedServer[], advisor?: Advisor): Policy {
  return { servers: servers.map((server) => makeServerPolicy(server, advisor)) };
}

/** Where a server lists a name twice, nobody can tell which of the two a call reaches, so the strictest of both holds. */
function makeServerPolicy({ key, name, tools }: JudgedServer, advisor?: Advisor): ServerPolicy {
  const rules = new Map<string, Recommendation>();
  for (const rule of tools.map((tool) => recommend(tool, advisor))) {
    const other = rules.get(rule.tool);
    rules.set(rule.tool, other === undefined ? rule : strictestOf(other, rule));
  }
  const sorted = [...rules.values()].sort((a, b) => (a.tool < b.tool ? -1 : 1));
  return { key, name, unknownTools: 'deny', rules: sorted };
}

function strictestOf(a: Recommendation, b: Recommendation): Recommendation {
  const order = decisions.indexOf(a.decision) - decisions.indexOf(b.decision);
  const stricter = order > 0 || (order === 0 && isTighter(a, b)) ? a : b;
  const milder = stricter === a ? b : a;
  return {
    ...stricter,
    withoutAsk: a.withoutAsk === 'deny' ? 'deny' : b.withoutAsk,
    constraints: [...stricter.constraints, ...milder.constraints],
    rate: tighterOf(a.rate, b.rate),
  };
}

function isTighter(a: Recommendation, b: Recommendation): boolean {
  if (a.constraints.length !== b.constraints.length) return a.constraints.length > b.constraints.length;
  return tighterOf(a.rate, b.rate) === a.rate;
}

function tighterOf(a: RateLimit | null, b: RateLimit | null): RateLimit | null {
  if (a === null || b === null) return a ?? b;
  return callsAnHour(a) <= callsAnHour(b) ? a : b;
}

/** Calls in an hour at most, on the whole; for comparing limits alone. */
export function callsAnHour({ max, per }: RateLimit): number {
  return max * { minute: 60, hour: 1, day: 1 / 24 }[per];
}
