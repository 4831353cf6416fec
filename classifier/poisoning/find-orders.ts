import { type Combination, combinations, privateConcepts, splitCombinations } from './combinations.ts';
import { joinable } from './join-marks.ts';
import type { Mark, Sentence } from './mark.ts';
import type { PossibleOrders } from './possible-orders.ts';
import type { Concept } from './vocabulary.ts';

/** An order to the model, and where it stands in the text. */
export interface Order {
  signal: Combination['signal'];
  says: string;
  start: number;
  end: number;
}

/** Combinations by the concept that their search starts from. */
const byAnchor = new Map<Concept, Combination[]>();
for (const combination of combinations) {
  for (const anchor of combination.steps[0] ?? [])
    byAnchor.set(anchor, [...(byAnchor.get(anchor) ?? []), combination]);
}
/** A sentence with more words than these that may begin an order is a list; it is searched from the first ones only. */
const mostAnchors = 12;
const ownable: ReadonlySet<Concept> = new Set(privateConcepts);

/** Words without which no combination is complete. */
const telling: ReadonlySet<Concept> = new Set([...byAnchor.keys(), ...joinable]);

/** Whether a sentence can hold a combination at all; most sentences of real definitions cannot. */
export function canOrder(sentence: Sentence): boolean {
  return sentence.some(({ concepts }) => concepts.some((concept) => telling.has(concept)));
}

/**
 * Every combination that stands in a sentence, each once, of those that its words make possible; `isOwn` tells what
 * the tool's very job is about.
 */
export function findOrders(
  sentence: Sentence,
  possible: PossibleOrders,
  isOwn: (concept: Concept) => boolean,
): Order[] {
  const found = new Map<Combination, Order>();
  const anchors = sentence.filter(({ concepts }) => concepts.some((concept) => byAnchor.has(concept)));
  for (const anchor of anchors.slice(0, mostAnchors)) {
    for (const concept of anchor.concepts) {
      for (const row of byAnchor.get(concept) ?? []) {
        if (!possible.has(row) || found.has(row)) continue;
        if (!row.isWhateverItsJob && ownable.has(concept) && isOwn(concept)) continue;
        const order = match(row, anchor, sentence, isOwn);
        if (order !== null) found.set(row, order);
      }
    }
  }
  return found.size > 0 && has(sentence, 'report') ? [] : [...found.values()];
}

/** The first order that stands half in one sentence and half in the next; null where none does. */
export function findSplitOrder(
  before: Sentence,
  after: Sentence,
  isOwn: (concept: Concept) => boolean,
): Order | null {
  const found = splitCombinations.find(
    (split) => holds(after, split.after, isOwn) && holds(before, split.before, isOwn),
  );
  const start = before[0]?.start;
  const end = after.at(-1)?.end;
  if (found === undefined || start === undefined || end === undefined) return null;
  if (has(before, 'report') || has(after, 'report')) return null;
  return { signal: 'hidden-instructions', says: found.says, start, end };
}

/** Whether a sentence has a word for each step, no word for two. */
function holds(
  sentence: Sentence,
  steps: readonly (readonly Concept[])[],
  isOwn: (concept: Concept) => boolean,
): boolean {
  const taken = new Set<number>();
  for (const step of steps) {
    const mark = sentence.find(
      ({ concepts, index }) =>
        !taken.has(index) &&
        concepts.some((concept) => step.includes(concept) && (!ownable.has(concept) || !isOwn(concept))),
    );
    if (mark === undefined) return false;
    taken.add(mark.index);
  }
  return true;
}

function match(
  { signal, says, steps, within, unless, isWhateverItsJob }: Combination,
  anchor: Mark,
  sentence: Sentence,
  isOwn: (concept: Concept) => boolean,
): Order | null {
  let { start, end } = anchor;
  for (const step of steps.slice(1)) {
    const mark = sentence.find(
      (other) =>
        other !== anchor &&
        other.index !== anchor.index &&
        Math.abs(other.index - anchor.index) <= within &&
        other.concepts.some(
          (concept) =>
            step.includes(concept) && (isWhateverItsJob || !ownable.has(concept) || !isOwn(concept)),
        ),
    );
    if (mark === undefined) return null;
    start = Math.min(start, mark.start);
    end = Math.max(end, mark.end);
  }
  if (unless.some((concept) => has(sentence, concept))) return null;
  return { signal, says, start, end };
}

function has(sentence: Sentence, concept: Concept): boolean {
  return sentence.some(({ concepts }) => concepts.includes(concept));
}
