import { type Call, evaluate } from '../evaluate.ts';
import type { Policy } from '../policy.ts';
import type { Decision } from '../recommendation.ts';
import { readCalls } from './read-calls.ts';
import { writeAnswer } from './write-answer.ts';

/**
 * What a client is to be told of the call that it describes: the strictest of what any reading of it gets, for a
 * client's name may stand for several tools. Nothing is decided of a call to a server that the policy does not name.
 * The script carries this function's text.
 * @throws where the client's words are not understood; the caller then denies.
 */
export function judgeCall(client: string, input: unknown, policy: Policy): string {
  const calls: Call[] = readCalls(client, input, policy);
  const order: Decision[] = ['allow', 'ask', 'deny', 'hide'];
  const outcomes = calls.map((call) => evaluate(policy, call));
  const [strictest] = outcomes.sort((a, b) => order.indexOf(b.decision) - order.indexOf(a.decision));
  if (strictest === undefined) return writeAnswer(client, 'none', '');
  const { decision, broken } = strictest;
  if (decision === 'allow') return writeAnswer(client, 'allow', 'The policy allows this call.');
  if (decision === 'ask')
    return writeAnswer(client, 'ask', 'The policy wants a person to decide on this call.');
  const bound =
    broken === null ? 'this tool' : `this call by its argument ${JSON.stringify(broken.argument)}`;
  return writeAnswer(client, 'deny', `The policy denies ${bound}.`);
}
