import picomatch from 'picomatch';
import type { Call } from '../evaluate.ts';
import { askGuard } from '../guard/ask-guard.ts';
import type { Policy } from '../policy.ts';
import { type Reader, type Reading, UnreadablePolicyError } from '../reader.ts';

interface Rule {
  text: string;
  /** Patterns in small letters. */
  server: string;
  tool: string;
}

/** A denial outranks a permission; what neither names is asked about; of the guard only a no is heard. */
export const cursor: Reader = {
  id: 'cursor',
  basis: "the code of @cursor/sdk 1.0.32 and Cursor's documentation, as we read them",
  read(files) {
    const { permissions = {} }: { permissions?: Record<string, unknown> } = JSON.parse(files[0] ?? '');
    const texts = { allow: readList(permissions, 'allow'), deny: readList(permissions, 'deny') };
    const lists = { allow: texts.allow.flatMap(readRule), deny: texts.deny.flatMap(readRule) };
    const guard = files[2] === undefined ? null : (JSON.parse(files[2]) as Policy);
    return {
      names: [...lists.allow, ...lists.deny].map(({ tool }) => tool).filter((tool) => !/[*?[{(!]/.test(tool)),
      ignored: [
        ...Object.keys(permissions)
          .filter((key) => key !== 'allow' && key !== 'deny')
          .map((key) => `The key "${key}" is none of the permissions'.`),
        ...[...texts.allow, ...texts.deny]
          .filter((text) => /^\s*Mcp\b/i.test(text) && readRule(text).length === 0)
          .map((text) => `"${text}": no rule of the form Mcp(server:tool), so it matches nothing.`),
      ],
      decide: (call) => ({ decision: decide(lists, guard, call), rate: null }),
    };
  },
};

function readList(permissions: Record<string, unknown>, key: string): string[] {
  const value = permissions[key] ?? [];
  if (Array.isArray(value)) return value.filter((rule) => typeof rule === 'string');
  throw new UnreadablePolicyError(`"${key}" is no list.`);
}

function readRule(text: string): Rule[] {
  const inner = /^\s*Mcp\s*\((.*)\)\s*$/.exec(text)?.[1]?.toLowerCase();
  if (inner === undefined || !inner.includes(':')) return [];
  const colon = inner.indexOf(':');
  return [{ text, server: inner.slice(0, colon).trim(), tool: inner.slice(colon + 1).trim() }];
}

function decide(
  { allow, deny }: Record<'allow' | 'deny', Rule[]>,
  guard: Policy | null,
  { server, tool, arguments: given }: Call,
): ReturnType<Reading['decide']>['decision'] {
  const isIn = (rules: readonly Rule[]) =>
    rules.some((rule) => matches(rule.server, server) && matches(rule.tool, tool));
  const said = { tool_name: tool, tool_input: JSON.stringify(given), mcp_server_name: server };
  if (isIn(deny) || (guard !== null && askGuard('cursor', said, guard) === 'deny')) return 'deny';
  return isIn(allow) ? 'allow' : 'ask';
}

function matches(pattern: string, name: string): boolean {
  const plain = name.toLowerCase().trim();
  return pattern === '*' || pattern === plain || picomatch(pattern)(plain);
}
