import { parse } from 'smol-toml';
import type { Call } from '../evaluate.ts';
import { type Reader, type Reading, UnreadablePolicyError } from '../reader.ts';

interface Rule {
  mcpName?: string;
  toolName?: string | string[];
  argsPattern?: string;
  decision: 'allow' | 'ask_user' | 'deny';
  priority: number;
}

/** The order among equal priorities is that of the file. A tool that no arguments can get past is not offered. */
export const geminiCli: Reader = {
  id: 'gemini-cli',
  basis:
    '@google/gemini-cli-core 0.61.0, as observed; replayed in the engine itself by scripts/verify-policies',
  read(files) {
    const rules = readRules(files[0] ?? '');
    return {
      names: rules.flatMap(namesOf).filter((name) => name !== '*'),
      ignored: rules.flatMap((rule, index) => findIgnored(rule, index)),
      decide: (call) => decide(rules, call),
    };
  },
};

const knownKeys: ReadonlySet<string> = new Set([
  ...['mcpName', 'toolName', 'argsPattern', 'decision', 'priority', 'denyMessage', 'modes'],
  ...['subagent', 'interactive', 'toolAnnotations', 'commandPrefix', 'commandRegex', 'allowRedirection'],
]);

function readRules(content: string): Rule[] {
  const { rule = [] } = parse(content) as { rule?: Rule[] };
  for (const [index, { toolName, decision, priority, argsPattern }] of rule.entries()) {
    const refuse = (why: string) =>
      new UnreadablePolicyError(`Rule ${index + 1} ${why}; the whole file is dropped.`);
    if (toolName === undefined || toolName === '') throw refuse('names no tool');
    if (!['allow', 'ask_user', 'deny'].includes(decision)) throw refuse('has no decision');
    if (!Number.isInteger(priority) || priority < 0 || priority > 999)
      throw refuse('has no priority of 0 to 999');
    if (argsPattern !== undefined && !isTaken(argsPattern)) throw refuse('has a pattern that is not taken');
  }
  return rule.toSorted((a, b) => b.priority - a.priority);
}

/** Groups that hold a quantifier are not repeated, as far as the engine looks, and a pattern has its bounds. */
function isTaken(pattern: string): boolean {
  try {
    new RegExp(pattern);
  } catch {
    return false;
  }
  const opened = pattern.indexOf('(');
  const repeated = /\)[*+?{]/.exec(opened < 0 ? '' : pattern.slice(opened));
  return pattern.length <= 2048 && repeated === null;
}

function namesOf({ toolName = [] }: Rule): string[] {
  return typeof toolName === 'string' ? [toolName] : toolName;
}

function findIgnored(rule: Rule, index: number): string[] {
  const where = `Rule ${index + 1} by priority`;
  const unknown = Object.keys(rule).filter((key) => !knownKeys.has(key));
  const patterns = namesOf(rule).filter((name) => name !== '*' && name.includes('*'));
  return [
    ...unknown.map((key) => `${where} has the key "${key}", which is none of the format's.`),
    ...patterns.map((name) => `${where} names "${name}", and there are no patterns: it matches nothing.`),
  ];
}

function decide(rules: readonly Rule[], call: Call): ReturnType<Reading['decide']> {
  const applying = rules.filter((rule) => applies(rule, call));
  const isOffered = applying.find(
    ({ argsPattern, decision }) => argsPattern === undefined || decision !== 'deny',
  );
  if (isOffered?.decision === 'deny') return { decision: 'hide', rate: null };
  const text = writeArguments(call.arguments);
  const rule = applying.find(
    ({ argsPattern }) => argsPattern === undefined || new RegExp(argsPattern).test(text),
  );
  const decision = rule?.decision ?? 'ask_user';
  return { decision: decision === 'ask_user' ? 'ask' : decision, rate: null };
}

/** The engine compares the names under which it offers tools, which it flattens and cuts, with the rules' own. */
function applies({ mcpName, ...rule }: Rule, { server, tool }: Call): boolean {
  const offered = offerName(`${server}_${tool}`);
  if (mcpName === undefined) return namesOf({ ...rule }).some((name) => name === '*' || name === offered);
  if (mcpName !== server) return false;
  const prefix = `mcp_${mcpName}_`;
  return namesOf({ ...rule }).some((name) =>
    name === '*' ? offered.startsWith(prefix) : offered === prefix + name,
  );
}

function offerName(name: string): string {
  const flat = (name.startsWith('mcp_') ? name : `mcp_${name}`).replace(/[^A-Za-z0-9_.:-]/g, '_');
  return flat.length > 63 ? `${flat.slice(0, 30)}...${flat.slice(-30)}` : flat;
}

function writeArguments(given: Readonly<Record<string, unknown>>): string {
  const pairs = Object.keys(given)
    .sort()
    .flatMap((key) => {
      const value = given[key];
      return value === undefined ? [] : `\0${JSON.stringify(key)}:${writeValue(value)}\0`;
    });
  return `{${pairs.join(',')}}`;
}

function writeValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeValue).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${writeValue(item)}`).join(',')}}`;
}
