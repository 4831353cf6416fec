import { type Engine, type LoweredServer, lower } from '../lower.ts';
import { toVisibleJson } from '../plain-text.ts';
import type { Policy } from '../policy.ts';
import { addressOf } from '../server-address.ts';
import type { Emission, EmitOptions, Target } from '../target.ts';

/** Format: types of the Anthropic SDK's beta `mcp-client-2025-11-20`. */
export const anthropicToolset: Target = {
  id: 'anthropic-toolset',
  title: 'Anthropic MCP connector',
  engine:
    'Merge it into a request to the Messages API with the beta mcp-client-2025-11-20, with the address of your server.',
  language: 'json',
  fileName: 'anthropic-mcp.json',
  canAsk: false,
  emit,
};

/** A tool is offered to the model or not, and that is all. */
const engine: Engine = {
  canAsk: false,
  hasGuard: false,
  unknownTools: ['allow', 'deny'],
  canName: () => true,
  canHide: () => true,
  canLimit: () => false,
  canBind: () => 'no',
};

function emit(policy: Policy, options?: EmitOptions): Emission {
  const { servers, coverage } = lower(policy, engine, options);
  const document = {
    mcp_servers: servers.map(({ key, name }) => ({ type: 'url', name: key, url: addressOf(name) })),
    tools: servers.map(writeToolset),
  };
  return {
    files: [{ path: anthropicToolset.fileName, content: `${toVisibleJson(document, 2)}\n` }],
    coverage,
  };
}

function writeToolset({ key, unknownTools, rules }: LoweredServer): object {
  const isEnabled = unknownTools === 'allow';
  const configs = rules.map(({ tool, decision }) => [tool, { enabled: decision === 'allow' }] as const);
  return {
    type: 'mcp_toolset',
    mcp_server_name: key,
    default_config: { enabled: isEnabled },
    configs: Object.fromEntries(configs.filter(([, { enabled }]) => enabled !== isEnabled)),
  };
}
