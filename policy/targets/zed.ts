import { type Engine, lower } from '../lower.ts';
import { toVisibleJson } from '../plain-text.ts';
import type { Policy } from '../policy.ts';
import type { Emission, EmitOptions, Target } from '../target.ts';

/** Format: `agent.tool_permissions` of Zed's settings; of a tool of MCP only the whole can be decided. */
export const zed: Target = {
  id: 'zed',
  title: 'Zed',
  engine: 'Zed reads it in its settings.json; merge it into yours.',
  language: 'json',
  fileName: 'settings.json',
  canAsk: true,
  emit,
};

/** The default is for every tool of Zed, so it stays with asking. */
const engine: Engine = {
  canAsk: true,
  hasGuard: false,
  unknownTools: ['ask'],
  canName: () => true,
  canHide: () => false,
  canLimit: () => false,
  canBind: () => 'no',
  nameTool,
};

function nameTool(server: string, tool: string): string {
  return `mcp:${server}:${tool}`;
}

const words = { allow: 'allow', ask: 'confirm', deny: 'deny', hide: 'deny' } as const;

function emit(policy: Policy, options?: EmitOptions): Emission {
  const { servers, coverage } = lower(policy, engine, options);
  const tools = servers.flatMap(({ key, rules }) =>
    rules.map(({ tool, decision }) => [nameTool(key, tool), { default: words[decision] }]),
  );
  const document = {
    agent: { tool_permissions: { default: 'confirm', tools: Object.fromEntries(tools) } },
  };
  return { files: [{ path: zed.fileName, content: `${toVisibleJson(document, 2)}\n` }], coverage };
}
