import { stringify } from 'smol-toml';
import { sayHead } from '../comments.ts';
import { guardScript, limitToLowered, writeGuardFiles } from '../guard/guard-files.ts';
import { type Engine, type LoweredPolicy, type LoweredServer, lower } from '../lower.ts';
import { replaceInvisible } from '../plain-text.ts';
import type { Policy } from '../policy.ts';
import type { Emission, EmitOptions, Target } from '../target.ts';

/** Format: the tables `mcp_servers` and `hooks` of Codex's configuration. Names stand alone; there are no patterns. */
export const codex: Target = {
  id: 'codex',
  title: 'Codex',
  engine:
    'Its tables go into ~/.codex/config.toml, beside the command or url of each server; the guard script runs once its hook is approved there.',
  language: 'toml',
  fileName: 'config.toml',
  canAsk: true,
  emit,
};

const folder = '.codex';
/** Codex puts a checksum in the place of what is longer, and the guard could not tell what it stands for. */
const longestName = 120;

const engine: Engine = {
  canAsk: true,
  hasGuard: true,
  unknownTools: ['allow', 'ask', 'deny'],
  canName: (tool, server) =>
    tool.isWellFormed() && server.isWellFormed() && nameTool(server, tool).length <= longestName,
  canHide: () => true,
  canLimit: () => false,
  canBind: () => 'no',
  nameTool,
};

function nameTool(server: string, tool: string): string {
  return `mcp__${flatten(server)}__${flatten(tool)}`;
}

function flatten(text: string): string {
  return text.replace(/[^A-Za-z0-9_]/g, '_');
}

function emit(policy: Policy, options?: EmitOptions): Emission {
  const lowered = lower(policy, engine, options);
  const command = `node "\${CODEX_HOME:-$HOME/.codex}/${guardScript}" codex`;
  const tables = {
    mcp_servers: Object.fromEntries(
      lowered.servers.flatMap((server) =>
        server.key.isWellFormed() ? [[server.key, writeServer(server)]] : [],
      ),
    ),
    hooks: {
      PreToolUse: policy.servers.map(({ key }) => ({
        matcher: `mcp__${flatten(key)}__.*`,
        hooks: [{ type: 'command', command, timeout: 10 }],
      })),
    },
  };
  const content = `${writeHeader(lowered)}\n${stringify(tables)}`;
  return {
    files: [
      { path: `${folder}/config.toml`, content: `${replaceInvisible(content, escapeForToml).trimEnd()}\n` },
      ...writeGuardFiles(limitToLowered(policy, lowered), folder),
    ],
    coverage: lowered.coverage,
  };
}

function writeHeader({ servers, coverage }: LoweredPolicy): string {
  const head = servers.flatMap((server) => sayHead(server, coverage));
  return `${head.map((line) => `#${line}`).join('\n')}
# Each table [mcp_servers.…] needs the server's command or url in it. Codex passes a hook over until it is approved there.
`;
}

function writeServer({ unknownTools, rules }: LoweredServer): object {
  const passing = rules.filter(({ decision }) => decision === 'allow' || decision === 'ask');
  const refused = rules.filter((rule) => !passing.includes(rule)).map(({ tool }) => tool);
  const unnamed = unknownTools === 'allow' ? 'approve' : 'prompt';
  const modes = passing.map(({ tool, decision }) => [
    tool,
    { approval_mode: decision === 'allow' ? 'approve' : 'prompt' },
  ]);
  return {
    // A list of what there is hides all else, tools to come included.
    ...(unknownTools === 'deny' && { enabled_tools: passing.map(({ tool }) => tool) }),
    ...(refused.length > 0 && { disabled_tools: refused }),
    default_tools_approval_mode: unnamed,
    ...(modes.length > 0 && { tools: Object.fromEntries(modes) }),
  };
}

function escapeForToml(codePoint: number): string {
  return `\\U${codePoint.toString(16).padStart(8, '0')}`;
}
