import { describeConstraint } from './constraint.ts';
import type { Recommendation } from './recommendation.ts';

/**
 * What is advised, in a few words without the reason: `ask, or at most 10 calls a minute where nobody can be asked`.
 * Names of arguments stand in it as the server wrote them.
 */
export function describeAdvice({ decision, withoutAsk, rate, constraints }: Recommendation): string {
  const limit = rate === null ? '' : `at most ${rate.max} calls a ${rate.per}`;
  const standIn = decision === 'ask' && withoutAsk === 'allow' && limit !== '';
  const answer = standIn
    ? `${decision}, or ${limit} where nobody can be asked`
    : [decision, ...(decision === 'allow' && limit !== '' ? [limit] : [])].join(', ');
  return [answer, ...constraints.map((constraint) => describeConstraint(constraint))].join('; ');
}
