import { Document } from 'yaml';
import { writeCelString } from '../cel.ts';
import { sayRefused } from '../comments.ts';
import { type Engine, type LoweredServer, lower } from '../lower.ts';
import type { Policy } from '../policy.ts';
import type { Emission, EmitOptions, Target } from '../target.ts';
import { writeYaml } from '../yaml.ts';

/** Format: agentgateway.dev, mcpAuthorization. Once a rule allows something, what none allows is denied and not listed. */
export const agentgateway: Target = {
  id: 'agentgateway',
  title: 'agentgateway',
  engine:
    'agentgateway enforces it; merge it into your configuration, whose targets must be called like the servers here.',
  language: 'yaml',
  fileName: 'config.yaml',
  canAsk: false,
  emit,
};

/** Rules see the tool's name and its target, never the arguments, and limits count whole routes. */
const engine: Engine = {
  canAsk: false,
  hasGuard: false,
  unknownTools: ['deny'],
  canName: (tool, server) => tool.isWellFormed() && server.isWellFormed(),
  canHide: () => true,
  canLimit: () => false,
  canBind: () => 'no',
};

function emit(policy: Policy, options?: EmitOptions): Emission {
  const { servers, coverage } = lower(policy, engine, options);
  const allowed = servers.flatMap(writeAllowance);
  // Without a rule everything would be allowed: this one allows nothing.
  const rules = allowed.length === 0 ? [{ allow: 'false' }] : allowed;
  const document = new Document({ mcp: { policies: { mcpAuthorization: { rules } } } });
  document.commentBefore = servers.flatMap((server) => sayRefused(server, coverage, 'Denied')).join('\n');
  return { files: [{ path: agentgateway.fileName, content: writeYaml(document) }], coverage };
}

function writeAllowance({ key, rules }: LoweredServer): object[] {
  const tools = rules.filter(({ decision }) => decision === 'allow').map(({ tool }) => writeCelString(tool));
  if (tools.length === 0) return [];
  return [{ allow: `mcp.tool.target == ${writeCelString(key)} && mcp.tool.name in [${tools.join(', ')}]` }];
}
