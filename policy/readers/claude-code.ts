import type { Call } from '../evaluate.ts';
import { askGuard } from '../guard/ask-guard.ts';
import type { Policy } from '../policy.ts';
import { type Reader, type Reading, UnreadablePolicyError } from '../reader.ts';

interface Settings {
  permissions?: Record<string, unknown>;
  hooks?: { PreToolUse?: { matcher?: string; hooks?: { command?: string }[] }[] };
}

/** A denial outranks a question, that the guard's yes, and all of them a permission; what stands nowhere is asked about. */
export const claudeCode: Reader = {
  id: 'claude-code',
  basis:
    '@anthropic-ai/claude-code 2.1.332, as observed; replayed in the client itself by scripts/verify-policies',
  read(files) {
    const settings = readSettings(files[0] ?? '');
    const lists = readLists(settings);
    const guard = files[2] === undefined ? null : (JSON.parse(files[2]) as Policy);
    return {
      names: Object.values(lists)
        .flat()
        .filter((name) => !name.includes('*')),
      ignored: findIgnored(settings, lists),
      decide: (call) => ({ decision: decide(settings, lists, guard, call), rate: null }),
    };
  },
};

type Lists = Record<'deny' | 'ask' | 'allow', string[]>;

const knownPermissions: ReadonlySet<string> = new Set([
  ...['allow', 'ask', 'deny', 'defaultMode', 'additionalDirectories'],
  ...['disableBypassPermissionsMode', 'disableAutoMode'],
]);

function readSettings(content: string): Settings {
  const settings: Settings = JSON.parse(content);
  return settings;
}

function readLists({ permissions = {} }: Settings): Lists {
  const read = (key: string) => {
    const value = permissions[key] ?? [];
    if (Array.isArray(value)) return value.filter((rule) => typeof rule === 'string');
    throw new UnreadablePolicyError(`"${key}" is no list; all permissions are dropped.`);
  };
  return { deny: read('deny'), ask: read('ask'), allow: read('allow') };
}

function findIgnored({ permissions = {} }: Settings, lists: Lists): string[] {
  const unknown = Object.keys(permissions).filter((key) => !knownPermissions.has(key));
  const rules = Object.values(lists).flat();
  const bound = rules.filter((rule) => rule.startsWith('mcp__') && rule.includes('('));
  return [
    ...unknown.map((key) => `The key "${key}" is none of the permissions'.`),
    ...bound.map((rule) => `"${rule}": a rule on the arguments of an MCP tool matches nothing.`),
    ...lists.allow
      .filter((rule) => rule === 'mcp__*')
      .map(() => '"mcp__*": a permission for every server has no effect.'),
  ];
}

function decide(
  { hooks }: Settings,
  { deny, ask, allow }: Lists,
  guard: Policy | null,
  { server, tool, arguments: given }: Call,
): ReturnType<Reading['decide']>['decision'] {
  const name = flatten(`mcp__${server}__${tool}`);
  const isIn = (rules: readonly string[]) => rules.some((rule) => matches(rule, name));
  if (isIn(deny) || name.length > 128) return 'hide';
  const asksGuard = hooks?.PreToolUse?.some(({ matcher = '.*' }) =>
    new RegExp(`^(?:${matcher})$`).test(name),
  );
  const word =
    guard !== null && asksGuard
      ? askGuard('claude-code', { tool_name: name, tool_input: given }, guard)
      : null;
  if (word === 'deny') return 'deny';
  if (isIn(ask) || word === 'ask') return 'ask';
  return word === 'allow' || isIn(allow) ? 'allow' : 'ask';
}

function matches(rule: string, name: string): boolean {
  if (rule.includes('(')) return false;
  if (rule.endsWith('*')) return rule !== 'mcp__*' && name.startsWith(rule.slice(0, -1));
  return name === rule || (rule.split('__').length === 2 && name.startsWith(`${rule}__`));
}

function flatten(text: string): string {
  return text.replace(/[^A-Za-z0-9_-]/g, '_');
}
