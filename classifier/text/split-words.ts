import { addLetter, endOfCase, findNumber, folded, numberOf, unknown } from './known-words.ts';

/** What a word is made of: letters of ASCII only, digits only, or anything else. */
export const letters = 0;
export const digits = 1;
export const mixed = 2;

const firstRoom = 1_024;
/** No known word of a script without capitals is longer. */
const longestUncasedWord = 32;

/**
 * The words of one text, side by side in arrays: which each is, and where it stands. Filled anew by each `split`, so
 * that splitting leaves nothing behind that has to be cleared away.
 */
export class Words {
  text = '';
  count = 0;
  /** As `known-words.ts` gives them. */
  numbers = new Uint16Array(firstRoom);
  /** Offsets in the text, in UTF-16 units. */
  starts = new Int32Array(firstRoom);
  ends = new Int32Array(firstRoom);
  makes = new Uint8Array(firstRoom);
  /** Whether every character is printable ASCII or common white space: each is what it seems. */
  isOrdinary = true;
  /** Whether words of a script without spaces stand in it, several in one run. */
  hasUnspacedRuns = false;

  /** Splits a text into runs of letters, digits, underscores and apostrophes, once for all that read it. */
  split(text: string): void {
    const { length } = text;
    if (this.numbers.length < length) this.makeRoom(length);
    const { numbers, starts, ends, makes } = this;
    const fold = folded;
    let count = 0;
    let isOrdinary = true;
    let hasUnspacedRuns = false;
    for (let index = 0; index < length; ) {
      const start = index;
      let code = text.charCodeAt(index);
      let letter = code < endOfCase ? (fold[code] ?? 0) : 0;
      let hash = 0;
      let common = 0xffff;
      let any = 0;
      while (letter !== 0) {
        hash = addLetter(hash, letter);
        common &= letter;
        any |= letter;
        if (++index >= length) break;
        code = text.charCodeAt(index);
        letter = code < endOfCase ? (fold[code] ?? 0) : 0;
      }
      if (code > 0x7e || any > 0x7f) isOrdinary = false;
      if (code >= endOfCase && isUncasedLetter(code)) {
        index = endOfRun(text, index);
        numbers[count] = findUncasedNumber(text, start, index);
        makes[count] = mixed;
        hasUnspacedRuns = true;
      } else if (index > start) {
        numbers[count] = findNumber(hash, text, start, index);
        makes[count] = makeOf(common, any);
      } else {
        if (code < 0x20) isOrdinary &&= code === 0x09 || code === 0x0a || code === 0x0d;
        index++;
        continue;
      }
      starts[count] = start;
      ends[count] = index;
      count++;
    }
    this.text = text;
    this.count = count;
    this.isOrdinary = isOrdinary;
    this.hasUnspacedRuns = hasUnspacedRuns;
  }

  private makeRoom(room: number): void {
    this.numbers = new Uint16Array(room);
    this.starts = new Int32Array(room);
    this.ends = new Int32Array(room);
    this.makes = new Uint8Array(room);
  }
}

/** Of scripts without spaces, a word is a whole run. */
function endOfRun(text: string, from: number): number {
  let end = from;
  for (; end < text.length; end++) {
    if (!isWordCode(text.charCodeAt(end))) break;
  }
  return end;
}

function findUncasedNumber(text: string, start: number, end: number): number {
  return end - start <= longestUncasedWord ? numberOf(text.slice(start, end).toLowerCase()) : unknown;
}

function makeOf(common: number, any: number): number {
  if (any > 0x7f) return mixed;
  // In ASCII small letters alone have both of these bits, and of the rest digits alone have only the lower two.
  if ((common & 0x60) === 0x60) return letters;
  return (any & 0x40) === 0 && (common & 0x10) !== 0 ? digits : mixed;
}

/** Whether a character stands in words: a letter, digit, underscore or apostrophe. */
export function isWordCode(code: number): boolean {
  return code < endOfCase ? folded[code] !== 0 : isUncasedLetter(code);
}

function isUncasedLetter(code: number): boolean {
  return code < 0x2000 || (code >= 0x3041 && code < 0xd800 && code !== middleDot);
}

/** Stands between words of Katakana. */
const middleDot = 0x30fb;
