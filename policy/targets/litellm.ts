import { Document } from 'yaml';
import { sayRefused } from '../comments.ts';
import { type Engine, type LoweredServer, lower } from '../lower.ts';
import type { Policy } from '../policy.ts';
import { addressOf } from '../server-address.ts';
import type { Emission, EmitOptions, Target } from '../target.ts';
import { writeYaml } from '../yaml.ts';

/** Format: `mcp_servers` of LiteLLM's proxy configuration. Names are compared with their case. */
export const litellm: Target = {
  id: 'litellm',
  title: 'LiteLLM',
  engine: 'The LiteLLM proxy reads it in its config.yaml; put the address of your server into it.',
  language: 'yaml',
  fileName: 'config.yaml',
  canAsk: false,
  emit,
};

/** A list of what is allowed; an empty one could be taken for none, so a server without any tool is left out. */
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
  const entries = servers.flatMap((server) => {
    const tools = allowedOf(server);
    return tools.length === 0 ? [] : [[server.key, { url: addressOf(server.name), allowed_tools: tools }]];
  });
  const document = new Document({ mcp_servers: Object.fromEntries(entries) }, { compat: 'yaml-1.1' });
  document.commentBefore = servers.flatMap((server) => sayRefused(server, coverage, 'Left out')).join('\n');
  return { files: [{ path: litellm.fileName, content: writeYaml(document) }], coverage };
}

function allowedOf({ rules }: LoweredServer): string[] {
  return rules.filter(({ decision }) => decision === 'allow').map(({ tool }) => tool);
}
