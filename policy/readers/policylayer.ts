import { parse } from 'yaml';
import { type Reader, type Reading, UnreadablePolicyError } from '../reader.ts';
import type { RateLimit } from '../recommendation.ts';

interface Rule {
  deny_if?: { conditions: unknown[] }[];
  limits?: { counter: string; window: RateLimit['per']; max: number }[];
}

interface Document {
  default: 'allow' | 'deny';
  hide?: string[];
  tools?: Record<string, Rule>;
}

/** One document a server. */
export const policylayer: Reader = {
  id: 'policylayer',
  basis: 'policylayer.com/docs/writing-policies, as we read it',
  read(files, keys) {
    const readings = new Map(keys.map((key, index) => [key, readDocument(files[index] ?? '')]));
    return {
      names: [...readings.values()].flatMap(({ names }) => names),
      ignored: [...readings.values()].flatMap(({ ignored }) => ignored),
      decide: (call) => readings.get(call.server)?.decide(call) ?? { decision: 'deny', rate: null },
    };
  },
};

const knownKeys: ReadonlySet<string> = new Set(['version', 'default', 'hide', 'all_tools', 'tools']);
const knownRuleKeys: ReadonlySet<string> = new Set(['require', 'deny_if', 'limits']);

function readDocument(content: string): Reading {
  JSON.parse(content);
  // Read again as the part of YAML that JSON is: that parser refuses a key that stands twice, and V8 13.6 (Node.js 24)
  // now and then takes an escaped key such as `"\""` for the `"\\"` that an earlier document had in its place.
  const data: Document = parse(content, { schema: 'json' });
  if (data.default !== 'allow' && data.default !== 'deny')
    throw new UnreadablePolicyError('It says neither "allow" nor "deny" as its default.');
  const { hide = [], tools = {} } = data;
  const limits = Object.values(tools).flatMap(({ limits = [] }) => limits);
  const counters = new Set(limits.map(({ counter }) => counter));
  if (counters.size < limits.length) throw new UnreadablePolicyError('Two tools share a counter.');
  return {
    names: [...hide.filter((name) => name !== '*'), ...Object.keys(tools)],
    ignored: [
      ...Object.keys(data).filter((key) => !knownKeys.has(key)),
      ...Object.values(tools).flatMap((rule) => Object.keys(rule).filter((key) => !knownRuleKeys.has(key))),
    ].map((key) => `The key "${key}" is none of the format's.`),
    decide({ tool }) {
      if (hide.includes(tool) || hide.includes('*')) return { decision: 'hide', rate: null };
      const rule = Object.hasOwn(tools, tool) ? tools[tool] : undefined;
      if (rule === undefined) return { decision: data.default, rate: null };
      // No condition at all holds for every call.
      if (rule.deny_if?.some(({ conditions }) => conditions.length === 0))
        return { decision: 'deny', rate: null };
      const limit = rule.limits?.[0];
      return {
        decision: 'allow',
        rate: limit === undefined ? null : { max: limit.max, per: limit.window },
      };
    },
  };
}
