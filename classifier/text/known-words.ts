/**
 * Every word that any reader of definitions knows has a number, so that a word of a text is looked up once and each
 * reader finds what it knows of it by index. Numbers are given while modules load; only equality of them means anything.
 */
export const mostWords = 16_384;
/** The number of every word that nobody knows. */
export const unknown = 0;

const numbers = new Map<string, number>();
const words: string[] = [''];
/** The characters of all words, one after the other, and where those of each begin. */
const spellings = new Uint16Array(16 * mostWords);
const beginnings = new Int32Array(mostWords + 1);

/** Below this code stand the letters that have small and capital forms: Latin, Greek, Cyrillic, Armenian. */
export const endOfCase = 0x600;
/**
 * What each of these characters is in a word: the code of the small letter, digit, underscore or apostrophe; 0 where it
 * is none of these and parts words.
 */
export const folded = Uint16Array.from({ length: endOfCase }, (_, code) => foldCharacter(code));

function foldCharacter(code: number): number {
  const character = String.fromCharCode(code);
  if (code < 0x80 ? !/[a-z0-9_']/i.test(character) : code < 0xaa || /[«»·]/.test(character)) return 0;
  const small = character.toLowerCase();
  return small.length === 1 ? small.charCodeAt(0) : code;
}

/** Numbers by hash, with open addressing: at most a quarter of the places is taken. */
const places = new Uint16Array(4 * mostWords);
const lastPlace = places.length - 1;
/** The hash of each word, so that few words are compared letter by letter that are not the same. */
const hashes = new Int32Array(mostWords);

/** Gives a word, lower-cased, its number; the same word the same number. Throws where there are too many. */
export function know(word: string): number {
  const known = numbers.get(word);
  if (known !== undefined) return known;
  const number = words.length;
  if (number >= mostWords) throw new Error(`more than ${mostWords} words`);
  numbers.set(word, number);
  words.push(word);
  let hash = 0;
  let isFoldable = true;
  let end = beginnings[number] ?? 0;
  for (let index = 0; index < word.length; index++) {
    const letter = word.charCodeAt(index);
    hash = addLetter(hash, letter);
    spellings[end++] = letter;
    isFoldable &&= letter < endOfCase;
  }
  beginnings[number + 1] = end;
  hashes[number] = hash;
  if (!isFoldable) return number;
  let place = placeOf(hash);
  while (places[place] !== unknown) place = (place + 1) & lastPlace;
  places[place] = number;
  return number;
}

/** Gives every word of a list its number; what comes back holds 1 at each of these, 0 elsewhere. */
export function knowAll(list: string): Uint8Array {
  const isListed = new Uint8Array(mostWords);
  for (const word of list.trim().split(/\s+/)) isListed[know(word)] = 1;
  return isListed;
}

/** The hash of a word with one more letter, as `folded` has it. */
export function addLetter(hash: number, letter: number): number {
  return (Math.imul(hash, 31) + letter) | 0;
}

function placeOf(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> 16;
}

/** The number of a word that stands in a text, whatever its case; `hash` is that of its letters, as `folded` has them. */
export function findNumber(hash: number, text: string, start: number, end: number): number {
  let place = placeOf(hash);
  let number = places[place] ?? unknown;
  while (number !== unknown && !(hashes[number] === hash && isAt(number, text, start, end))) {
    place = (place + 1) & lastPlace;
    number = places[place] ?? unknown;
  }
  return number;
}

function isAt(number: number, text: string, start: number, end: number): boolean {
  const from = (beginnings[number] ?? 0) - start;
  if (from + end !== beginnings[number + 1]) return false;
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index);
    const letter = spellings[from + index];
    if (letter !== code && letter !== lowered(code)) return false;
  }
  return true;
}

function lowered(code: number): number {
  const letter = code < endOfCase ? (folded[code] ?? 0) : 0;
  return letter === 0 ? code : letter;
}

/** The number of what stands between two places of a text, signs included, whatever its case; ASCII only. */
export function numberBetween(text: string, start: number, end: number): number {
  let hash = 0;
  for (let index = start; index < end; index++) hash = addLetter(hash, lowered(text.charCodeAt(index)));
  return findNumber(hash, text, start, end);
}

/** The number of a word, lower-cased. */
export function numberOf(word: string): number {
  return numbers.get(word) ?? unknown;
}

/** The word of a number, lower-cased; '' of the unknown. */
export function wordOf(number: number): string {
  return words[number] ?? '';
}
