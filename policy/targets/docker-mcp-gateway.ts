import { Document } from 'yaml';
import { sayRefused } from '../comments.ts';
import { type Engine, lower } from '../lower.ts';
import type { Policy } from '../policy.ts';
import type { Emission, EmitOptions, Target } from '../target.ts';
import { writeYaml } from '../yaml.ts';

/** Format: ~/.docker/mcp/tools.yaml of Docker's MCP gateway, a map of servers to the tools that are enabled. */
export const dockerMcpGateway: Target = {
  id: 'docker-mcp-gateway',
  title: 'Docker MCP Gateway',
  engine:
    'Docker MCP Gateway reads it as ~/.docker/mcp/tools.yaml; its servers must be called like the ones here.',
  language: 'yaml',
  fileName: 'tools.yaml',
  canAsk: false,
  emit,
};

/** A tool is enabled or not there at all. */
const engine: Engine = {
  canAsk: false,
  hasGuard: false,
  unknownTools: ['deny'],
  canName: (tool) => tool.isWellFormed(),
  canHide: () => true,
  canLimit: () => false,
  canBind: () => 'no',
};

function emit(policy: Policy, options?: EmitOptions): Emission {
  const { servers, coverage } = lower(policy, engine, options);
  const entries = servers.map(({ key, rules }) => [
    key,
    rules.filter(({ decision }) => decision === 'allow').map(({ tool }) => tool),
  ]);
  const document = new Document(Object.fromEntries(entries), { compat: 'yaml-1.1' });
  document.commentBefore = servers.flatMap((server) => sayRefused(server, coverage, 'Left out')).join('\n');
  return { files: [{ path: dockerMcpGateway.fileName, content: writeYaml(document) }], coverage };
}
