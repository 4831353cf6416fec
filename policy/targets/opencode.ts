import { type Engine, lower } from '../lower.ts';
import { toVisibleJson } from '../plain-text.ts';
import type { Policy } from '../policy.ts';
import type { Emission, EmitOptions, Target } from '../target.ts';

/**
 * Format: `permission` of OpenCode's configuration. The last key that matches wins, so the order of the keys is the
 * policy; what no key matches is allowed. A key for arguments is accepted and never matches a tool of MCP.
 */
export const opencode: Target = {
  id: 'opencode',
  title: 'OpenCode',
  engine: 'OpenCode reads it as opencode.json of a project, or the keys of its `permission` from there.',
  language: 'json',
  fileName: 'opencode.json',
  canAsk: true,
  emit,
};

const engine: Engine = {
  canAsk: true,
  hasGuard: false,
  unknownTools: ['allow', 'ask', 'deny'],
  // A number as a key would move to the front; the server's key and the line after it keep every name from being one.
  canName: (tool, server) => tool.isWellFormed() && server.isWellFormed(),
  canHide: () => true,
  canLimit: () => false,
  canBind: () => 'no',
  nameTool,
};

function nameTool(server: string, tool: string): string {
  return flatten(`${server}_${tool}`);
}

/** As OpenCode flattens names: a sign outside of the Basic Multilingual Plane becomes two lines. */
function flatten(text: string): string {
  return text.replace(/[^A-Za-z0-9_-]/g, '_');
}

function emit(policy: Policy, options?: EmitOptions): Emission {
  const { servers, coverage } = lower(policy, engine, options);
  const permission = new Map<string, 'allow' | 'ask' | 'deny'>();
  // `my_*` holds of `my_server_x` as well, so the longer key comes later and wins.
  const byLength = servers.toSorted((a, b) => a.key.length - b.key.length);
  for (const { key, unknownTools } of byLength) permission.set(`${flatten(key)}_*`, unknownTools);
  for (const { key, rules } of servers) {
    for (const { tool, decision } of rules)
      permission.set(nameTool(key, tool), decision === 'hide' ? 'deny' : decision);
  }
  const document = {
    $schema: 'https://opencode.ai/config.json',
    permission: Object.fromEntries(permission),
  };
  return { files: [{ path: 'opencode.json', content: `${toVisibleJson(document, 2)}\n` }], coverage };
}
