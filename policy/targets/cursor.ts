import { guardScript, limitToLowered, writeGuardFiles } from '../guard/guard-files.ts';
import { type Engine, lower } from '../lower.ts';
import { toVisibleJson } from '../plain-text.ts';
import type { Policy } from '../policy.ts';
import type { Emission, EmitOptions, Target } from '../target.ts';

/**
 * Format: `permissions` of Cursor's cli.json, and a hook before each call to MCP. A denial outranks a permission, and
 * what neither names is asked about; of the guard only a no is heard.
 */
export const cursor: Target = {
  id: 'cursor',
  title: 'Cursor',
  engine:
    "Cursor's command line reads it as .cursor/cli.json of a project; it and the editor ask the guard script through .cursor/hooks.json before each call.",
  language: 'json',
  fileName: 'cli.json',
  canAsk: true,
  emit,
};

const folder = '.cursor';

const engine: Engine = {
  canAsk: true,
  hasGuard: true,
  leavesUnknownToGuard: true,
  unknownTools: ['ask', 'deny'],
  // Both halves of a rule are patterns, so only signs that stand for themselves can be in one.
  canName: (tool, server) => /^\w[\w.-]*$/.test(tool) && /^\w[\w.-]*$/.test(server),
  canHide: () => false,
  canLimit: () => false,
  canBind: () => 'no',
  nameTool,
};

/** Capitals make no difference. */
function nameTool(server: string, tool: string): string {
  return `Mcp(${server.toLowerCase()}:${tool.toLowerCase()})`;
}

function emit(policy: Policy, options?: EmitOptions): Emission {
  const lowered = lower(policy, engine, options);
  const named = lowered.servers.flatMap(({ key, rules }) =>
    rules.map(({ tool, decision }) => ({ rule: `Mcp(${key}:${tool})`, decision })),
  );
  const list = (wanted: string) =>
    named.flatMap(({ rule, decision }) => (decision === wanted ? rule : [])).sort();
  const permissions = { allow: list('allow'), deny: list('deny') };
  const hook = { command: `node ${folder}/${guardScript} cursor`, failClosed: true };
  const hooks = { version: 1, hooks: { beforeMCPExecution: [hook] } };
  return {
    files: [
      { path: `${folder}/cli.json`, content: `${toVisibleJson({ permissions }, 2)}\n` },
      ...writeGuardFiles(limitToLowered(policy, lowered), folder),
      { path: `${folder}/hooks.json`, content: `${toVisibleJson(hooks, 2)}\n` },
    ],
    coverage: lowered.coverage,
  };
}
