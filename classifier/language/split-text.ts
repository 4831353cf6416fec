import { type Meaning, meaningOf } from './vocabulary.ts';

/** What stands before a word: nothing of note, a comma, a bracket, a hyphen, a slash, or the end of a clause. */
export type Gap = 'space' | 'comma' | 'open' | 'close' | 'hyphen' | 'slash' | 'clause' | 'sentence';

export interface Word {
  /** Lower-cased. */
  word: string;
  start: number;
  end: number;
  gap: Gap;
  /** Stands after an opening quotation mark or backtick: a name or a value, not this text's own word. */
  isQuoted: boolean;
  meaning: Meaning;
}

/** Gaps by weight: the heaviest of several stands. */
const gaps: readonly Gap[] = ['space', 'slash', 'hyphen', 'comma', 'close', 'clause', 'sentence', 'open'];
const [, slash, hyphen, comma, close, clause, sentence, open] = gaps.keys();

/** Weight of each character that is no letter; whitespace and the rest weigh nothing. */
const weights: ReadonlyMap<number, number> = new Map(
  Object.entries({
    ',，、': comma,
    ')]）': close,
    ';|:—–•：；>✓→': clause,
    '!?。！？': sentence,
    '([（': open,
    '&': slash,
  }).flatMap(([characters, weight]) =>
    [...characters].map((character): [number, number] => [character.charCodeAt(0), weight ?? 0]),
  ),
);

/** Words of a text up to a limit, with what stands before each; linear in its length. Scripts without spaces give whole runs. */
export function splitText(text: string, limit: number): Word[] {
  const words: Word[] = [];
  const end = Math.min(text.length, limit);
  let weight = sentence ?? 0;
  let isQuoted = false;
  let index = 0;
  while (index < end) {
    const code = text.charCodeAt(index);
    if (!isWordCode(code)) {
      if (code !== space) weight = Math.max(weight, weighGap(text, index, code));
      isQuoted = isQuoted ? code !== space : isQuoteCode(code);
      index++;
      continue;
    }
    const start = index++;
    while (index < end && isWordCode(text.charCodeAt(index))) index++;
    const word = text.slice(start, index).toLowerCase();
    words.push({ word, start, end: index, gap: gaps[weight] ?? 'space', isQuoted, meaning: meaningOf(word) });
    weight = 0;
    isQuoted = false;
  }
  return words;
}

const space = 0x20;

function isWordCode(code: number): boolean {
  if (code < 0x80) {
    if (code >= 97 && code <= 122) return true;
    return (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 39;
  }
  if (code < 0x2000) return code >= 0xaa && code !== 0xab && code !== 0xbb && code !== 0xb7;
  return code >= 0x3041 && code < 0xd800;
}

function isQuoteCode(code: number): boolean {
  return code === 0x60 || code === 0x22 || code === 0x201c;
}

function weighGap(text: string, index: number, code: number): number {
  switch (code) {
    case 0x2e: // .
      return (endsSentence(text, index) ? sentence : 0) ?? 0;
    case 0x0a: // line feed
      return (endsLine(text, index) ? sentence : 0) ?? 0;
    case 0x2d: // -
      return (joinsWords(text, index) ? hyphen : clause) ?? 0;
    case 0x2f: // /
      return (joinsWords(text, index) ? slash : 0) ?? 0;
    default:
      return weights.get(code) ?? 0;
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
