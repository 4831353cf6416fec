import { isMixed } from './encoded-text.ts';
import { findTerm } from './unspaced-terms.ts';
import { type Concept, conceptsOf, conceptsOfStem } from './vocabulary.ts';
import { conceptOfForm, type OwnNames, readDigitsAsLetters, withoutAccents } from './word-forms.ts';

/** A word that may play a part in an order, and where it stands. */
export interface Mark {
  concepts: readonly Concept[];
  /** Which word of its sentence it is. */
  index: number;
  /** Which part of its sentence, between commas and the like. */
  clause: number;
  /** Offsets in the text, in UTF-16 units. */
  start: number;
  end: number;
}

/** The words of one sentence that may play a part in an order. */
export type Sentence = Mark[];

/** What stands longer without a space is no word; its beginning tells what it is. */
const longestPiece = 256;
/** A sentence ends at the latest after so many words. */
const longestSentence = 120;

const ends = 0;
const splits = 1;
const letter = 2;
const sign = 3;
/** What each ASCII character is: a letter, a sign or digit that may stand in a word, a sign between words, or a space. */
const kinds = new Uint8Array(128).fill(sign);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ')
  kinds[character.charCodeAt(0)] = letter;
for (const character of '\t\n\v\f\r ') kinds[character.charCodeAt(0)] = ends;
for (const character of '"`()<>[]{},;!?|&*=') kinds[character.charCodeAt(0)] = splits;

/** What a text may hold beside its words, so that only such texts are looked at for it. */
export interface Suspicions {
  /** Signs or words of tags, roles and comments. */
  hasMarkup: boolean;
  /** A long run of letters and digits, or escaped letters. */
  hasCode: boolean;
}

/** Reads every sentence of a text once, word by word, and hands each that has any marks to `take`. */
export function readMarks(text: string, own: OwnNames, take: (sentence: Sentence) => void): Suspicions {
  const reader = new MarkReader(text, own, take);
  let start = -1;
  let isPlain = true;
  for (let index = 0; index <= text.length; index++) {
    const code = index < text.length ? text.charCodeAt(index) : 32;
    const kind = code < 128 ? (kinds[code] ?? sign) : kindBeyondAscii(code);
    if (kind >= letter) {
      if (start < 0) start = index;
      if (kind === sign) isPlain = false;
      continue;
    }
    if (start >= 0) {
      if (isPlain) reader.readWord(start, index, true);
      else reader.readPiece(start, index);
      start = -1;
      isPlain = true;
    }
    if (code !== 32) reader.readSign(code, index);
  }
  reader.endSentence();
  return reader;
}

function kindBeyondAscii(code: number): number {
  if (code < 0x2000) return code === 0xa0 ? ends : code === 0xab || code === 0xbb ? splits : sign;
  if (code < 0x3041) return splits;
  return code >= 0xd800 || code === 0x30fb ? splits : sign;
}

/** Words after which the name of a parameter is one even without quotes. */
const leads = new Set(['in', 'into', 'as', 'through', 'via', 'to', 'under', 'the']);
const shortestRun = 20;
const escapes = /^rot-?13$|[0-9a-f]{24}|%[0-9a-f]{2}|\\[xu][0-9a-f]{2}/;
const signs = /['\u2019./:#%+~_@$^\\-]/;
const isPlainWord = /^[a-z]+$/;
/** A name of a field is no sentence. */
const identifier = /^[a-z0-9]+(?:_[a-z0-9]+)+$/;
const hasInflection = /[\u00c0-\u052f]/;
const isUnspaced = /[\u0590-\u0dff\u3041-\ud7ff]/;
const spelledOut = /^(?:[a-z][.-])+[a-z]?$/;
/** Where a negation is an order not to, in English: "do not", "must not", "to not". */
const auxiliaries = new Set(['do', 'must', 'should', 'shall', 'need', 'to', 'will', 'may', 'please', 'and']);

class MarkReader implements Suspicions {
  hasMarkup = false;
  hasCode = false;
  private readonly text: string;
  private readonly lower: string;
  private readonly own: OwnNames;
  private readonly take: (sentence: Sentence) => void;
  private readonly hasStems: boolean;
  private marks: Mark[] = [];
  private index = 0;
  private clause = 0;
  private before = '';
  /** Letters that stand apart, and where the last of them ended. */
  private spelled = '';
  private spelledEnd = 0;
  private isQuoted = false;

  constructor(text: string, own: OwnNames, take: (sentence: Sentence) => void) {
    this.text = text;
    const lower = text.toLowerCase();
    // A few capitals, such as the dotted one of Turkish, become two characters.
    this.lower = lower.length === text.length ? lower : text.replaceAll('\u0130', 'I').toLowerCase();
    this.own = own;
    this.take = take;
    this.hasStems = hasInflection.test(text);
  }

  readSign(code: number, index: number): void {
    if (code === 10 ? this.endsLine(index) : code === 33 || code === 63 || code === 0x3002)
      this.endSentence();
    else if (code !== 42 && code !== 13 && code !== 9) this.clause++;
    if (code === 60 || code === 91 || code === 123) this.hasMarkup = true;
    else if (code === 38 && this.text.charCodeAt(index + 1) === 35) this.hasCode = true;
    this.isQuoted = code === 96 || code === 34 || code === 39 || code > 0x80;
  }

  readPiece(start: number, end: number): void {
    let last = end;
    while (last > start && isTrailing(this.lower.charCodeAt(last - 1))) last--;
    let first = start;
    while (first < last && this.lower.charCodeAt(first) === 39) first++;
    if (first > start) this.isQuoted = true;
    if (first < last) this.readWord(first, last, false);
    if (last < end)
      this.readTrailing(
        this.lower.slice(first, Math.min(last, first + longestPiece)),
        this.lower.slice(last, end),
      );
  }

  private readTrailing(piece: string, signs: string): void {
    if (signs.includes(':')) this.endWithColon();
    else if (signs.includes('.') && !spelledOut.test(piece)) this.endSentence();
    else this.clause++;
  }

  endSentence(): void {
    this.endSpelling();
    if (this.marks.length > 1) this.take(this.marks);
    this.marks = [];
    this.index = 0;
    this.clause = 0;
    this.before = '';
  }

  readWord(start: number, end: number, isPlain: boolean): void {
    const piece = this.lower.slice(start, Math.min(end, start + longestPiece));
    const isOwnParameter = this.isQuoted && this.own.parameters.has(piece);
    if (piece.length === 1 && !isOwnParameter && (piece !== 'a' || this.spelled !== '')) {
      this.spell(piece, start);
      return;
    }
    if (this.spelled !== '') this.endSpelling();
    this.index++;
    if (this.index > longestSentence) this.endSentence();
    const concepts = conceptsOf(piece);
    if (isOwnParameter) this.mark(slot, piece, start, end);
    else if (concepts !== undefined) this.mark(concepts, piece, start, end);
    else if (!isPlain && !isPlainWord.test(piece)) this.readForm(piece, start, end);
    else if (leads.has(this.before) && this.own.parameters.has(piece)) this.mark(slot, piece, start, end);
    else if (this.hasStems) this.markStem(piece, start, end);
    if (isPlain) this.before = piece;
    this.isQuoted = false;
  }

  /** A word with signs, digits, accents or letters of another script in it. */
  private readForm(piece: string, start: number, end: number): void {
    if (escapes.test(piece)) this.hasCode = true;
    else if (piece.length >= shortestRun && isMixed(this.text.slice(start, end))) this.hasCode = true;
    if (piece.startsWith('##') || piece.startsWith('--')) this.hasMarkup = true;
    const form = conceptOfForm(piece, this.own);
    if (isUnspaced.test(piece)) this.readUnspaced(start, end);
    else if (form !== null)
      this.mark(
        form === 'address' && piece.includes('@') ? ['address', 'correspondent'] : [form],
        piece,
        start,
        end,
      );
    else if (this.own.parameters.has(piece)) this.mark(slot, piece, start, end);
    else if (spelledOut.test(piece)) this.markPlain(piece.replaceAll(/[.-]/g, ''), start, end);
    else if (!identifier.test(piece))
      for (const part of piece.split(signs)) if (part.length > 1) this.markPlain(part, start, end);
  }

  private markPlain(piece: string, start: number, end: number): void {
    const plain = withoutAccents(piece);
    const letters = /[0-9]/.test(plain) ? readDigitsAsLetters(plain) : plain;
    const concepts = conceptsOf(letters);
    if (concepts !== undefined) this.mark(concepts, letters, start, end);
    else if (this.hasStems) this.markStem(letters, start, end);
    this.before = letters;
  }

  private markStem(plain: string, start: number, end: number): void {
    const concepts = conceptsOfStem(plain);
    if (concepts !== undefined) this.mark(concepts, plain, start, end);
  }

  private readUnspaced(start: number, end: number): void {
    for (let index = start; index < end; ) {
      const found = findTerm(this.lower, index);
      const length = found?.term.length ?? 1;
      if (found !== undefined) this.mark(found.concepts, found.term, index, index + length);
      index += length;
      this.index += found === undefined ? 0.25 : 1;
      if (this.index > longestSentence) this.endSentence();
    }
  }

  /** Letters that stand apart, with a sign between them: `i g n o r e`. A wider gap ends the word. */
  private spell(letter: string, start: number): void {
    if (this.spelled !== '' && start - this.spelledEnd > 1) this.endSpelling();
    this.spelled += letter;
    this.spelledEnd = start + 1;
  }

  private endSpelling(): void {
    const { spelled, spelledEnd } = this;
    if (spelled === '') return;
    this.spelled = '';
    this.index++;
    if (spelled.length > 1) this.markPlain(spelled, spelledEnd - 2 * spelled.length + 1, spelledEnd);
    this.before = spelled;
  }

  private mark(concepts: readonly Concept[], piece: string, start: number, end: number): void {
    const isForbidding = piece === 'not' && auxiliaries.has(this.before);
    const all = isForbidding ? forbidding : concepts;
    if (all.includes('instructions') || all.includes('system')) this.hasMarkup = true;
    this.marks.push({ concepts: all, index: this.index, clause: this.clause, start, end });
  }

  /** "Assistant: …" calls upon the model; any other colon parts clauses. */
  private endWithColon(): void {
    this.clause++;
    const last = this.marks.at(-1);
    if (last?.index !== this.index || !last.concepts.includes('model')) return;
    this.marks.push({ ...last, concepts: vocative });
    this.hasMarkup = true;
  }

  /** A line that goes on in lower case was only wrapped, unless its first word names a parameter. */
  private endsLine(index: number): boolean {
    let next = index + 1;
    while (this.text.charCodeAt(next) === 32 || this.text.charCodeAt(next) === 9) next++;
    const first = next;
    while (isNameCode(this.text.charCodeAt(next))) next++;
    if (next === first || this.text.charCodeAt(next) === 58) return true;
    const code = this.text.charCodeAt(first);
    return !(code >= 97 && code <= 122);
  }
}

const slot: readonly Concept[] = ['slot'];
const vocative: readonly Concept[] = ['vocative'];
const forbidding: readonly Concept[] = ['forbid'];

function isTrailing(code: number): boolean {
  return code === 46 || code === 58 || code === 39 || code === 0x2019;
}

function isNameCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || code === 95 || (code >= 48 && code <= 57) || (code >= 65 && code <= 90)
  );
}
