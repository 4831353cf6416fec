import type { GatewayRule } from '../gateway.ts';
import { lowerForGateway } from '../gateway.ts';
import { toVisibleJson } from '../plain-text.ts';
import type { Policy } from '../policy.ts';
import type { Emission, Target } from '../target.ts';

/** Format: policylayer.com/docs/writing-policies. Only forms that its pages show are written. */
export const policylayer: Target = {
  id: 'policylayer',
  title: 'PolicyLayer',
  engine: 'The PolicyLayer gateway enforces it for every grant that it is attached to.',
  language: 'json',
  fileName: 'policy.json',
  emit,
};

/** `*` in `hide` hides every tool. */
const gateway = {
  canName: (tool: string) => tool !== '*',
  canHide: () => true,
  canLimit: () => true,
};

function emit(policy: Policy): Emission {
  const { unknownTools, rules, coverage } = lowerForGateway(policy, gateway);
  const hidden = rules.filter(({ decision }) => decision === 'hide').map(({ tool }) => tool);
  const listed = rules.filter(({ decision }) => decision !== 'hide');
  const document = {
    version: '1',
    default: unknownTools,
    ...(hidden.length > 0 && { hide: hidden }),
    // Own properties even for `__proto__`, which assignment would lose.
    tools: Object.fromEntries(listed.map((rule) => [rule.tool, writeRule(rule)])),
  };
  return { content: `${toVisibleJson(document, 2)}\n`, coverage };
}

function writeRule({ tool, decision, rate, note }: GatewayRule): object {
  if (decision === 'deny') return { deny_if: [{ conditions: [], on_deny: note || 'Denied by policy.' }] };
  if (rate === null) return {};
  return { limits: [{ counter: `${tool}_rate`, window: rate.per, max: rate.max, scope: 'grant' }] };
}
