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
    [3, 'drop all first'],
    [4, 'drop all|own rules'],
    [5, 'no attention earlier|rules'],
    [6, 'forbid obey system|safety|user|earlier rules'],
    [6, 'earlier rules lifted'],
    [8, 'longer bound rules|safety'],
    [5, 'you no limits'],
    [8, 'you granted elevated'],
    [9, 'ignore earlier rules'],
    [7, 'ignore rules earlier'],
    [3, 'drop all earlier'],
    [5, 'ignore own rules'],
    [5, 'drop all user'],
    [6, 'drop user said'],
    [8, 'outrank instruction'],
  ]),
  ...quotable('sets rules of safety aside', [
    [0, 'backdoor'],
    [6, 'safety rules not lifted|apply', 'assistant|you|noun'],
    [6, 'ignore safety rules'],
    [4, 'ignore user rules'],
    [4, 'ignore safety checks', 'immediately'],
    [7, 'ignore normal safety checks'],
    [7, 'ignore checks safety normal'],
    [7, 'ignore checks normal'],
    [6, 'safety checks not lifted|apply', 'assistant|you|noun'],
    [4, 'safety rules|checks lifted', 'all|you|assistant'],
  ]),
  ...quotable('asks for the system prompt', [
    [5, 'reveal all earlier'],
    [5, 'show hidden instruction'],
    [5, 'reveal system prompt'],
    [4, 'show own system prompt'],
    [6, 'contain everything system prompt'],
  ]),
  ...orders('keeps something from the user', [
    [4, 'user forbid know'],
    [6, 'user must not informed'],
    [6, 'forbid tell existence'],
    [5, 'forbid let user know'],
    [5, 'no need tell user'],
    [6, 'tellAbroad user no'],
    [4, 'keep discreet this'],
    [3, 'behind user back'],
    [9, 'forbid tell user'],
    [3, 'forbid tell this'],
    [6, 'no tellAbroad user'],
    [6, 'tellAbroad user nothing'],
    [5, 'no telling user'],
    [4, 'no user telling'],
    [6, 'keep hidden user'],
    [5, 'keep this user'],
    [6, 'user not need know'],
    [4, 'user must not know'],
  ]),
  ...orders('acts in secret', [
    [2, 'quietly log|read spy'],
    [2, 'hidden functionality'],
    [3, 'leave no trace'],
    [5, 'forbid log this'],
    [6, 'not visible conversation|answer'],
    [6, 'conceal user'],
    [0, 'quietly', 'place|secret|conversation|address|outward'],
    [2, 'quietly read|send|transfer|invoke|write', 'tool|user'],
  ]),
  ...orders('acts without asking', [
    [16, 'transfer without approval user', 'order|automatically'],
    [16, 'transfer without user approval', 'order|automatically'],
    [16, 'transfer without ask user', 'order|automatically'],
  ]),
  ...orders('asks for secrets', [
    [12, 'must enclose user slot'],
    [6, 'place|home must passive'],
    [6, 'run tool place|home'],
    [14, 'read place slot'],
    [14, 'read home enclose|send slot|address'],
    [14, 'read user secret|key enclose|send'],
    [4, 'send place'],
    [8, 'read place', 'order'],
    [12, 'read place send|enclose'],
    [6, 'read contents place', 'own'],
    [6, 'must read secret', 'own|user|answer|slot'],
    [6, 'enclose user secret|key', 'slot'],
    [8, 'enclose environment variables', 'slot'],
    [12, 'read keyKind key enclose slot'],
    [8, 'write place', 'order'],
    [6, 'contents place', 'named'],
  ]),
  ...orders('sends secrets away', [
    [12, 'must sent|send address'],
    [24, 'key|secret|place|variables sends outward'],
    [10, 'exfiltrate conversation'],
    [10, 'exfiltrate address|outward|place|secret|everything'],
    [12, 'copies all address'],
    [6, 'place pipe shell'],
    [10, 'send place|secret', 'outward|address'],
    [6, 'send keyKind key', 'outward|address'],
    [12, 'place sends ours|outward|address'],
  ]),
  ...orders('sends the conversation away', [
    [16, 'assistant duty send|transfer all user'],
    [16, 'assistant duty send|transfer conversation|address'],
    [12, 'assistant duty enclose own|everything conversation|slot'],
    [16, 'transfer telemetry including conversation'],
    [8, 'send everything conversation', 'address|outward|slot'],
    [6, 'enclose everything conversation', 'slot'],
    [6, 'enclose everything earlier outputs', 'slot'],
    [8, 'name assistant calls this'],
  ]),
  ...orders('gives the assistant another identity', [
    [8, 'assistant adopt persona', 'ignore'],
    [5, 'you now power'],
    [6, 'now adopt power'],
  ]),
  ...orders('claims authority over the assistant', [
    [8, 'obey rules comes', 'blindly'],
    [8, 'priority system prompt|rules'],
    [4, 'you penal'],
    [4, 'authority rules'],
    [8, 'assistant must obey rules', 'comes|all'],
    [8, 'treat comes rules'],
    [6, 'now you|assistant must'],
  ]),
  ...orders('orders a command to be run', [
    [1, 'hazard recursive', 'run|order'],
    [8, 'run superuser', 'order'],
    [24, 'order run shell', 'pipe|address|place'],
    [6, 'run shell', 'pipe|address'],
    [5, 'prefix all commands'],
  ]),
  ...orders('orders something under a pretext', [[40, 'pretext must invoke|change address|place|tool']]),
  ...orders('puts words into the mouth of the assistant', [
    [8, 'blindly answer must say|enclose|contain|sentence'],
    [40, 'must say announce'],
    [30, 'first invoke tool say user'],
    [16, 'say sentence all answer'],
  ]),
  ...orders('stops the assistant', [[3, 'must halt', 'user']]),
  ...orders('sends the assistant elsewhere', [
    [12, 'self retired vulnerable'],
    [12, 'assistant must invoke address'],
  ]),
  ...orders("changes the user's input", [
    [12, 'change user said|asked address'],
    [8, 'instead user gave|said'],
    [4, 'regardless user'],
    [5, 'drop user specified'],
    [6, 'change recipient', 'address|when|must'],
    [3, 'must recipient address'],
  ]),
  ...orders('puts another task first', [
    [5, 'do following first'],
    [6, 'first you solve task'],
  ]),
  ...shadows("changes another tool's use", [
    [8, 'intercept noun'],
    [12, 'when tool used write'],
    [8, 'change slot subsequent noun'],
    [14, 'used tool must read|send'],
    [6, 'tool used must'],
    [10, 'noun|tool must send address'],
    [3, 'also present tool'],
    [10, 'when tool used change|send|enclose'],
    [8, 'when tool used used this first'],
    [10, 'when tool also|must send|change'],
  ]),
  ...shadows('speaks for another tool', [
    [8, 'other noun retired|broken'],
    [6, 'tool noun improved'],
    [6, 'tool noun broken'],
  ]),
  ...shadows('puts itself before another tool', [
    [8, 'used this noun instead tool'],
    [14, 'instead used noun must used this first'],
    [20, 'user asked used tool first used this'],
    [6, 'forbid used all other noun'],
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
