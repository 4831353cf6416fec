import { parse } from 'smol-toml';
import type { Call } from '../evaluate.ts';
import { askGuard } from '../guard/ask-guard.ts';
import type { Policy } from '../policy.ts';
import { type Reader, type Reading, UnreadablePolicyError } from '../reader.ts';

interface Server {
  enabled_tools?: string[];
  disabled_tools?: string[];
  default_tools_approval_mode?: string;
  tools?: Record<string, { approval_mode?: string }>;
}

/** `enabled_tools`, then `disabled_tools`, then the approval mode; names stand as the server lists them. The guard can only refuse. */
export const codex: Reader = {
  id: 'codex',
  basis: '@openai/codex 0.171.0, as observed; replayed in the client itself by scripts/verify-policies',
  read(files) {
    const { mcp_servers = {} } = parse(files[0] ?? '') as { mcp_servers?: Record<string, Server> };
    const servers = new Map(Object.entries(mcp_servers));
    for (const server of servers.values()) refuseWrong(server);
    const guard = files[2] === undefined ? null : (JSON.parse(files[2]) as Policy);
    return {
      names: [...servers.values()].flatMap(namesOf),
      ignored: [...servers].flatMap(([key, server]) => findIgnored(key, server)),
      decide: (call) => ({ decision: decide(servers, guard, call), rate: null }),
    };
  },
};

const modes: readonly unknown[] = ['auto', 'prompt', 'writes', 'approve'];
const policyKeys = ['enabled_tools', 'disabled_tools', 'default_tools_approval_mode', 'tools'];
const otherKeys: ReadonlySet<string> = new Set([
  ...['command', 'args', 'env', 'env_vars', 'cwd', 'url', 'bearer_token_env_var', 'http_headers', 'required'],
  ...[
    'env_http_headers',
    'startup_timeout_sec',
    'startup_timeout_ms',
    'tool_timeout_sec',
    'enabled',
    'scopes',
  ],
]);

function refuseWrong({ default_tools_approval_mode, tools = {} }: Server): void {
  const named = [default_tools_approval_mode, ...Object.values(tools).map((tool) => tool.approval_mode)];
  for (const mode of named) {
    if (mode !== undefined && !modes.includes(mode))
      throw new UnreadablePolicyError(`"${mode}" is no approval mode; Codex does not start.`);
  }
}

function namesOf({ enabled_tools = [], disabled_tools = [], tools = {} }: Server): string[] {
  return [...new Set([...enabled_tools, ...disabled_tools, ...Object.keys(tools)])];
}

function findIgnored(key: string, server: Server): string[] {
  return Object.keys(server)
    .filter((name) => !policyKeys.includes(name) && !otherKeys.has(name))
    .map((name) => `The key "${name}" of the server "${key}" is none of the format's.`);
}

function decide(
  servers: ReadonlyMap<string, Server>,
  guard: Policy | null,
  { server: key, tool, arguments: given }: Call,
): ReturnType<Reading['decide']>['decision'] {
  const server = servers.get(key) ?? {};
  if (server.enabled_tools?.includes(tool) === false) return 'hide';
  if (server.disabled_tools?.includes(tool)) return 'hide';
  const name = `mcp__${flatten(key)}__${flatten(tool)}`;
  if (guard !== null && askGuard('codex', { tool_name: name, tool_input: given }, guard) === 'deny')
    return 'deny';
  const tools = new Map(Object.entries(server.tools ?? {}));
  const mode = tools.get(tool)?.approval_mode ?? server.default_tools_approval_mode ?? 'auto';
  return mode === 'approve' ? 'allow' : 'ask';
}

function flatten(text: string): string {
  return text.replace(/[^A-Za-z0-9_]/g, '_');
}
