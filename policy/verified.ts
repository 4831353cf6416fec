import verified from './verified.json' with { type: 'json' };

/** What came of replaying a target's documents in the engine that enforces them. */
export interface Replay {
  target: string;
  /** The engine's package. */
  engine: string;
  version: string;
  /** ISO 8601, a day. */
  date: string;
  /** How many calls were made. */
  calls: number;
  /** What was not as the model and the reader of the documents have it, a sentence each. */
  departures: string[];
}

/** The last replays, by target; `scripts/verify-policies` writes them. */
export const replays: readonly Replay[] = verified;
