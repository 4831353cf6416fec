import type { SignalId } from '../classification.ts';
import type { Token, TokenClass } from './sentences.ts';

/** One shape of an order to the model: classes of words that follow each other in a sentence. */
export interface Shape {
  signal: Extract<SignalId, 'hidden-instructions' | 'shadowing'>;
  /** What it asks for, as a page says it. */
  says: string;
  /** Classes in their order, other words between them allowed; `a|b` is either. */
  follows: string;
  /** From the first to the last of them, in words. */
  within: number;
  /** Classes that must stand somewhere in the same sentence as well. */
  beside?: string;
  /** A sentence that reports such words ("detects attempts to ignore …") does not use them. */
  isQuotable?: boolean;
}

const hidden = 'hidden-instructions';

/** From the attacks that researchers published: who is addressed, what is asked, what is hidden. */
export const shapes: readonly Shape[] = [
  {
    signal: hidden,
    says: 'sets earlier orders aside',
    follows: 'ignore earlier rules',
    within: 9,
    isQuotable: true,
  },
  {
    signal: hidden,
    says: 'sets earlier orders aside',
    follows: 'ignore rules earlier',
    within: 7,
    isQuotable: true,
  },
  {
    signal: hidden,
    says: 'sets earlier orders aside',
    follows: 'drop all earlier',
    within: 3,
    isQuotable: true,
  },
  {
    signal: hidden,
    says: 'sets rules of safety aside',
    follows: 'ignore safety rules',
    within: 6,
    isQuotable: true,
  },
  {
    signal: hidden,
    says: "sets the user's orders aside",
    follows: 'ignore user rules',
    within: 4,
    isQuotable: true,
  },
  {
    signal: hidden,
    says: 'sets checks aside',
    follows: 'ignore safety checks',
    within: 4,
    beside: 'must|all|immediately|please',
    isQuotable: true,
  },
  {
    signal: hidden,
    says: 'gets around checks',
    follows: 'ignore normal safety checks',
    within: 7,
    isQuotable: true,
  },
  {
    signal: hidden,
    says: 'gets around checks',
    follows: 'ignore checks safety normal',
    within: 7,
    isQuotable: true,
  },
  { signal: hidden, says: 'keeps something from the user', follows: 'forbid tell user', within: 8 },
  { signal: hidden, says: 'keeps something from the user', follows: 'forbid tell this', within: 3 },
  { signal: hidden, says: 'keeps something from the user', follows: 'keep hidden user', within: 6 },
  {
    signal: hidden,
    says: 'acts in secret',
    follows: 'quietly',
    within: 1,
    beside: 'place|secret|conversation|address',
  },
  { signal: hidden, says: 'acts without asking', follows: 'transfer without approval user', within: 16 },
  { signal: hidden, says: 'acts without asking', follows: 'transfer without user approval', within: 16 },
  { signal: hidden, says: 'acts without asking', follows: 'transfer without check user', within: 16 },
  { signal: hidden, says: 'asks for secrets', follows: 'read place', within: 8, beside: 'order' },
  { signal: hidden, says: 'asks for secrets', follows: 'read contents place', within: 6, beside: 'own' },
  {
    signal: hidden,
    says: 'sends secrets away',
    follows: 'send place|secret',
    within: 10,
    beside: 'outward|address',
  },
  {
    signal: hidden,
    says: 'sends secrets away',
    follows: 'send keyKind key',
    within: 8,
    beside: 'outward|address',
  },
  {
    signal: hidden,
    says: 'sends the conversation away',
    follows: 'transfer telemetry including conversation',
    within: 16,
  },
  {
    signal: hidden,
    says: 'sends the conversation away',
    follows: 'send everything conversation',
    within: 8,
    beside: 'address|outward',
  },
  {
    signal: hidden,
    says: 'asks for the system prompt',
    follows: 'reveal system prompt',
    within: 5,
    isQuotable: true,
  },
  {
    signal: hidden,
    says: 'gives the assistant another identity',
    follows: 'assistant adopt persona',
    within: 8,
    beside: 'ignore',
  },
  { signal: hidden, says: 'gives the assistant another identity', follows: 'you now power', within: 5 },
  { signal: hidden, says: 'claims authority over the assistant', follows: 'authority rules', within: 4 },
  {
    signal: hidden,
    says: 'orders a command to be run',
    follows: 'order run shell',
    within: 24,
    beside: 'pipe|address|place',
  },
  {
    signal: hidden,
    says: 'orders something under a pretext',
    follows: 'pretext must invoke|change address|place|tool',
    within: 40,
  },
  {
    signal: hidden,
    says: 'puts words into the mouth of the assistant',
    follows: 'must say announce',
    within: 40,
  },
  {
    signal: hidden,
    says: 'puts words into the mouth of the assistant',
    follows: 'first invoke tool say user',
    within: 30,
  },
  { signal: hidden, says: 'stops the assistant', follows: 'must halt', within: 3, beside: 'user' },
  { signal: hidden, says: 'sends the assistant elsewhere', follows: 'self retired vulnerable', within: 12 },
  { signal: hidden, says: "changes the user's input", follows: 'regardless user', within: 4 },
  { signal: hidden, says: "changes the user's input", follows: 'drop user specified', within: 5 },
  { signal: hidden, says: 'puts another task first', follows: 'do following first', within: 5 },
  { signal: hidden, says: 'puts another task first', follows: 'first you solve task', within: 6 },
  {
    signal: 'shadowing',
    says: "changes another tool's use",
    follows: 'used tool must read|send',
    within: 14,
  },
  { signal: 'shadowing', says: "changes another tool's use", follows: 'tool used must', within: 6 },
  { signal: 'shadowing', says: "changes another tool's use", follows: 'also present tool', within: 3 },
  { signal: 'shadowing', says: 'speaks for another tool', follows: 'tool improved', within: 6 },
  {
    signal: 'shadowing',
    says: 'puts itself before another tool',
    follows: 'instead used tool must first',
    within: 14,
  },
  {
    signal: 'shadowing',
    says: 'puts itself before another tool',
    follows: 'user asked used tool first',
    within: 20,
  },
];

/** The tokens of the first place where a shape stands in a sentence; null where it does not. */
export function findShape(shape: Shape, sentence: readonly Token[]): { first: Token; last: Token } | null {
  const steps = stepsOf(shape.follows);
  for (let start = 0; start < sentence.length; start++) {
    const last = follow(steps, sentence, start, shape.within);
    const first = sentence[start];
    if (last === null || first === undefined) continue;
    if (shape.beside !== undefined && !sentence.some((token) => isOf(token, shape.beside?.split('|') ?? [])))
      return null;
    if (shape.isQuotable && sentence.some((token) => token.classes.includes('mention'))) return null;
    return { first, last };
  }
  return null;
}

const parsed = new Map<string, string[][]>();

function stepsOf(follows: string): string[][] {
  let steps = parsed.get(follows);
  if (steps === undefined) {
    steps = follows.split(' ').map((step) => step.split('|'));
    parsed.set(follows, steps);
  }
  return steps;
}

function follow(steps: string[][], sentence: readonly Token[], start: number, within: number): Token | null {
  let step = 0;
  for (let index = start; index < sentence.length && index <= start + within; index++) {
    const token = sentence[index];
    const wanted = steps[step];
    if (token === undefined || wanted === undefined) return null;
    if (isOf(token, wanted)) step++;
    else if (step === 0) return null;
    if (step === steps.length) return token;
  }
  return null;
}

function isOf(token: Token, classes: readonly string[]): boolean {
  return token.classes.some((name: TokenClass) => classes.includes(name));
}
