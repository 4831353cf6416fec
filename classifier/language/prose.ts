import { wordOf } from '../text/known-words.ts';
import { isWordCode, type Words } from '../text/split-words.ts';
import { type Kind, kindBits } from './function-words.ts';
import type { WordForm } from './lexicon.ts';
import { formsByNumber, kindsByNumber } from './vocabulary.ts';

/** What stands before a word: nothing of note, or the heaviest of several signs. */
export const gaps = {
  space: 0,
  slash: 1,
  hyphen: 2,
  comma: 3,
  close: 4,
  clause: 5,
  sentence: 6,
  open: 7,
} as const;

/** Weight of each character that is no letter; whitespace and the rest weigh nothing. */
const weights = new Uint8Array(0x10000);
for (const [characters, weight] of [
  [',，、', gaps.comma],
  [')]）', gaps.close],
  [';|:—–•：；>✓→', gaps.clause],
  ['!?。！？', gaps.sentence],
  ['([（', gaps.open],
  ['&', gaps.slash],
] as const) {
  for (const character of characters) weights[character.charCodeAt(0)] = weight;
}

/** The words of a text as language reads them: what stands before each, and what is known of it. */
export class Prose {
  text = '';
  count = 0;
  private words: Words | null = null;
  private kinds = new Uint16Array(0);
  private weights = new Uint8Array(0);
  private quoted = new Uint8Array(0);

  /** Takes the words of a text that begin before an offset. */
  read(words: Words, limit: number): void {
    const { text, starts, ends, numbers } = words;
    this.words = words;
    this.text = text;
    if (this.weights.length < words.count) this.makeRoom(words.count);
    let at = 0;
    let before: number = gaps.sentence;
    let place = 0;
    for (; place < words.count; place++) {
      const start = starts[place] ?? 0;
      if (start >= limit) break;
      let weight = before;
      let isQuoted = false;
      for (let index = at; index < start; index++) {
        const code = text.charCodeAt(index);
        if (code !== space) weight = Math.max(weight, weighGap(text, index, code));
        isQuoted = isQuoted ? code !== space : isQuoteCode(code);
      }
      this.weights[place] = weight;
      this.quoted[place] = isQuoted ? 1 : 0;
      this.kinds[place] = kindsByNumber[numbers[place] ?? 0] ?? 0;
      before = gaps.space;
      at = ends[place] ?? 0;
    }
    this.count = place;
  }

  private makeRoom(room: number): void {
    this.weights = new Uint8Array(room);
    this.quoted = new Uint8Array(room);
    this.kinds = new Uint16Array(room);
  }

  /** What stands before a word; the end of a sentence behind the last. */
  gapAt(place: number): number {
    return place < this.count ? (this.weights[place] ?? 0) : gaps.sentence;
  }

  /** Whether a word stands behind an opening quotation mark or backtick: a name or a value, not this text's own word. */
  isQuoted(place: number): boolean {
    return this.quoted[place] === 1;
  }

  /** Whether a word is of this kind of function words. */
  isOf(kind: Kind, place: number): boolean {
    return place < this.count && ((this.kinds[place] ?? 0) & kindBits[kind]) !== 0;
  }

  /** The verb that a word may be a form of. */
  formAt(place: number): WordForm | null {
    return formsByNumber[this.numberAt(place)] ?? null;
  }

  /** Whether a hyphen joins a word to the next: "in-depth" is one word. */
  isHyphenated(place: number): boolean {
    return this.gapAt(place + 1) === gaps.hyphen;
  }

  /** As `known-words.ts` numbers it. */
  numberAt(place: number): number {
    return place < this.count ? (this.words?.numbers[place] ?? 0) : 0;
  }

  startOf(place: number): number {
    return this.words?.starts[place] ?? 0;
  }

  endOf(place: number): number {
    return this.words?.ends[place] ?? 0;
  }

  /** The word, lower-cased. */
  wordAt(place: number): string {
    const number = this.numberAt(place);
    return number === 0
      ? this.text.slice(this.startOf(place), this.endOf(place)).toLowerCase()
      : wordOf(number);
  }

  /** Whether a word ends like an adverb. */
  endsInLy(place: number): boolean {
    const end = this.endOf(place);
    return (
      end - this.startOf(place) > 1 &&
      (this.text.charCodeAt(end - 2) | 0x20) === 0x6c &&
      (this.text.charCodeAt(end - 1) | 0x20) === 0x79
    );
  }
}

const space = 0x20;

function isQuoteCode(code: number): boolean {
  return code === 0x60 || code === 0x22 || code === 0x201c;
}

function weighGap(text: string, index: number, code: number): number {
  switch (code) {
    case 0x2e: // .
      return endsSentence(text, index) ? gaps.sentence : gaps.space;
    case 0x0a: // line feed
      return endsLine(text, index) ? gaps.sentence : gaps.space;
    case 0x2d: // -
      return joinsWords(text, index) ? gaps.hyphen : gaps.clause;
    case 0x2f: // /
      return joinsWords(text, index) ? gaps.slash : gaps.space;
    default:
      return weights[code] ?? gaps.space;
  }
}

function joinsWords(text: string, index: number): boolean {
  return isWordCode(text.charCodeAt(index - 1)) && isWordCode(text.charCodeAt(index + 1));
}

/** A full stop ends a sentence before a space, the end, or a capital; not inside `README.md` or `e.g. this`. */
function endsSentence(text: string, index: number): boolean {
  const next = text.charCodeAt(index + 1);
  if (text.charCodeAt(index - 2) === 0x2e) return false;
  return Number.isNaN(next) || next <= space || (next >= 65 && next <= 90) || next === 0x2a || next === 0x29;
}

/** A line that goes on in lower case was only wrapped. */
function endsLine(text: string, index: number): boolean {
  let next = index + 1;
  while (text.charCodeAt(next) === space || text.charCodeAt(next) === 0x09) next++;
  const code = text.charCodeAt(next);
  return !(code >= 97 && code <= 122);
}
