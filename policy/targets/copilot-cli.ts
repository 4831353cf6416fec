import { guardScript, limitToLowered, writeGuardFiles } from '../guard/guard-files.ts';
import { type Engine, letsThrough, lower } from '../lower.ts';
import { toVisibleJson } from '../plain-text.ts';
import type { Policy } from '../policy.ts';
import type { Emission, EmitOptions, Target } from '../target.ts';

/**
 * Format: `tools` of a server in Copilot CLI's mcp-config.json, by exact name, and the hooks of its settings.json. What
 * may run without a question can be said in no file but by the guard.
 */
export const copilotCli: Target = {
  id: 'copilot-cli',
  title: 'GitHub Copilot CLI',
  engine:
    'The list `tools` goes into each server of ~/.copilot/mcp-config.json, and the hook into ~/.copilot/settings.json, which asks the guard script before each call.',
  language: 'json',
  fileName: 'mcp-config.json',
  canAsk: true,
  emit,
};

const folder = '.copilot';
/** Copilot CLI cuts what is longer, and the guard could not tell what it stands for. */
const longestName = 64;

const leftToGuard =
  'Only the guard script beside this file lets the call through; without it a person is asked.';

const engine: Engine = {
  canAsk: true,
  hasGuard: true,
  takesYesOfGuard: true,
  unknownTools: ['deny'],
  // `*` in the list means every tool, and patterns there are none; signs beyond ASCII reach the guard in a code of their own.
  canName: (tool, server) =>
    !tool.includes('*') && /^[ -~]+$/.test(server + tool) && nameTool(server, tool).length <= longestName,
  canHide: () => true,
  canLimit: () => false,
  canBind: () => 'no',
  nameTool,
};

function nameTool(server: string, tool: string): string {
  return `${server}-${tool}`.replace(/[^A-Za-z0-9_-]/g, '-');
}

function emit(policy: Policy, options?: EmitOptions): Emission {
  const lowered = lower(policy, engine, options);
  const servers = lowered.servers.map(({ key, rules }) => {
    const passing = rules.filter(({ decision }) => decision === 'allow' || decision === 'ask');
    return [key, { tools: passing.map(({ tool }) => tool) }];
  });
  const command = `node "$HOME/${folder}/${guardScript}" copilot-cli`;
  const settings = { hooks: { preToolUse: [{ type: 'command', bash: command, timeoutSec: 10 }] } };
  const document = { mcpServers: Object.fromEntries(servers) };
  return {
    files: [
      { path: `${folder}/mcp-config.json`, content: `${toVisibleJson(document, 2)}\n` },
      ...writeGuardFiles(limitToLowered(policy, lowered), folder),
      { path: `${folder}/settings.json`, content: `${toVisibleJson(settings, 2)}\n` },
    ],
    coverage: lowered.coverage.map((row) =>
      letsThrough(row, lowered.servers) ? { ...row, status: 'external', note: leftToGuard } : row,
    ),
  };
}
