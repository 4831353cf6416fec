import type { Policy, ServerPolicy } from './policy.ts';
import type { Decision, RateLimit, Recommendation } from './recommendation.ts';

/** What a person decided for one tool, over what is recommended. */
export interface Choice {
  /** Key of the server; null means every server that has such a tool. */
  server: string | null;
  tool: string;
  /** null keeps what is recommended. */
  decision: Exclude<Decision, 'hide'> | null;
  /** null keeps what is recommended. */
  rate: RateLimit | null;
}

/** The policy with a person's choices in it, each marked; `unmatched` are those that no tool of it answers to. */
export function applyChoices(
  policy: Policy,
  choices: readonly Choice[],
): { policy: Policy; unmatched: Choice[] } {
  const fits = (choice: Choice, { key }: ServerPolicy, { tool }: Recommendation) =>
    choice.tool === tool && (choice.server === null || choice.server === key);
  const servers = policy.servers.map((server) => ({
    ...server,
    rules: server.rules.map((rule) =>
      choices.filter((choice) => fits(choice, server, rule)).reduce(applyChoice, rule),
    ),
  }));
  const unmatched = choices.filter(
    (choice) => !policy.servers.some((server) => server.rules.some((rule) => fits(choice, server, rule))),
  );
  return { policy: { servers }, unmatched };
}

function applyChoice(rule: Recommendation, { decision, rate }: Choice): Recommendation {
  const chosen = { ...rule, isChosen: true, rate: rate ?? rule.rate };
  if (decision === null) return { ...chosen, withoutAsk: rate === null ? rule.withoutAsk : 'allow' };
  const passed = rule.decision === 'allow' || rule.decision === 'ask';
  return {
    ...chosen,
    decision,
    // Who allows a call has answered the question already.
    withoutAsk: decision === 'allow' ? 'allow' : rule.withoutAsk,
    constraints: decision === 'deny' ? [] : rule.constraints,
    rate: rate ?? (passed && decision !== 'deny' ? rule.rate : null),
    reason: `Chosen by hand: ${decision}. ${rule.reason}`,
  };
}
