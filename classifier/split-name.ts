import { listsOf } from './name-words.ts';

/** One word of a name, lower-cased, and where it stands in the name. */
export interface NameWord {
  word: string;
  start: number;
  end: number;
}

const other = 0;
const lower = 1;
const upper = 2;
const digit = 3;

/**
 * Splits an identifier into words: at every character that is neither letter nor digit, between digits and
 * letters, and where case changes (`readFile`, `SQLDelete`, `getURLs`). Letters beyond ASCII count as lower case.
 */
export function splitName(name: string): NameWord[] {
  const bounds = findBounds(name);
  const words: NameWord[] = [];
  for (let index = 0; index < bounds.length; index += 2) {
    const start = bounds[index] ?? 0;
    const end = bounds[index + 1] ?? start;
    words.push({ word: name.slice(start, end).toLowerCase(), start, end });
  }
  return words;
}

/** Whether each word of a text says what is meant; nothing is read behind the first that does not. */
export function everyWord(text: string, isMeant: (word: string) => boolean): boolean {
  for (let start = 0; start < text.length; ) {
    const end = findEnd(text, start);
    if (end > start && !isMeant(text.slice(start, end).toLowerCase())) return false;
    start = Math.max(end, start + 1);
  }
  return true;
}

/** A name of a parameter, split. */
export interface SplitName {
  /** Lower-cased. */
  words: readonly string[];
  /** The last word that says something: digits and `str` after it do not; '' where none does. */
  head: string;
  /** The word before the head; '' where there is none. */
  beforeHead: string;
  /** Which lists of words it has a word of, as bits; see `NameWords`. */
  nameLists: number;
}

/** Names of parameters recur from tool to tool (`path`, `limit`, `page_size`), so each is split once. */
const known = new Map<string, SplitName>();
const mostKnown = 4_096;
const longestKnown = 64;

/** The words alone, lower-cased. */
export function wordsOf(name: string): readonly string[] {
  return splitParameterName(name).words;
}

/** The words of a parameter's name, and which of them tells what it takes. */
export function splitParameterName(name: string): SplitName {
  if (name.length > longestKnown) return withHead(wordsIn(name));
  let split = known.get(name);
  if (split === undefined) {
    split = withHead(wordsIn(name));
    if (known.size >= mostKnown) known.clear();
    known.set(name, split);
  }
  return split;
}

function withHead(words: readonly string[]): SplitName {
  let place = words.length - 1;
  while (place >= 0 && (words[place] === 'str' || /^[0-9]/.test(words[place] ?? ''))) place--;
  const nameLists = words.reduce((lists, word) => lists | listsOf(word), 0);
  return { words, head: words[place] ?? '', beforeHead: words[place - 1] ?? '', nameLists };
}

function wordsIn(name: string): string[] {
  const bounds = findBounds(name);
  if (bounds.length === 2 && bounds[1] === name.length) return [name.toLowerCase()];
  const words: string[] = [];
  for (let index = 0; index < bounds.length; index += 2) {
    words.push(name.slice(bounds[index], bounds[index + 1]).toLowerCase());
  }
  return words;
}

/** Start and end of each word, one after the other. */
function findBounds(name: string): number[] {
  const bounds: number[] = [];
  for (let start = 0; start < name.length; ) {
    const end = findEnd(name, start);
    if (end > start) bounds.push(start, end);
    start = Math.max(end, start + 1);
  }
  return bounds;
}

/** The end of the word that begins here; `start` where none does. */
function findEnd(name: string, start: number): number {
  let before = kindAt(name, start);
  if (before === other) return start;
  for (let index = start + 1; ; index++) {
    const kind = kindAt(name, index);
    if (isBoundary(name, index, before, kind)) return index;
    before = kind;
  }
}

/** Whether a word ends before `index`; a capital starts the word that follows it (`SQL|Delete`), save in `URLs`. */
function isBoundary(name: string, index: number, before: number, kind: number): boolean {
  if (before !== kind) return !(before === upper && kind === lower);
  return kind === upper && kindAt(name, index + 1) === lower && !isPlural(name, index + 1);
}

/** Whether the `s` of a plural acronym stands here, and nothing of its word after it. */
function isPlural(name: string, index: number): boolean {
  return name.charCodeAt(index) === 115 && kindAt(name, index + 1) !== lower;
}

function kindAt(name: string, index: number): number {
  const code = name.charCodeAt(index);
  if (code >= 97 && code <= 122) return lower;
  if (code >= 65 && code <= 90) return upper;
  if (code >= 48 && code <= 57) return digit;
  return code >= 0xaa ? lower : other;
}
