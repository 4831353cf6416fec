import { isMixed } from './encoded-text.ts';

/** What a piece of text is made of beside letters, as bits. */
export const aDigit = 1;
export const anUnderscore = 2;
/** A percent sign or a backslash. */
const anEscape = 4;
/** A sign that stands in places and addresses. */
const aSignOfForm = 8;
export const beyondAscii = 16;
/** A letter of a script whose words stand without spaces, or take prefixes. */
export const unspaced = 32;
/** Hexadecimal digits; and so many of them in a row that they may be code. */
const aHexDigit = 64;
const aHexRun = 128;
/** One of these stands in everything that is told by its form. */
export const formal = aDigit | anUnderscore | anEscape | aSignOfForm;

const shortestHexRun = 24;
const makeups = new Uint8Array(128);
for (const [characters, makeup] of [
  ['abcdefABCDEF', aHexDigit],
  ['0123456789', aDigit | aHexDigit],
  ['%\\', anEscape],
  ['_', anUnderscore],
  ['./@+~:#$', aSignOfForm],
] as const) {
  for (const character of characters) makeups[character.charCodeAt(0)] = makeup;
}

/** What stands between two offsets of a text, as bits. */
export function makeupOf(text: string, start: number, end: number): number {
  let makeup = 0;
  let hexRun = 0;
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index);
    const one = code < 0x80 ? (makeups[code] ?? 0) : makeupBeyondAscii(code);
    hexRun = (one & aHexDigit) === 0 ? 0 : hexRun + 1;
    if (hexRun === shortestHexRun) makeup |= aHexRun;
    makeup |= one;
  }
  return makeup;
}

function makeupBeyondAscii(code: number): number {
  const isUnspaced = (code >= 0x590 && code <= 0xdff) || (code >= 0x3041 && code <= 0xd7ff);
  return isUnspaced ? beyondAscii | unspaced : beyondAscii;
}

const shortestRun = 20;
const escapes = /%[0-9a-f]{2}|\\[xu][0-9a-f]{2}/i;
const rotation = /^rot-?13$/i;

/** Whether a piece of this makeup is a long run of letters and digits, holds escaped letters, or names ROT13. */
export function isCode(makeup: number, text: string, start: number, end: number): boolean {
  if ((makeup & (aDigit | anEscape)) === 0) return false;
  if ((makeup & aHexRun) !== 0) return true;
  const isLong = end - start >= shortestRun;
  if (isLong && (makeup & aDigit) !== 0 && isMixed(text.slice(start, end))) return true;
  if ((makeup & anEscape) !== 0) return escapes.test(text.slice(start, end));
  return !isLong && rotation.test(text.slice(start, end));
}
