import { parse } from 'yaml';
import { z } from 'zod';
import { type Reader, type Reading, UnreadablePolicyError } from '../reader.ts';

const limit = z.looseObject({
  counter: z.string(),
  window: z.enum(['minute', 'hour', 'day']),
  max: z.number().int().positive(),
});
const rule = z.looseObject({
  require: z.array(z.unknown()).optional(),
  deny_if: z.array(z.looseObject({ conditions: z.array(z.unknown()).optional() })).optional(),
  limits: z.array(limit).optional(),
});
const schema = z.looseObject({
  version: z.string(),
  default: z.enum(['allow', 'deny']),
  hide: z.array(z.string()).optional(),
  tools: z.looseObject({}).optional(),
});

interface Document {
  version: string;
  default: 'allow' | 'deny';
  hide?: string[];
  tools?: Record<string, z.infer<typeof rule>>;
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
  const data = readJson(content);
  if (data.version !== '1') throw new UnreadablePolicyError('`version` is not "1".');
  const { hide = [], tools = {} } = data;
  const limits = Object.values(tools).flatMap(({ limits = [] }) => limits);
  const counters = new Set(limits.map(({ counter }) => counter));
  if (counters.size < limits.length) throw new UnreadablePolicyError('Two tools share a counter.');
  return {
    names: [...hide.filter((name) => name !== '*'), ...Object.keys(tools)],
    ignored: findIgnored(data),
    decide({ tool }) {
      if (hide.includes(tool) || hide.includes('*')) return { decision: 'hide', rate: null };
      const rule = Object.hasOwn(tools, tool) ? tools[tool] : undefined;
      if (rule === undefined) return { decision: data.default, rate: null };
      // No condition at all holds for every call.
      if (rule.deny_if?.some(({ conditions }) => conditions?.length === 0))
        return { decision: 'deny', rate: null };
      const limit = rule.limits?.[0];
      return {
        decision: 'allow',
        rate: limit === undefined ? null : { max: limit.max, per: limit.window },
      };
    },
  };
}

function readJson(content: string): Document {
  try {
    JSON.parse(content);
    // Read again as the part of YAML that JSON is: that parser refuses a key that stands twice, and V8 13.6 (Node.js 24)
    // now and then takes an escaped key such as `"\""` for the `"\\"` that an earlier document had in its place.
    const data: Document = parse(content, { schema: 'json' });
    schema.parse(data);
    // One by one, and kept as they were read: a record of zod's leaves `__proto__` out.
    for (const written of Object.values(data.tools ?? {})) rule.parse(written);
    return data;
  } catch (error) {
    const [line = ''] = error instanceof Error ? error.message.split('\n', 1) : [];
    throw new UnreadablePolicyError(error instanceof z.ZodError ? wordFault(error) : line);
  }
}

function wordFault({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.')}: ${issue?.message}`;
}

/** What is passed over, and what says more than the documentation tells: that is taken as never holding. */
function findIgnored(data: Document): string[] {
  const unknown = [
    ...Object.keys(data).filter((key) => !knownKeys.has(key)),
    ...Object.entries(data.tools ?? {}).flatMap(([tool, rule]) =>
      Object.keys(rule).flatMap((key) => (knownRuleKeys.has(key) ? [] : `tools.${tool}.${key}`)),
    ),
  ];
  const unclear = Object.entries(data.tools ?? {}).filter(
    ([, { require = [], deny_if = [] }]) =>
      require.length > 0 || deny_if.some(({ conditions }) => conditions?.length !== 0),
  );
  return [
    ...unknown.map((key) => `The key "${key}" is none of the format's.`),
    ...unclear.map(
      ([tool]) => `What tools.${tool} asks of arguments is not documented; it is taken as no bound.`,
    ),
  ];
}
