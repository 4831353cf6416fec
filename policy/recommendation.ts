import type { Constraint } from './constraint.ts';

/** What becomes of a call. `ask` waits for a person; `hide` keeps the tool from the agent altogether. */
export const decisions = ['allow', 'ask', 'deny', 'hide'] as const;
export type Decision = (typeof decisions)[number];

/** At most `max` calls of one tool in each window. */
export interface RateLimit {
  max: number;
  per: 'minute' | 'hour' | 'day';
}

/** What placard advises for one tool, and why, in the terms of the tool's own words. */
export interface Recommendation {
  tool: string;
  decision: Decision;
  /** What stands in for asking where an engine has nobody to ask: `allow` only within `rate`. */
  withoutAsk: 'allow' | 'deny';
  /** What must hold of the arguments of every call that passes. */
  constraints: Constraint[];
  /** null where no limit is advised. */
  rate: RateLimit | null;
  /** One sentence for a reader, in plain text. */
  reason: string;
  /** A person chose this decision; it outlives the next version of the server. */
  isChosen: boolean;
}
