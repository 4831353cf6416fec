import type { Token } from './sentences.ts';
import { type Shape, shapes } from './shapes.ts';

/** An order to the model, and where it stands in the plain text. */
export interface Order {
  signal: Shape['signal'];
  says: string;
  start: number;
  end: number;
}

interface Pattern {
  shape: Shape;
  steps: string[][];
  beside: string[];
}

const patterns: readonly Pattern[] = shapes.map((shape) => ({
  shape,
  steps: shape.follows.split(' ').map((step) => step.split('|')),
  beside: shape.beside === '' ? [] : shape.beside.split('|'),
}));

/** Every shape that stands in a sentence, each at its first place. */
export function findOrders(sentence: readonly Token[]): Order[] {
  const orders: Order[] = [];
  for (const { shape, steps, beside } of patterns) {
    const place = findPlace(steps, sentence, shape.within);
    if (place === null) continue;
    if (beside.length > 0 && !sentence.some((token) => isOf(token, beside))) continue;
    if (shape.isQuotable && sentence.some((token) => token.classes.includes('mention'))) continue;
    orders.push({ signal: shape.signal, says: shape.says, start: place.first.start, end: place.last.end });
  }
  return orders;
}

/** The first and last token of the first place where the steps follow each other; null where they do not. */
function findPlace(
  steps: string[][],
  sentence: readonly Token[],
  within: number,
): { first: Token; last: Token } | null {
  for (const [start, first] of sentence.entries()) {
    if (!isOf(first, steps[0] ?? [])) continue;
    const last = followFrom(steps, sentence, start, within);
    if (last !== null) return { first, last };
  }
  return null;
}

function followFrom(
  steps: string[][],
  sentence: readonly Token[],
  start: number,
  within: number,
): Token | null {
  let step = 0;
  for (const token of sentence.slice(start, start + within + 1)) {
    if (isOf(token, steps[step] ?? [])) step++;
    if (step === steps.length) return token;
  }
  return null;
}

function isOf(token: Token, classes: readonly string[]): boolean {
  return token.classes.some((name) => classes.includes(name));
}
