import { parse } from 'yaml';
import { type Reader, type Reading, UnreadablePolicyError } from '../reader.ts';
import type { RateLimit } from '../recommendation.ts';

interface Condition {
  path: string;
  op: string;
  value: unknown;
}

interface Rule {
  action?: string;
  rate_limit?: string;
  conditions?: Condition[];
}

interface Document {
  default?: 'allow' | 'deny';
  hide?: string[];
  tools: Record<string, { rules?: Rule[] }>;
}

/** One document a server, since one proxy stands before one server. */
export const intercept: Reader = {
  id: 'intercept',
  basis: 'POLICY.md of github.com/PolicyLayer/Intercept, as we read it',
  read(files, keys) {
    const readings = new Map(keys.map((key, index) => [key, readDocument(files[index] ?? '')]));
    return {
      names: [...readings.values()].flatMap(({ names }) => names),
      ignored: [...readings.values()].flatMap(({ ignored }) => ignored),
      decide: (call) => readings.get(call.server)?.decide(call) ?? { decision: 'deny', rate: null },
    };
  },
};

const knownKeys: ReadonlySet<string> = new Set(['version', 'description', 'default', 'hide', 'tools']);

function readDocument(content: string): Reading {
  const data: Document = parse(content);
  const { hide = [] } = data;
  const tools = new Map(Object.entries(data.tools ?? {}).map(([tool, { rules = [] }]) => [tool, rules]));
  for (const [tool, rules] of tools) refuseWrong(tool, rules);
  for (const name of hide) {
    if (/^\p{White_Space}*$/u.test(name)) throw new UnreadablePolicyError('An entry of `hide` is blank.');
  }
  const unknownKeys = Object.keys(data).filter((key) => !knownKeys.has(key));
  return {
    names: [...hide, ...tools.keys()].filter((name) => name !== '*'),
    ignored: unknownKeys.map((key) => `The key "${key}" is none of the format's.`),
    decide({ tool, arguments: given }) {
      if (hide.includes(tool) || hide.includes('*')) return { decision: 'hide', rate: null };
      if (data.default === 'deny' && !tools.has(tool)) return { decision: 'deny', rate: null };
      const rules = [...(tools.get(tool) ?? []), ...(tools.get('*') ?? [])];
      if (rules.some((rule) => isDenied(rule, given))) return { decision: 'deny', rate: null };
      const limit = rules.find((rule) => rule.rate_limit)?.rate_limit;
      return { decision: 'allow', rate: limit === undefined ? null : readRate(limit) };
    },
  };
}

function refuseWrong(tool: string, rules: readonly Rule[]): void {
  // The engine looks a limit's counter up under what stands before the first dot, and refuses what it cannot find.
  if (tool.includes('.') && rules.some((rule) => rule.rate_limit))
    throw new UnreadablePolicyError(`The tool "${tool}" has a limit, and its name a dot.`);
  for (const { action } of rules) {
    if (action !== undefined && action !== 'deny' && action !== 'evaluate')
      throw new UnreadablePolicyError(`The action "${action}" is neither "evaluate" nor "deny".`);
  }
}

function isDenied({ action, conditions = [] }: Rule, given: Readonly<Record<string, unknown>>): boolean {
  return action === 'deny' || !conditions.every((condition) => meets(condition, given));
}

/** A dotted path leads into objects; a condition on what is not there fails, but for `exists: false`. */
function meets({ path, op, value }: Condition, given: Readonly<Record<string, unknown>>): boolean {
  let actual: unknown = { args: given };
  for (const key of path.split('.')) {
    const isInside = typeof actual === 'object' && actual !== null && Object.hasOwn(actual, key);
    actual = isInside ? Reflect.get(Object(actual), key) : undefined;
  }
  if (op === 'exists') return (actual !== undefined) === value;
  if (actual === undefined) return false;
  if (op === 'in') return Array.isArray(value) && value.includes(actual);
  if (op === 'eq') return actual === value;
  if (op === 'lte') return typeof actual === 'number' && actual <= Number(value);
  if (op === 'gte') return typeof actual === 'number' && actual >= Number(value);
  if (op === 'regex') return typeof actual === 'string' && new RegExp(String(value), 'u').test(actual);
  throw new UnreadablePolicyError(`The operator "${op}" is none that is written here.`);
}

function readRate(text: string): RateLimit {
  const [, max, per] = /^(\d+)\/(minute|hour)$/.exec(text) ?? [];
  if (max === undefined) throw new UnreadablePolicyError(`"${text}" is no limit.`);
  return { max: Number(max), per: per === 'hour' ? 'hour' : 'minute' };
}
