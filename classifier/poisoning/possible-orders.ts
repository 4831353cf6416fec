import { type Combination, combinations, splitCombinations } from './combinations.ts';
import { joins } from './join-marks.ts';
import { type Concept, conceptsIn, vocabulary } from './vocabulary.ts';

/** Each concept is a bit of a row of integers; all that is asked of a sentence is asked of these. */
const mostConcepts = 256;
const width = mostConcepts / 32;
const concepts: Concept[] = [];

function numberOf(concept: Concept): number {
  const known = concepts.indexOf(concept);
  if (known >= 0) return known;
  if (concepts.length === mostConcepts) throw new Error(`more than ${mostConcepts} concepts`);
  return concepts.push(concept) - 1;
}

// All at once, so that too many are found out while modules load.
for (const concept of Object.keys(vocabulary) as Concept[]) numberOf(concept);

/** A set of few concepts: the integers that hold a bit of them, each followed by these bits. */
type FewConcepts = readonly number[];

function fewConcepts(some: readonly Concept[]): FewConcepts {
  const bits: number[] = [];
  for (const concept of some) {
    const number = numberOf(concept);
    bits[number >> 5] = (bits[number >> 5] ?? 0) | (1 << number);
  }
  return [...bits.entries()].flatMap(([place, bit]) => (bit === undefined ? [] : [place, bit]));
}

/** What a sentence must speak of: a concept of each set. */
type Needs = readonly FewConcepts[];

const needsByRow: ReadonlyMap<Combination, Needs> = new Map(
  combinations.map((row) => [row, row.steps.map(fewConcepts)]),
);

/** What whole and half orders need besides that begin with a concept, by its number: few begin with a common word. */
const needsByAnchor: Needs[][] = [];
const anchors = new Int32Array(width);
for (const [first = [], ...others] of [
  ...combinations.map(({ steps }) => steps),
  ...splitCombinations.flatMap(({ before, after }) => [before, after]),
]) {
  const needs = others.map(fewConcepts);
  for (const anchor of first) {
    const number = numberOf(anchor);
    needsByAnchor[number] = [...(needsByAnchor[number] ?? []), needs];
    anchors[number >> 5] = (anchors[number >> 5] ?? 0) | (1 << number);
  }
}

/** What a word that may play some parts brings into a sentence. */
interface Filling {
  concepts: FewConcepts;
  /** What it means together with a word before it. */
  joins: readonly { first: FewConcepts; meaning: FewConcepts }[];
}

/** By the number of the list of parts; made when first met. */
const fillings: (Filling | undefined)[] = [];

function fillingOf(parts: number): Filling {
  fillings[parts] ??= fill(conceptsIn(parts));
  return fillings[parts];
}

function fill(parts: readonly Concept[]): Filling {
  return {
    concepts: fewConcepts(parts),
    joins: joins
      .filter(({ second }) => second.some((concept) => parts.includes(concept)))
      .map(({ first, meaning }) => ({ first: fewConcepts(first), meaning: fewConcepts(meaning) })),
  };
}

/** Which orders the words of a sentence may give, wherever they stand: told while they are read, by bits alone. */
export class PossibleOrders {
  private readonly said = new Int32Array(width);

  clear(): void {
    for (let place = 0; place < width; place++) this.said[place] = 0;
  }

  /** Takes in the next word, which may play these parts. */
  add(parts: number): void {
    const { concepts, joins } = fillingOf(parts);
    for (const { first, meaning } of joins) if (this.holdsSome(first)) this.say(meaning);
    this.say(concepts);
  }

  /** Whether any order is possible, whole or half. */
  hasAny(): boolean {
    for (let place = 0; place < width; place++) {
      for (let left = (this.said[place] ?? 0) & (anchors[place] ?? 0); left !== 0; left &= left - 1) {
        const anchor = 32 * place + 31 - Math.clz32(left & -left);
        for (const needs of needsByAnchor[anchor] ?? []) if (this.fulfils(needs)) return true;
      }
    }
    return false;
  }

  has(row: Combination): boolean {
    return this.fulfils(needsByRow.get(row) ?? []);
  }

  private fulfils(needs: Needs): boolean {
    for (const need of needs) if (!this.holdsSome(need)) return false;
    return true;
  }

  private holdsSome(few: FewConcepts): boolean {
    for (let at = 0; at < few.length; at += 2) {
      if (((this.said[few[at] ?? 0] ?? 0) & (few[at + 1] ?? 0)) !== 0) return true;
    }
    return false;
  }

  private say(few: FewConcepts): void {
    for (let at = 0; at < few.length; at += 2) {
      const place = few[at] ?? 0;
      this.said[place] = (this.said[place] ?? 0) | (few[at + 1] ?? 0);
    }
  }
}
