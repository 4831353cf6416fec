import { type Constraint, holds } from './constraint.ts';
import type { Policy, ServerPolicy } from './policy.ts';
import type { Decision, RateLimit } from './recommendation.ts';

/** One call of a tool, as a client makes it. */
export interface Call {
  /** The server's key. */
  server: string;
  tool: string;
  arguments: Readonly<Record<string, unknown>>;
}

/** What one call gets. */
export interface Outcome {
  decision: Decision;
  /** null where no limit applies; always null where no call passes. */
  rate: RateLimit | null;
  /** The constraint that the call breaks; null where it breaks none. */
  broken: Constraint | null;
}

/**
 * What a call gets under a policy: the meaning of the model, to which every target's document is held.
 * A call that breaks a constraint is denied; a server that the policy does not name gets nothing.
 * The guard carries its text, so it needs nothing but `holds` and itself.
 * @param canAsk false for an engine that has nobody to ask: what stands in for asking is then the answer.
 */
export function evaluate(policy: Policy, call: Call, canAsk = true): Outcome {
  const server = policy.servers.find(({ key }) => key === call.server);
  return server === undefined ? refuse('deny') : evaluateServer(server);

  function evaluateServer({ rules, unknownTools }: ServerPolicy): Outcome {
    const rule = rules.find(({ tool }) => tool === call.tool);
    if (rule === undefined) {
      return unknownTools === 'ask' && !canAsk ? refuse('deny') : refuse(unknownTools);
    }
    const { decision, withoutAsk, constraints, rate } = rule;
    if (decision === 'deny' || decision === 'hide') return refuse(decision);
    const broken = constraints.find((constraint) => !holds(constraint, call.arguments)) ?? null;
    if (broken !== null) return { decision: 'deny', rate: null, broken };
    if (decision === 'ask' && !canAsk) {
      return withoutAsk === 'allow' ? { decision: 'allow', rate, broken } : refuse('deny');
    }
    return { decision, rate, broken };
  }

  function refuse(decision: Decision): Outcome {
    return { decision, rate: null, broken: null };
  }
}
