import { shapes } from './shapes.ts';
import { addLetter, classesOfHash, classId, classSet, letterOf, setWidth, wordCount } from './word-index.ts';

/** A stretch of a text, as offsets in UTF-16 units; `end` is exclusive. */
export interface Stretch {
  start: number;
  end: number;
}

/** Classes that a glance cannot rule out: only a close reading tells an address from another word. */
const unknowable = ['self', 'named', 'address'];
const always = classSet(unknowable);

/**
 * The steps of each shape, each as a set of classes one of which must occur. Filed under the classes of the step that
 * the fewest words fulfil, so that a sentence is held against few of them.
 */
const shapesByClass = new Map<number, Int32Array[][]>();
for (const { follows, beside } of shapes) {
  const steps = `${follows} ${beside}`
    .trim()
    .split(' ')
    .map((step) => step.split('|'));
  const [rarest = []] = steps.toSorted((a, b) => countWords(a) - countWords(b));
  const sets = steps.map(classSet);
  for (const name of rarest) {
    const id = classId(name);
    shapesByClass.set(id, [...(shapesByClass.get(id) ?? []), sets]);
  }
}

function countWords(step: readonly string[]): number {
  return step.reduce((sum, name) => sum + (unknowable.includes(name) ? Infinity : wordCount(name)), 0);
}

/** Signs that classes cannot do without: the name of a tool, a line of a shell, a path of somebody's home. */
const signs: ReadonlyMap<number, Int32Array> = new Map([
  ['_'.charCodeAt(0), classSet(['tool'])],
  ['|'.charCodeAt(0), classSet(['pipe'])],
  ['&'.charCodeAt(0), classSet(['pipe'])],
  ['~'.charCodeAt(0), classSet(['home', 'place'])],
]);

/** In characters; "hide it from users" is longer. */
const shortest = 8;

/**
 * The stretches of a text in which some shape has all its words, in any order. It never misses: elsewhere a close
 * reading finds nothing. One pass over the characters, because nearly every text of nearly every tool ends here.
 */
export function findSuspects(text: string): Stretch[] {
  const suspects: Stretch[] = [];
  const present = always.slice();
  let start = 0;
  let hash = 0;
  for (let index = 0; index <= text.length; index++) {
    const code = index < text.length ? text.charCodeAt(index) : 10;
    const letter = letterOf(code);
    if (letter !== 0) {
      hash = addLetter(hash, letter);
      continue;
    }
    if (hash !== 0) addClasses(present, classesOfHash(hash));
    hash = 0;
    if (code === 32) continue;
    addClasses(present, signs.get(code));
    if (!endsSentence(code, text, index)) continue;
    // A stretch too short for any order: a row of full stops or exclamation marks.
    if (index - start > shortest && mayHoldShape(present)) suspects.push({ start, end: index });
    present.set(always);
    start = index + 1;
  }
  return suspects;
}

function addClasses(present: Int32Array, classes: Int32Array | undefined): void {
  if (classes === undefined) return;
  for (let index = 0; index < setWidth; index++)
    present[index] = (present[index] ?? 0) | (classes[index] ?? 0);
}

/** As `sentences.ts` ends them, or later: what is looked at together may be more, never less. */
function endsSentence(code: number, text: string, index: number): boolean {
  if (code === 46) return text.charCodeAt(index + 1) <= 32;
  return code === 10 || code === 33 || code === 59 || code === 63;
}

function mayHoldShape(present: Int32Array): boolean {
  for (let part = 0; part < setWidth; part++) {
    for (let bits = present[part] ?? 0; bits !== 0; bits &= bits - 1) {
      const filed = shapesByClass.get(part * 32 + 31 - Math.clz32(bits & -bits));
      if (filed?.some((steps) => steps.every((step) => overlaps(step, present)))) return true;
    }
  }
  return false;
}

function overlaps(some: Int32Array, present: Int32Array): boolean {
  for (let part = 0; part < setWidth; part++)
    if (((some[part] ?? 0) & (present[part] ?? 0)) !== 0) return true;
  return false;
}
