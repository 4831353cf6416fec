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
}

const rank: readonly Gap[] = ['space', 'slash', 'hyphen', 'comma', 'close', 'clause', 'sentence', 'open'];

/** Words of a text with what stands before each; linear in its length. Scripts without spaces give whole runs. */
export function splitText(text: string, limit: number): Word[] {
  const words: Word[] = [];
  const end = Math.min(text.length, limit);
  let gap: Gap = 'sentence';
  let isQuoted = false;
  let index = 0;
  while (index < end) {
    const code = text.charCodeAt(index);
    if (!isWordCode(code)) {
      isQuoted = isQuoted ? code !== 0x20 : isQuoteCode(code);
      const found = gapAt(text, index, words.at(-1)?.end === index);
      if (rank.indexOf(found) > rank.indexOf(gap)) gap = found;
      index++;
      continue;
    }
    const start = index;
    while (index < end && isWordCode(text.charCodeAt(index))) index++;
    words.push({ word: text.slice(start, index).toLowerCase(), start, end: index, gap, isQuoted });
    gap = 'space';
    isQuoted = false;
  }
  return words;
}

function isWordCode(code: number): boolean {
  if (code < 0x80) {
    return (
      (code >= 97 && code <= 122) ||
      (code >= 65 && code <= 90) ||
      (code >= 48 && code <= 57) ||
      code === 95 ||
      code === 39
    );
  }
  if (code < 0x2000) return code >= 0xaa && code !== 0xab && code !== 0xbb && code !== 0xb7;
  return code >= 0x3041 && code < 0xd800;
}

function isQuoteCode(code: number): boolean {
  return code === 0x60 || code === 0x22 || code === 0x201c;
}

function gapAt(text: string, index: number, isJoined: boolean): Gap {
  switch (text.charCodeAt(index)) {
    case 0x2e: // .
      return endsSentence(text, index) ? 'sentence' : 'space';
    case 0x21: // !
    case 0x3f: // ?
    case 0x3002: // 。
    case 0xff01: // ！
    case 0xff1f: // ？
      return 'sentence';
    case 0x0a: // line feed
      return endsLine(text, index) ? 'sentence' : 'space';
    case 0x3b: // ;
    case 0x7c: // |
    case 0x3a: // :
    case 0x2014: // —
    case 0x2013: // –
    case 0x2022: // •
    case 0xff1a: // ：
    case 0xff1b: // ；
    case 0x3e: // >
      return 'clause';
    case 0x2d: // -
      return isJoined && isWordCode(text.charCodeAt(index + 1)) ? 'hyphen' : 'clause';
    case 0x2c: // ,
    case 0xff0c: // ，
    case 0x3001: // 、
      return 'comma';
    case 0x28: // (
    case 0x5b: // [
    case 0xff08: // （
      return 'open';
    case 0x29: // )
    case 0x5d: // ]
    case 0xff09: // ）
      return 'close';
    case 0x2f: // /
      return isJoined ? 'slash' : 'space';
    case 0x26: // &
      return 'slash';
    default:
      return 'space';
  }
}

/** A full stop ends a sentence before a space, the end, or a capital; not inside `README.md` or `e.g. this`. */
function endsSentence(text: string, index: number): boolean {
  const next = text.charCodeAt(index + 1);
  if (text.charCodeAt(index - 2) === 0x2e) return false;
  return Number.isNaN(next) || next <= 0x20 || (next >= 65 && next <= 90) || next === 0x2a || next === 0x29;
}

/** A line that goes on in lower case was only wrapped. */
function endsLine(text: string, index: number): boolean {
  let next = index + 1;
  while (text.charCodeAt(next) === 0x20 || text.charCodeAt(next) === 0x09) next++;
  const code = text.charCodeAt(next);
  return !(code >= 97 && code <= 122);
}
