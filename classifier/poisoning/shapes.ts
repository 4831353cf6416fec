import type { SignalId } from '../classification.ts';

/** A kind of order to the model, as classes of words that follow each other in one sentence. */
export interface Shape {
  signal: Extract<SignalId, 'hidden-instructions' | 'shadowing'>;
  /** What it does, as a page says it. */
  says: string;
  /** Classes of `vocabulary.ts` in their order, other words between them allowed; `a|b` is either. */
  follows: string;
  /** From the first to the last of them, in words. */
  within: number;
  /** Classes one of which must stand somewhere in the same sentence as well; empty for none. */
  beside: string;
  /** A sentence that reports such words ("detects attempts to ignore …") does not use them. */
  isQuotable: boolean;
}

/**
 * From the attacks that researchers published: who is addressed, what is asked, what is hidden.
 * A row reads: within how many words, which classes, and which beside them.
 */
export const shapes: readonly Shape[] = [
  ...quotable('sets earlier orders aside', [
    [9, 'ignore earlier rules'],
    [7, 'ignore rules earlier'],
    [3, 'drop all earlier'],
  ]),
  ...quotable('sets rules of safety aside', [
    [6, 'ignore safety rules'],
    [4, 'ignore user rules'],
    [4, 'ignore safety checks', 'must|please|immediately'],
    [7, 'ignore normal safety checks'],
    [7, 'ignore checks safety normal'],
    [7, 'ignore checks normal'],
  ]),
  ...quotable('asks for the system prompt', [
    [5, 'reveal system prompt'],
    [4, 'show own system prompt'],
  ]),
  ...orders('keeps something from the user', [
    [8, 'forbid tell user'],
    [3, 'forbid tell this'],
    [6, 'keep hidden user'],
  ]),
  ...orders('acts in secret', [[0, 'quietly', 'place|secret|conversation|address']]),
  ...orders('acts without asking', [
    [16, 'transfer without approval user', 'order|automatically'],
    [16, 'transfer without user approval', 'order|automatically'],
    [16, 'transfer without ask user', 'order|automatically'],
  ]),
  ...orders('asks for secrets', [
    [8, 'read place', 'order'],
    [6, 'read contents place', 'own'],
  ]),
  ...orders('sends secrets away', [
    [10, 'send place|secret', 'outward|address'],
    [6, 'send keyKind key', 'outward|address'],
  ]),
  ...orders('sends the conversation away', [
    [16, 'transfer telemetry including conversation'],
    [8, 'send everything conversation', 'address|outward'],
  ]),
  ...orders('gives the assistant another identity', [
    [8, 'assistant adopt persona', 'ignore'],
    [5, 'you now power'],
  ]),
  ...orders('claims authority over the assistant', [[4, 'authority rules']]),
  ...orders('orders a command to be run', [[24, 'order run shell', 'pipe|address|place']]),
  ...orders('orders something under a pretext', [[40, 'pretext must invoke|change address|place|tool']]),
  ...orders('puts words into the mouth of the assistant', [
    [40, 'must say announce'],
    [30, 'first invoke tool say user'],
  ]),
  ...orders('stops the assistant', [[3, 'must halt', 'user']]),
  ...orders('sends the assistant elsewhere', [[12, 'self retired vulnerable']]),
  ...orders("changes the user's input", [
    [4, 'regardless user'],
    [5, 'drop user specified'],
  ]),
  ...orders('puts another task first', [
    [5, 'do following first'],
    [6, 'first you solve task'],
  ]),
  ...shadows("changes another tool's use", [
    [14, 'used tool must read|send'],
    [6, 'tool used must'],
    [3, 'also present tool'],
  ]),
  ...shadows('speaks for another tool', [[6, 'tool noun improved']]),
  ...shadows('puts itself before another tool', [
    [14, 'instead used noun must used this first'],
    [20, 'user asked used tool first used this'],
  ]),
];

type Row = [within: number, follows: string, beside?: string];

function orders(says: string, rows: Row[]): Shape[] {
  return rows.map((row) => shape('hidden-instructions', says, row, false));
}

function quotable(says: string, rows: Row[]): Shape[] {
  return rows.map((row) => shape('hidden-instructions', says, row, true));
}

function shadows(says: string, rows: Row[]): Shape[] {
  return rows.map((row) => shape('shadowing', says, row, false));
}

function shape(
  signal: Shape['signal'],
  says: string,
  [within, follows, beside = '']: Row,
  isQuotable: boolean,
): Shape {
  return { signal, says, follows, within, beside, isQuotable };
}
