import { know, mostWords, numberBetween } from './known-words.ts';
import { mixed, type Words } from './split-words.ts';

/** What a description says, and which phrases may stand in it: a bit for each list of words of which it has one. */
export interface Described {
  readonly description: string;
  readonly mentions: number;
}

/** Several words in one run are not told apart, so a text that has them may mention anything. */
const anything = -1;

/** The lists that each word is on, by the word's number. */
const listsByNumber = new Int32Array(mostWords);
let lists = 0;
const mostLists = 32;
/** Words of which a description may have one. */
export class Mention {
  private readonly bit: number;

  constructor(words: Iterable<string>) {
    this.bit = listWords(words);
  }

  isIn({ mentions }: Described): boolean {
    return (mentions & this.bit) !== 0;
  }
}

/**
 * A pattern for the words of a description, and the words without which it cannot match: one of each list. Only
 * descriptions that have them are searched.
 */
export class Phrase {
  private readonly pattern: RegExp;
  private readonly needed: number;

  constructor(pattern: RegExp, ...needs: [string, ...string[]]) {
    this.pattern = pattern;
    this.needed = needs.reduce((needed, words) => needed | listWords(words.split(' ')), 0);
  }

  /** Whether it stands in a description, or in its first `longest` characters. */
  isIn(described: Described, longest?: number): boolean {
    return this.mayBeIn(described) && this.pattern.test(described.description.slice(0, longest));
  }

  /** Where it stands first. */
  find(described: Described, longest?: number): RegExpExecArray | null {
    return this.mayBeIn(described) ? this.pattern.exec(described.description.slice(0, longest)) : null;
  }

  /** Everywhere that it stands; for a pattern that is global. */
  findAll(described: Described, longest?: number): Iterable<RegExpExecArray> {
    return this.mayBeIn(described) ? described.description.slice(0, longest).matchAll(this.pattern) : [];
  }

  /** Whether the words that it needs are there, in whatever order. */
  mayBeIn({ mentions }: Pick<Described, 'mentions'>): boolean {
    return (mentions & this.needed) === this.needed;
  }
}

function listWords(words: Iterable<string>): number {
  if (lists === mostLists) throw new Error(`more than ${mostLists} lists of words`);
  const bit = 1 << lists++;
  for (const word of words) {
    const number = know(word);
    listsByNumber[number] = (listsByNumber[number] ?? 0) | bit;
  }
  return bit;
}

/** Which lists a text has a word of. */
export function mentionsIn(words: Words): number {
  if (words.hasUnspacedRuns) return anything;
  const { text, count, numbers, starts, ends, makes } = words;
  let mentions = 0;
  for (let place = 0; place < count; place++) {
    mentions |= listsByNumber[numbers[place] ?? 0] ?? 0;
    // An apostrophe or a letter beyond ASCII stands in its word, but ends one for a pattern.
    if (makes[place] !== mixed) continue;
    mentions |= mentionsOfParts(text, starts[place] ?? 0, ends[place] ?? 0);
  }
  return mentions;
}

function mentionsOfParts(text: string, start: number, end: number): number {
  let mentions = 0;
  let from = start;
  for (let index = start; index <= end; index++) {
    if (index < end && isPatternLetter(text.charCodeAt(index))) continue;
    if (from > start || index < end) mentions |= listsByNumber[numberBetween(text, from, index)] ?? 0;
    from = index + 1;
  }
  return mentions;
}

const apostrophe = 39;

function isPatternLetter(code: number): boolean {
  return code !== apostrophe && code < 0x80;
}
