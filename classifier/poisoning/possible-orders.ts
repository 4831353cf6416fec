import { type Combination, combinations, splitCombinations } from './combinations.ts';
import { joins } from './join-marks.ts';
import { type Concept, conceptsIn } from './vocabulary.ts';

type Steps = Combination['steps'];

/** Rows of the tables, as far as they are looked at here: a sentence without a word for each step gives no such order. */
const rows: readonly Steps[] = [
  ...combinations.map(({ steps }) => steps),
  ...splitCombinations.flatMap(({ before, after }) => [before, after]),
];
/** Three words that must all be there tell almost every sentence apart. */
const stepsAsked = 3;
/** Integers that hold a bit for each row. */
const width = Math.ceil(rows.length / 32);
const size = stepsAsked * width;

/** Steps that a row does not have count as filled. */
const filledAtFirst = new Int32Array(size);
for (const [row, { length }] of rows.entries()) {
  for (let step = length; step < stepsAsked; step++) setBit(filledAtFirst, step, row);
}

function setBit(bits: Int32Array, step: number, row: number): void {
  const place = step * width + (row >> 5);
  bits[place] = (bits[place] ?? 0) | (1 << row);
}

/** The steps that each list of parts fills, with what its words may come to mean beside others; made when first met. */
const fillings: (Int32Array | undefined)[] = [];

function fillingsOf(parts: number): Int32Array {
  let filling = fillings[parts];
  if (filling === undefined) {
    filling = fillSteps(conceptsIn(parts));
    fillings[parts] = filling;
  }
  return filling;
}

function fillSteps(concepts: readonly Concept[]): Int32Array {
  const meant = new Set(concepts);
  for (const { second, meaning } of joins) {
    if (second.some((concept) => meant.has(concept))) for (const concept of meaning) meant.add(concept);
  }
  const filled = new Int32Array(size);
  for (const [row, steps] of rows.entries()) {
    for (const [step, some] of steps.slice(0, stepsAsked).entries()) {
      if (some.some((concept) => meant.has(concept))) setBit(filled, step, row);
    }
  }
  return filled;
}

const rowNumbers: ReadonlyMap<Combination, number> = new Map(
  combinations.map((row, number) => [row, number]),
);

/** Which orders the words of a sentence may give, however they stand: told while they are read, by bits alone. */
export class PossibleOrders {
  private readonly filled = filledAtFirst.slice();

  clear(): void {
    for (let place = 0; place < size; place++) this.filled[place] = filledAtFirst[place] ?? 0;
  }

  /** Takes in a word that may play these parts. */
  add(parts: number): void {
    const filling = fillingsOf(parts);
    const { filled } = this;
    for (let place = 0; place < size; place++) filled[place] = (filled[place] ?? 0) | (filling[place] ?? 0);
  }

  /** Whether any order is possible, whole or half. */
  hasAny(): boolean {
    for (let place = 0; place < width; place++) if (this.completed(place) !== 0) return true;
    return false;
  }

  has(row: Combination): boolean {
    const number = rowNumbers.get(row) ?? 0;
    return (this.completed(number >> 5) & (1 << number)) !== 0;
  }

  private completed(place: number): number {
    let completed = -1;
    for (let step = 0; step < stepsAsked; step++) completed &= this.filled[step * width + place] ?? 0;
    return completed;
  }
}
