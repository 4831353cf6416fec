import { type Engine, type LoweredRule, type LoweredServer, lower } from '../lower.ts';
import { toVisibleJson } from '../plain-text.ts';
import type { Policy } from '../policy.ts';
import { nameServerFile } from '../server-file.ts';
import type { Emission, EmitOptions, Target } from '../target.ts';

/** Format: policylayer.com/docs/writing-policies. Only forms that its pages show are written. */
export const policylayer: Target = {
  id: 'policylayer',
  title: 'PolicyLayer',
  engine: 'The PolicyLayer gateway enforces it for every grant that it is attached to.',
  language: 'json',
  fileName: 'policy.json',
  canAsk: false,
  emit,
};

/** `*` in `hide` hides every tool. The form of a condition on arguments is not documented where we could read it. */
const engine: Engine = {
  canAsk: false,
  hasGuard: false,
  unknownTools: ['allow', 'deny'],
  canName: (tool: string) => tool !== '*',
  canHide: () => true,
  canLimit: () => true,
  canBind: () => 'no',
};

function emit(policy: Policy, options?: EmitOptions): Emission {
  const { servers, coverage } = lower(policy, engine, options);
  const files = servers.map((server, place) => ({
    path: nameServerFile(policylayer.fileName, server.key, place, servers.length),
    content: `${toVisibleJson(writeDocument(server), 2)}\n`,
  }));
  return { files, coverage };
}

function writeDocument({ unknownTools, rules }: LoweredServer): object {
  const hidden = rules.filter(({ decision }) => decision === 'hide').map(({ tool }) => tool);
  const listed = rules.filter(({ decision }) => decision !== 'hide');
  return {
    version: '1',
    default: unknownTools,
    ...(hidden.length > 0 && { hide: hidden }),
    // Own properties even for `__proto__`, which assignment would lose.
    tools: Object.fromEntries(listed.map((rule) => [rule.tool, writeRule(rule)])),
  };
}

function writeRule({ tool, decision, rate, note }: LoweredRule): object {
  if (decision === 'deny') return { deny_if: [{ conditions: [], on_deny: note || 'Denied by policy.' }] };
  if (rate === null) return {};
  return { limits: [{ counter: `${tool}_rate`, window: rate.per, max: rate.max, scope: 'grant' }] };
}
