import type { Call } from '../evaluate.ts';
import { evaluate } from '../evaluate.ts';
import type { Policy } from '../policy.ts';
import { readCalls } from './read-calls.ts';

/** The guard's word on a call, in the words in which a client describes it to a hook; null where it has none. What it cannot read it denies. */
export function askGuard(
  client: string,
  said: Record<string, unknown>,
  policy: Policy,
): 'allow' | 'ask' | 'deny' | null {
  let calls: Call[];
  try {
    calls = readCalls(client, said, policy);
  } catch {
    return 'deny';
  }
  const words = calls.map((call) => evaluate(policy, call).decision);
  if (words.length === 0) return null;
  if (words.some((word) => word === 'deny' || word === 'hide')) return 'deny';
  return words.includes('ask') ? 'ask' : 'allow';
}
