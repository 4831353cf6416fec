import type { FailureReason } from './observation.ts';

/** What an earlier look came to, as far as it says when the next one is due. */
export interface PastLook {
  version: string | null;
  /** ISO 8601. */
  observedAt: string;
  /** `listed`, or the reason of the failure. */
  outcome: string;
  /** Looks in a row that came to this outcome, this one included; 1 or more. */
  inARow: number;
  /** The registry's integrity string of what was looked at; null where none is known. */
  integrity: string | null;
  /** How long its list stays true, in milliseconds, as the server said with it; null where it did not. */
  ttlMs: number | null;
}

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** When what failed is looked at again: after `first`, then after `factor` times as long as before, at most `longest`. */
interface Interval {
  first: number;
  factor: number;
  longest: number;
}

/** The world's doing, which may be over in an hour. */
const passing: Interval = { first: hourMs, factor: 4, longest: 7 * dayMs };
/** The doing of registries, dependencies and load: over tomorrow, or not so soon. */
const lasting: Interval = { first: dayMs, factor: 2, longest: 30 * dayMs };
/** The version's own doing: only what lies around it can change that, and placard itself, which learns to start more. */
const inherent: Interval = { first: 30 * dayMs, factor: 2, longest: 180 * dayMs };

/** By reason, for a version that stays the same; a new one is looked at at once. */
export const failureIntervals: Readonly<Record<FailureReason, Interval>> = {
  unavailable: passing,
  'timed-out': lasting,
  'install-failed': lasting,
  'not-found': lasting,
  'worker-lost': lasting,
  'limit-exceeded': inherent,
  'crashed-at-start': inherent,
  'protocol-error': inherent,
  'needs-network': inherent,
  'needs-arguments': inherent,
  'needs-credentials': inherent,
  'empty-without-credentials': inherent,
  'no-program': inherent,
  // Nothing was wrong with the server: it is looked at as soon as there is a sandbox.
  'sandbox-unavailable': { first: 0, factor: 1, longest: 0 },
};

/** What runs elsewhere can change at any moment, so that even a reason of its own is asked for once a week. */
const longestElsewhere = 7 * dayMs;
/** Between two looks at a remote list, whatever the server says. */
const shortestTtl = hourMs;
const usualTtl = dayMs;

/**
 * Until when a look stands for a new one at the same version of a server: milliseconds since 1970.
 * A list that a package gave stands for ever; a remote one for as long as its `ttlMs` says (SEP-2549), within an hour
 * and a week, and for a day where it says nothing or 0.
 */
export function standsUntil(look: PastLook, runsElsewhere: boolean): number {
  const since = Date.parse(look.observedAt);
  if (look.outcome !== 'listed') return since + waitAfterFailure(look, runsElsewhere);
  if (!runsElsewhere) return Infinity;
  const ttl = look.ttlMs === null || look.ttlMs <= 0 ? usualTtl : look.ttlMs;
  return since + Math.min(Math.max(ttl, shortestTtl), longestElsewhere);
}

function waitAfterFailure({ outcome, inARow }: PastLook, runsElsewhere: boolean): number {
  const isKnown = Object.hasOwn(failureIntervals, outcome);
  // A reason that a newer placard wrote.
  const { first, factor, longest } = isKnown ? failureIntervals[outcome as FailureReason] : lasting;
  const wait = Math.min(first * factor ** (inARow - 1), longest);
  return runsElsewhere ? Math.min(wait, longestElsewhere) : wait;
}
