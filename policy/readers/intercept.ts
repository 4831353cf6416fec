import { RE2JS } from 're2js';
import { parse } from 'yaml';
import { type Reader, type Reading, UnreadablePolicyError } from '../reader.ts';
import type { RateLimit } from '../recommendation.ts';

type Json = Readonly<Record<string, unknown>>;

/** One document a server, since one proxy stands before one server. */
export const intercept: Reader = {
  id: 'intercept',
  basis:
    'POLICY.md of github.com/PolicyLayer/Intercept and its engine, as we read them; replayed in the engine itself by scripts/verify-policies',
  read(files, keys) {
    const readings = new Map(keys.map((key, index) => [key, readDocument(files[index] ?? '')]));
    return {
      names: [...readings.values()].flatMap(({ names }) => names),
      ignored: [...readings.values()].flatMap(({ ignored }) => ignored),
      decide: (call) => readings.get(call.server)?.decide(call) ?? { decision: 'deny', rate: null },
    };
  },
};

interface Rule {
  isDenial: boolean;
  conditions: { path: string; op: string; value: unknown; pattern: RE2JS | null }[];
  rate: RateLimit | null;
}

function readDocument(content: string): Reading {
  const data = readYaml(content);
  const ignored = findUnknownKeys(data, ['version', 'description', 'default', 'hide', 'tools'], '');
  // Go reads a number into a text field as it is written.
  if (String(data.version) !== '1') refuse('`version` is not "1".');
  const { default: posture = 'allow' } = data;
  if (posture !== 'allow' && posture !== 'deny') refuse('`default` is neither "allow" nor "deny".');
  const hide = listOf(data.hide).map(String);
  if (hide.some((name) => /^\p{White_Space}*$/u.test(name))) refuse('An entry of `hide` is blank.');
  if (new Set(hide).size < hide.length) refuse('An entry of `hide` stands twice.');

  const tools = new Map<string, Rule[]>();
  for (const [tool, definition] of Object.entries(recordOf(data.tools))) {
    const place = `tools.${tool}`;
    const fields = recordOf(definition);
    ignored.push(...findUnknownKeys(fields, ['rules'], place));
    const rules = listOf(fields.rules).map((rule, index) =>
      readRule(recordOf(rule), tool, `${place}.rules[${index}]`, ignored),
    );
    const windows = rules.flatMap(({ rate }) => (rate === null ? [] : [rate.per]));
    if (new Set(windows).size < windows.length) refuse(`Two limits of ${place} have one window.`);
    tools.set(tool, rules);
  }

  const decide: Reading['decide'] = ({ tool, arguments: given }) => {
    if (hide.includes(tool) || hide.includes('*')) return { decision: 'hide', rate: null };
    if (posture === 'deny' && !tools.has(tool)) return { decision: 'deny', rate: null };
    const wildcard = tool === '*' ? [] : (tools.get('*') ?? []);
    const rules = [...(tools.get(tool) ?? []), ...wildcard];
    if (rules.some((rule) => rule.isDenial || !rule.conditions.every((condition) => meets(condition, given))))
      return { decision: 'deny', rate: null };
    return { decision: 'allow', rate: rules.find(({ rate }) => rate !== null)?.rate ?? null };
  };
  return { names: [...hide, ...tools.keys()].filter((name) => name !== '*'), ignored, decide };
}

function readYaml(content: string): Json {
  try {
    return recordOf(parse(content));
  } catch (error) {
    return refuse(error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : 'It is no YAML.');
  }
}

const windows = ['minute', 'hour', 'day'] as const;
const operators = 'eq neq in not_in lt lte gt gte regex contains exists'.split(' ');

function readRule(rule: Json, tool: string, place: string, ignored: string[]): Rule {
  ignored.push(
    ...findUnknownKeys(rule, ['name', 'action', 'rate_limit', 'conditions', 'on_deny', 'state'], place),
  );
  const { name = '', action = 'evaluate', rate_limit: limit = '' } = rule;
  const conditions = listOf(rule.conditions).map(recordOf);
  const isDenial = action === 'deny';
  if (typeof name !== 'string' || name === '') refuse(`${place} has no name.`);
  if (action !== 'evaluate' && !isDenial) refuse(`${place}: action is neither "evaluate" nor "deny".`);
  if (isDenial && conditions.length > 0) refuse(`${place} denies and has conditions.`);
  if (limit !== '') {
    if (isDenial || conditions.length > 0 || rule.state !== undefined)
      refuse(`${place}: a rate_limit stands alone.`);
    // The engine looks a limit's counter up under what stands before the first dot, and refuses what it cannot find.
    if (tool.includes('.')) refuse(`${place} is a limit of a tool whose name holds a dot.`);
    return { isDenial, conditions: [], rate: readRate(String(limit), place) };
  }
  if (!isDenial && conditions.length === 0) refuse(`${place} has nothing to evaluate.`);
  const checked = conditions.map((condition) => readCondition(condition, place, ignored));
  const counted = checked.find(({ path, op }) => path.startsWith('state.') && op.startsWith('lt'));
  return {
    isDenial,
    conditions: checked.filter(({ path }) => path.startsWith('args.')),
    rate: counted === undefined ? null : readCounter(recordOf(rule.state), counted, place),
  };
}

function readCondition({ path, op, value, ...others }: Json, place: string, ignored: string[]) {
  ignored.push(...findUnknownKeys(others, [], place));
  if (typeof path !== 'string' || !/^(?:args|state)\./.test(path))
    refuse(`${place}: a path begins with neither "args." nor "state.".`);
  if (typeof op !== 'string' || !operators.includes(op)) refuse(`${place}: there is no operator "${op}".`);
  if (['in', 'not_in'].includes(op) && !Array.isArray(value)) refuse(`${place}: "${op}" wants a list.`);
  if (['lt', 'lte', 'gt', 'gte'].includes(op) && typeof value !== 'number')
    refuse(`${place}: "${op}" wants a number.`);
  if (op === 'exists' && typeof value !== 'boolean') refuse(`${place}: "exists" wants true or false.`);
  if (op !== 'regex') return { path, op, value, pattern: null };
  if (typeof value !== 'string') return refuse(`${place}: "regex" wants a text.`);
  try {
    return { path, op, value, pattern: RE2JS.compile(value) };
  } catch {
    return refuse(`${place}: a pattern is none of RE2.`);
  }
}

/** A limit written out as a counter: one more for each call. One that adds up an argument counts no calls. */
function readCounter(state: Json, { op, value }: { op: string; value: unknown }, place: string) {
  const per = windows.find((window) => window === state.window);
  if (per === undefined) return refuse(`${place} counts in no window that there is.`);
  if (state.increment_from !== undefined) return null;
  const max = Math.floor(Number(value) / Number(state.increment ?? 1)) - (op === 'lt' ? 1 : 0);
  return { max, per };
}

function readRate(text: string, place: string): RateLimit {
  const [max = '', window] = text.split('/', 2);
  const per = windows.find((one) => one === window);
  if (per === undefined || !/^\+?\d+$/.test(max) || Number(max) === 0)
    return refuse(`${place}: "${text}" is no limit.`);
  return { max: Number(max), per };
}

/** A dotted path leads into objects; a condition on what is not there fails, but for `exists: false`, to which null is not there. */
function meets({ path, op, value, pattern }: Rule['conditions'][number], given: Json): boolean {
  let actual: unknown = given;
  for (const key of path.slice('args.'.length).split('.')) {
    const inside = recordOf(actual);
    actual = Object.hasOwn(inside, key) ? inside[key] : undefined;
  }
  if (op === 'exists') return (actual !== undefined && actual !== null) === value;
  if (actual === undefined) return false;
  switch (op) {
    case 'eq':
      return isEqual(actual, value);
    case 'neq':
      return !isEqual(actual, value);
    case 'in':
      return listOf(value).some((item) => isEqual(actual, item));
    case 'not_in':
      return !listOf(value).some((item) => isEqual(actual, item));
    case 'regex':
      return typeof actual === 'string' && pattern?.matcher(actual).find() === true;
    case 'contains':
      if (typeof actual === 'string') return typeof value === 'string' && actual.includes(value);
      return Array.isArray(actual) && actual.some((item) => isEqual(item, value));
    default:
      return typeof actual === 'number' && compare(op, actual, Number(value));
  }
}

function compare(op: string, actual: number, bound: number): boolean {
  if (op === 'lt') return actual < bound;
  if (op === 'lte') return actual <= bound;
  return op === 'gt' ? actual > bound : actual >= bound;
}

/** Numbers as numbers; anything else by what Go writes for it, so that the text "false" equals false. */
function isEqual(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a === b;
  return writeAsGo(a) === writeAsGo(b);
}

function writeAsGo(value: unknown): string {
  if (value === null) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(writeAsGo).join(' ')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `map[${entries.map(([key, item]) => `${key}:${writeAsGo(item)}`).join(' ')}]`;
  }
  return String(value);
}

/** Go passes over keys that it has no field for. */
function findUnknownKeys(record: Json, known: readonly string[], place: string): string[] {
  const unknown = Object.keys(record).filter((key) => !known.includes(key));
  return unknown.map((key) => `The key "${place && `${place}.`}${key}" is none of the format's.`);
}

function recordOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function refuse(message: string): never {
  throw new UnreadablePolicyError(message);
}
