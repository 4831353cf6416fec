import type { Call } from '../evaluate.ts';
import { evaluate } from '../evaluate.ts';
import type { Policy } from '../policy.ts';
import { readCalls } from './read-calls.ts';

/** The guard's word on a call that a client describes by its own name for the tool; null where it has none. */
export function askGuard(
  client: string,
  name: string,
  given: Call['arguments'],
  policy: Policy,
): 'allow' | 'ask' | 'deny' | null {
  const calls = readCalls(client, { tool_name: name, tool_input: given }, policy);
  const words = calls.map((call) => evaluate(policy, call).decision);
  if (words.length === 0) return null;
  if (words.some((word) => word === 'deny' || word === 'hide')) return 'deny';
  return words.includes('ask') ? 'ask' : 'allow';
}
