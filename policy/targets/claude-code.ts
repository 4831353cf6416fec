import { guardScript, limitToLowered, writeGuardFiles } from '../guard/guard-files.ts';
import { type Engine, type LoweredRule, lower } from '../lower.ts';
import { toVisibleJson } from '../plain-text.ts';
import type { Policy } from '../policy.ts';
import type { Emission, EmitOptions, Target } from '../target.ts';

/**
 * Format: the settings of Claude Code, `permissions` and `hooks`. Rules name tools exactly: a pattern with exceptions
 * cannot be said, for a denial outranks every permission, and a rule on arguments is passed over in silence.
 */
export const claudeCode: Target = {
  id: 'claude-code',
  title: 'Claude Code',
  engine:
    'Claude Code reads it as .claude/settings.json of a project that its user trusts, and asks the guard script before each call.',
  language: 'json',
  fileName: 'settings.json',
  canAsk: true,
  emit,
};

const folder = '.claude';
/** Claude Code does not offer a tool with a longer name to its model. */
const longestName = 128;

const engine: Engine = {
  canAsk: true,
  hasGuard: true,
  takesYesOfGuard: true,
  leavesUnknownToGuard: true,
  unknownTools: ['ask', 'deny'],
  // It flattens other signs in ways of its own: composed first, and what turns directions left out.
  canName: (tool, server) => /^[ -~]+$/.test(server + tool) && nameTool(server, tool).length <= longestName,
  canHide: () => true,
  canLimit: () => false,
  canBind: () => 'no',
  nameTool,
};

function nameTool(server: string, tool: string): string {
  return `mcp__${flatten(server)}__${flatten(tool)}`;
}

function flatten(text: string): string {
  return text.replace(/[^A-Za-z0-9_-]/g, '_');
}

function emit(policy: Policy, options?: EmitOptions): Emission {
  const lowered = lower(policy, engine, options);
  const named = lowered.servers.flatMap(({ key, rules }) =>
    rules.map((rule) => ({ name: nameTool(key, rule.tool), rule })),
  );
  const list = (belongs: (rule: LoweredRule) => boolean) =>
    [...new Set(named.flatMap(({ name, rule }) => (belongs(rule) ? name : [])))].sort();
  const command = `node "$CLAUDE_PROJECT_DIR/${folder}/${guardScript}" claude-code`;
  const settings = {
    $schema: 'https://json.schemastore.org/claude-code-settings.json',
    permissions: {
      deny: list(({ decision }) => decision === 'deny' || decision === 'hide'),
      // A rule that asks outranks the guard's yes; a tool in no list is asked about until the guard says yes.
      ask: list(({ decision, guardDecision }) => decision === 'ask' && guardDecision === 'ask'),
      allow: list(({ decision }) => decision === 'allow'),
      // Without it, a flag switches off every question.
      disableBypassPermissionsMode: 'disable',
    },
    hooks: {
      PreToolUse: policy.servers.map(({ key }) => ({
        matcher: `mcp__${flatten(key)}__.*`,
        hooks: [{ type: 'command', command, timeout: 10 }],
      })),
    },
  };
  return {
    files: [
      { path: `${folder}/settings.json`, content: `${toVisibleJson(settings, 2)}\n` },
      ...writeGuardFiles(limitToLowered(policy, lowered), folder),
    ],
    coverage: lowered.coverage,
  };
}
