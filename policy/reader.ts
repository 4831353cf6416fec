import type { Call, Outcome } from './evaluate.ts';

/** Documents of one target as its engine understands them. */
export interface Reading {
  /** The tools that the documents name, as their server spells them; no patterns, and none of servers without a key here. */
  names: string[];
  /** What the engine passes over without a word, as sentences: keys it does not know, rules that can match nothing. */
  ignored: string[];
  /** What the engine does with a call. */
  decide(call: Call): Pick<Outcome, 'decision' | 'rate'>;
}

/** How a target's engine reads its documents, written apart from what writes them, or done by the engine itself. */
export interface Reader {
  /** The target's id. */
  id: string;
  /** What stands behind the reading: the engine itself with its package, or the documentation that was followed. */
  basis: string;
  /**
   * @param files texts in the order in which the target writes them, what stands beside the policy included.
   * @param keys the servers' keys, in the policy's order.
   * @throws UnreadablePolicyError where the engine refuses the documents.
   */
  read(files: readonly string[], keys: readonly string[]): Reading;
}

/** The engine would refuse to start, or would drop the whole document; the message says why. */
export class UnreadablePolicyError extends Error {
  override name = 'UnreadablePolicyError';
}
