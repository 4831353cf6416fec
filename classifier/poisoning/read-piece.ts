import { numberBetween, numberOf } from '../text/known-words.ts';
import { aDigit, anUnderscore, beyondAscii, formal, makeupOf } from './makeup.ts';
import type { OwnNames } from './own-names.ts';
import { numberParts, partsOf, partsOfStem } from './vocabulary.ts';
import { conceptOfForm, partsOfForm, readDigitsAsLetters, withoutAccents } from './word-forms.ts';
import { partsInCompound } from './words-beside.ts';

/** What stands longer without a space is no word; its beginning tells what it is. */
export const longestPiece = 256;
/** The name of a field is no sentence. */
const identifier = /^[a-z0-9]+(?:_[a-z0-9]+)+$/;
const spelledOut = /^(?:[a-z][.-])+[a-z]?$/i;
/** Few words that hyphens join; many are a sentence in disguise. */
const compound = /^[a-z]{2,}(?:-[a-z]{2,}){1,2}$/i;
const slot = numberParts(['slot']);

/** A piece of a text: what stands between spaces and parting signs, with signs or digits in it. */
export interface Piece {
  text: string;
  /** Offsets in the text, in UTF-16 units. */
  start: number;
  end: number;
  makeup: number;
}

/** Whether letters stand apart in a piece, a dot or a hyphen between them. */
export function isSpelledOut(text: string, start: number, end: number): boolean {
  const second = text.charCodeAt(start + 1);
  return (second === 0x2d || second === 0x2e) && spelledOut.test(text.slice(start, end));
}

/** The parts that a piece may play, by its form or by the words between its signs. */
export function partsOfPiece(piece: Piece, own: OwnNames, hasStems: boolean): number[] {
  const { text, start, makeup } = piece;
  const end = Math.min(piece.end, start + longestPiece);
  if ((makeup & formal) !== 0) {
    const spelling = text.slice(start, end).toLowerCase();
    const form = conceptOfForm(spelling, own);
    if (form !== null) return [partsOfForm(form, spelling)];
    if ((makeup & anUnderscore) !== 0 && identifier.test(spelling))
      return own.hasParameter(spelling) ? [slot] : [];
  }
  if (own.hasParameterAt(text, start, piece.end)) return [slot];
  if (isSpelledOut(text, start, end)) return partsOfSpelling(text.slice(start, end), hasStems);
  const parts = partsBetweenSigns(text, start, end, hasStems);
  return parts.length > 0 && compound.test(text.slice(start, end))
    ? parts.map(partsInCompound).filter((some) => some !== 0)
    : parts;
}

function partsOfSpelling(piece: string, hasStems: boolean): number[] {
  const parts = partsOfWord(piece.replaceAll(/[.-]/g, '').toLowerCase(), hasStems);
  return parts === 0 ? [] : [parts];
}

function partsBetweenSigns(text: string, start: number, end: number, hasStems: boolean): number[] {
  const found: number[] = [];
  let from = start;
  for (let index = start; index <= end; index++) {
    if (index < end && !isJoiner(text.charCodeAt(index))) continue;
    const parts = index - from > 1 ? partsBetween(text, from, index, hasStems) : 0;
    if (parts !== 0) found.push(parts);
    from = index + 1;
  }
  return found;
}

function partsBetween(text: string, start: number, end: number, hasStems: boolean): number {
  const isPlain = !hasStems && (makeupOf(text, start, end) & (aDigit | beyondAscii)) === 0;
  return isPlain
    ? partsOf(numberBetween(text, start, end))
    : partsOfWord(text.slice(start, end).toLowerCase(), hasStems);
}

/** The parts that a word may play, lower-cased, which digits, accents or spaces disguise; 0 for most. */
export function partsOfWord(word: string, hasStems: boolean): number {
  const plain = readDigitsAsLetters(withoutAccents(word));
  const parts = partsOf(numberOf(plain));
  return parts === 0 && hasStems ? partsOfStem(plain) : parts;
}

/** Whether a sign joins words to one piece. */
function isJoiner(code: number): boolean {
  return code < 0x80 ? joiners[code] === 1 : code === 0x2019;
}

const joiners = new Uint8Array(128);
for (const character of "'./:#%+~_@$^\\-") joiners[character.charCodeAt(0)] = 1;
