import { type Engine, type LoweredServer, lower } from '../lower.ts';
import { toVisibleJson } from '../plain-text.ts';
import type { Policy } from '../policy.ts';
import { addressOf } from '../server-address.ts';
import type { Emission, EmitOptions, Target } from '../target.ts';

/** Format: type `Tool.Mcp` of the OpenAI SDK's Responses API. */
export const openaiResponses: Target = {
  id: 'openai-responses',
  title: 'OpenAI Responses API',
  engine: 'Put it into the tools of a request to the Responses API, with the address of your server.',
  language: 'json',
  fileName: 'openai-tools.json',
  canAsk: true,
  emit,
};

/** What is not in allowed_tools is not offered to the model; approvals name tools, and nothing binds arguments. */
const engine: Engine = {
  canAsk: true,
  hasGuard: false,
  unknownTools: ['deny'],
  canName: () => true,
  canHide: () => true,
  canLimit: () => false,
  canBind: () => 'no',
};

function emit(policy: Policy, options?: EmitOptions): Emission {
  const { servers, coverage } = lower(policy, engine, options);
  const content = `${toVisibleJson(servers.flatMap(writeServer), 2)}\n`;
  return { files: [{ path: openaiResponses.fileName, content }], coverage };
}

/** Nothing for a server of which nothing passes: what an empty list of allowed tools means is not documented. */
function writeServer({ key, name, rules }: LoweredServer): object[] {
  const named = (decision: 'allow' | 'ask') =>
    rules.filter((rule) => rule.decision === decision).map(({ tool }) => tool);
  const [never, always] = [named('allow'), named('ask')];
  if (never.length + always.length === 0) return [];
  return [
    {
      type: 'mcp',
      server_label: key,
      server_url: addressOf(name),
      allowed_tools: { tool_names: [...never, ...always] },
      require_approval: {
        ...(never.length > 0 && { never: { tool_names: never } }),
        ...(always.length > 0 && { always: { tool_names: always } }),
      },
    },
  ];
}
