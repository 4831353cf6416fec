import { evaluate } from './evaluate.ts';
import type { Policy } from './policy.ts';
import type { RateLimit, Recommendation } from './recommendation.ts';
import type { Coverage } from './target.ts';

/** What a gateway's format can say of a tool by its name. What it cannot say becomes a denial, never a permission. */
export interface Gateway {
  canName(tool: string): boolean;
  canHide(tool: string): boolean;
  canLimit(tool: string): boolean;
}

/** A rule that any gateway can carry out. */
export interface GatewayRule {
  tool: string;
  decision: 'allow' | 'deny' | 'hide';
  /** null unless the decision is allow. */
  rate: RateLimit | null;
  /** Why the model decided so; quotes the server. */
  reason: string;
  /** Where this rule departs from the model, one sentence without a word of the server's; '' where it does not. */
  note: string;
}

export interface GatewayPolicy {
  unknownTools: 'allow' | 'deny';
  /** In the order of the model's rules, without those whose tools the format cannot name. */
  rules: GatewayRule[];
  coverage: Coverage[];
}

const cannotAsk = 'A person must approve this call and the gateway cannot ask one, so it is denied.';
const cannotLimit = 'The gateway cannot count the calls of a tool with such a name, so every call is denied.';
const cannotHide = 'The gateway cannot hide a tool with such a name; it is denied but stays listed.';
const cannotName =
  'The gateway cannot name this tool, so it gets what unknown tools get: it stays listed and every call is denied.';
const cannotNameAll = 'Denied, because the gateway cannot name every tool that has a rule.';

/**
 * The policy in the terms of a gateway, which decides on each call by itself and has nobody to ask. A tool that its
 * format cannot name is left out, and unknown tools are then denied, whatever the model says of them.
 */
export function lowerForGateway(policy: Policy, gateway: Gateway): GatewayPolicy {
  const nameable = policy.rules.filter(({ tool }) => gateway.canName(tool));
  const isWhole = nameable.length === policy.rules.length;
  const unknownTools = policy.unknownTools === 'allow' && isWhole ? 'allow' : 'deny';
  const rules = nameable.map((rule) => lowerRule(rule, gateway));
  const lowered = new Map(rules.map((rule) => [rule.tool, rule]));
  const coverage: Coverage[] = [coverUnknownTools(policy, unknownTools)];
  for (const { tool } of policy.rules) coverage.push(...coverTool(policy, tool, lowered.get(tool)));
  return { unknownTools, rules, coverage };
}

function lowerRule({ tool, decision, rate, reason }: Recommendation, gateway: Gateway): GatewayRule {
  const denial: GatewayRule = { tool, decision: 'deny', rate: null, reason, note: '' };
  if (decision === 'deny') return denial;
  if (decision === 'ask') return { ...denial, note: cannotAsk };
  if (decision === 'hide') {
    return gateway.canHide(tool) ? { ...denial, decision } : { ...denial, note: cannotHide };
  }
  return rate === null || gateway.canLimit(tool)
    ? { tool, decision, rate, reason, note: '' }
    : { ...denial, note: cannotLimit };
}

function coverUnknownTools({ unknownTools }: Policy, lowered: 'allow' | 'deny'): Coverage {
  const feature = 'unknown-tools';
  if (unknownTools === lowered) return { tool: null, feature, status: 'exact', note: '' };
  const note = unknownTools === 'ask' ? cannotAsk : cannotNameAll;
  return { tool: null, feature, status: 'stricter', note };
}

function coverTool(policy: Policy, tool: string, lowered: GatewayRule | undefined): Coverage[] {
  const { decision, rate } = evaluate(policy, tool);
  const actual = lowered?.decision ?? 'deny';
  const note = lowered === undefined ? cannotName : lowered.note;
  const status = actual === decision ? 'exact' : decision === 'hide' ? 'unsupported' : 'stricter';
  const coverage: Coverage[] = [{ tool, feature: 'decision', status, note }];
  if (rate !== null) coverage.push({ tool, feature: 'rate', status, note });
  return coverage;
}
