import type { Policy } from './policy.ts';
import type { Decision, RateLimit } from './recommendation.ts';

/** What one call gets. */
export interface Outcome {
  decision: Decision;
  /** null where no limit applies; always null where no call passes. */
  rate: RateLimit | null;
}

/** What a call to a tool gets under a policy: the meaning of the model, to which every target's document is held. */
export function evaluate(policy: Policy, tool: string): Outcome {
  const rule = policy.rules.find((rule) => rule.tool === tool);
  if (rule === undefined) return { decision: policy.unknownTools, rate: null };
  const passes = rule.decision === 'allow' || rule.decision === 'ask';
  return { decision: rule.decision, rate: passes ? rule.rate : null };
}
