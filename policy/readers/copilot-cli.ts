import type { Call } from '../evaluate.ts';
import { askGuard } from '../guard/ask-guard.ts';
import type { Policy } from '../policy.ts';
import { type Reader, type Reading, UnreadablePolicyError } from '../reader.ts';

/** A tool that is not in its server's list is not offered; all others are asked about, but for what the guard says. */
export const copilotCli: Reader = {
  id: 'copilot-cli',
  basis: '@github/copilot 1.0.102, as observed; replayed in the client itself by scripts/verify-policies',
  read(files) {
    const { mcpServers = {} }: { mcpServers?: Record<string, { tools?: unknown }> } = JSON.parse(
      files[0] ?? '',
    );
    const lists = new Map(Object.entries(mcpServers).map(([key, { tools }]) => [key, readList(key, tools)]));
    const guard = files[2] === undefined ? null : (JSON.parse(files[2]) as Policy);
    const names = [...lists.values()].flatMap((list) => list ?? []).filter((name) => name !== '*');
    return {
      names,
      ignored: names
        .filter((name) => name.includes('*'))
        .map((name) => `"${name}": there are no patterns, so it is taken for the name of a tool.`),
      decide: (call) => ({ decision: decide(lists, guard, call), rate: null }),
    };
  },
};

function readList(key: string, tools: unknown): string[] | null {
  if (tools === undefined) return null;
  if (Array.isArray(tools)) return tools.filter((name) => typeof name === 'string');
  throw new UnreadablePolicyError(`The tools of the server "${key}" are no list.`);
}

function decide(
  lists: ReadonlyMap<string, string[] | null>,
  guard: Policy | null,
  { server, tool, arguments: given }: Call,
): ReturnType<Reading['decide']>['decision'] {
  const list = lists.get(server) ?? null;
  if (list !== null && !list.includes(tool) && !list.includes('*')) return 'hide';
  if (guard === null) return 'ask';
  const word = askGuard('copilot-cli', { toolName: flatten(`${server}-${tool}`), toolArgs: given }, guard);
  return word ?? 'ask';
}

function flatten(text: string): string {
  return text.replace(/[^A-Za-z0-9_-]/g, '-');
}
