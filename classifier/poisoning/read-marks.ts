import { know, knowAll, numberBetween, numberOf, unknown } from '../text/known-words.ts';
import { mixed, type Words } from '../text/split-words.ts';
import { beyondAscii, isCode, makeupOf, unspaced } from './makeup.ts';
import type { Sentence } from './mark.ts';
import type { OwnNames } from './own-names.ts';
import { PossibleOrders } from './possible-orders.ts';
import { isSpelledOut, longestPiece, type Piece, partsOfPiece, partsOfWord } from './read-piece.ts';
import { endsLine, kindOf, opensMarkup, sign, space } from './signs.ts';
import { findTerm } from './unspaced-terms.ts';
import { type Concept, conceptsIn, numberParts, partsOf, partsOfStem } from './vocabulary.ts';
import { onlyTells, partsBeside, standsAlone } from './words-beside.ts';

/** A sentence ends at the latest after so many words. */
const longestSentence = 120;

const letterA = know('a');
const not = know('not');
/** Words after which the name of a parameter is one even without quotes. */
const leads = knowAll('in into as through via to under the');
/** Where a negation is an order not to, in English: "do not", "must not", "to not". */
const auxiliaries = knowAll('do must should shall need to will may please and');
const slot = numberParts(['slot']);
/** Before the name of a tool, these tell only where something comes from. */
const isSource = knowAll('from by see');
const foreign = numberParts(['foreign']);
const vocative = numberParts(['vocative']);
const forbidding = numberParts(['forbid']);
const hasInflection = /[\u00c0-\u052f]/;

/** Of the sentence that is being read; no sentence is read while another is. */
const possible = new PossibleOrders();
/** Its marks, side by side in lists: few sentences need them as objects. */
const marks = {
  parts: [] as number[],
  indexes: [] as number[],
  clauses: [] as number[],
  starts: [] as number[],
  ends: [] as number[],
};
/** Receives a sentence with more than one mark, and the orders that its words may give; null where they give none. */
type Take = (sentence: Sentence | null, possible: PossibleOrders) => void;

/** Reads the sentences of texts, word by word, for words that may play a part in an order to the model. */
export class MarkReader {
  /** Of the text read last: it has signs or words of tags, roles and comments. */
  hasMarkup = false;
  /** Of the text read last: it has a long run of letters and digits, or escaped letters. */
  hasCode = false;
  private readonly own: OwnNames;
  private readonly take: Take;
  private readonly words: Words;
  private text = '';
  private hasStems = false;
  /** How many marks the sentence has. */
  private count = 0;
  private index = 0;
  private clause = 0;
  /** The number of the word before, and the clause that it stands in. */
  private before = 0;
  private clauseBefore = 0;
  /** Where the piece begins that is being read, all that stands between spaces and parting signs; -1 between pieces. */
  private pieceStart = -1;
  /** Which word of the text the piece begins with. */
  private pieceWord = -1;
  /** Letters that stand apart, and where the last of them ended. */
  private spelled = '';
  private spelledEnd = 0;
  private isQuoted = false;

  constructor(words: Words, own: OwnNames, take: Take) {
    this.words = words;
    this.own = own;
    this.take = take;
  }

  /** Reads every sentence of a text once, and hands each that has more than one mark on. */
  read(): void {
    const { words } = this;
    const { text, count, starts, ends, makes } = words;
    this.text = text;
    this.hasMarkup = false;
    this.hasCode = false;
    this.hasStems = !words.isOrdinary && hasInflection.test(text);
    this.isQuoted = false;
    let at = 0;
    for (let place = 0; place < count; place++) {
      const start = starts[place] ?? 0;
      const end = ends[place] ?? 0;
      if (start === at + 1 && text.charCodeAt(at) === space) {
        if (this.pieceStart >= 0) this.endPiece(at);
      } else if (at < start) {
        this.readBetween(at, start, place);
      }
      if (this.pieceStart < 0) {
        if (makes[place] === mixed || (end < text.length && kindOf(text.charCodeAt(end)) === sign)) {
          this.pieceStart = start;
          this.pieceWord = place;
        } else {
          this.readWord(place, start, end);
          this.before = words.numbers[place] ?? 0;
          this.clauseBefore = this.clause;
        }
      }
      at = end;
    }
    this.readBetween(at, text.length, count);
    if (this.pieceStart >= 0) this.endPiece(text.length);
    this.endSentence();
  }

  /** Reads what is no letter, digit, underscore or apostrophe, before the word at `place`. */
  private readBetween(from: number, to: number, place: number): void {
    for (let index = from; index < to; index++) {
      const code = this.text.charCodeAt(index);
      if (kindOf(code) === sign) {
        if (this.pieceStart < 0) {
          this.pieceStart = index;
          this.pieceWord = place;
        }
        continue;
      }
      if (this.pieceStart >= 0) this.endPiece(index);
      if (code !== space) this.readSign(code, index);
    }
  }

  private readSign(code: number, index: number): void {
    if (code === 10 ? endsLine(this.text, index) : code === 33 || code === 63 || code === 0x3002)
      this.endSentence();
    else if (code !== 42 && code !== 13 && code !== 9) this.clause++;
    if (opensMarkup(this.text, code, index)) this.hasMarkup = true;
    else if (code === 38 && this.text.charCodeAt(index + 1) === 35) this.hasCode = true;
    this.isQuoted = code === 96 || code === 34 || code === 39 || code > 0x80;
  }

  /** Reads a piece without the signs that only begin or end it. */
  private endPiece(end: number): void {
    const { text, words, pieceStart, pieceWord } = this;
    this.pieceStart = -1;
    let last = end;
    while (last > pieceStart && isTrailing(text.charCodeAt(last - 1))) last--;
    let first = pieceStart;
    while (first < last && text.charCodeAt(first) === 39) first++;
    if (first > pieceStart) this.isQuoted = true;
    const isWord =
      words.starts[pieceWord] === first && words.ends[pieceWord] === last && words.makes[pieceWord] !== mixed;
    if (isWord) this.readWord(pieceWord, first, last);
    else if (first < last) this.readPiece(first, last);
    if (last < end) this.readTrailing(isWord, first, last, end);
  }

  /** Reads the signs behind a piece. */
  private readTrailing(isWord: boolean, first: number, last: number, end: number): void {
    let isColon = false;
    let isStop = false;
    for (let index = last; index < end; index++) {
      const code = this.text.charCodeAt(index);
      isColon ||= code === 58;
      isStop ||= code === 46;
    }
    if (isColon) this.endWithColon();
    else if (isStop && (isWord || !isSpelledOut(this.text, first, last))) this.endSentence();
    else this.clause++;
  }

  private endSentence(): void {
    this.endSpelling();
    if (this.count > 1) this.take(possible.hasAny() ? this.sentence() : null, possible);
    if (this.count > 0) possible.clear();
    this.count = 0;
    this.index = 0;
    this.clause = 0;
    this.clauseBefore = 0;
    this.before = 0;
  }

  /** A word of letters only, or a number. */
  private readWord(place: number, start: number, end: number): void {
    const number = this.words.numbers[place] ?? 0;
    const isOwnParameter = this.isQuoted && this.own.hasParameterAt(this.text, start, end);
    if (end - start === 1 && !isOwnParameter && (number !== letterA || this.spelled !== '')) {
      this.spell(this.text.charAt(start).toLowerCase(), start);
      return;
    }
    this.beginWord();
    const parts = isOwnParameter ? slot : this.partsHere(place, number, end);
    if (parts !== 0) this.mark(parts, number, start, end);
    else if (leads[this.before] === 1 && this.own.hasParameterAt(this.text, start, end))
      this.mark(slot, number, start, end);
    else if (this.hasStems) this.markStem(start, end);
    this.isQuoted = false;
  }

  private partsHere(place: number, number: number, end: number): number {
    const parts = partsOf(number);
    if (parts === 0 || standsAlone(parts, number)) return parts;
    const { words, text } = this;
    const isFollowed = words.starts[place + 1] === end + 1 && place + 1 < words.count;
    const next = isFollowed && text.charCodeAt(end) === space ? (words.numbers[place + 1] ?? 0) : 0;
    const opens = this.index === 1 || this.clause !== this.clauseBefore;
    return partsBeside(parts, number, opens, this.before, next);
  }

  private beginWord(): void {
    if (this.spelled !== '') this.endSpelling();
    this.index++;
    if (this.index > longestSentence) this.endSentence();
  }

  /** A piece with signs, digits among letters, accents or letters of another script in it. */
  private readPiece(start: number, end: number): void {
    const { text } = this;
    const isOwnParameter = this.isQuoted && this.own.hasParameterAt(text, start, end);
    if (end - start === 1 && !isOwnParameter) {
      this.spell(text.charAt(start).toLowerCase(), start);
      return;
    }
    this.beginWord();
    const makeup = makeupOf(text, start, Math.min(end, start + longestPiece));
    const number = this.numberOfPiece(makeup, start, end);
    const parts = isOwnParameter ? slot : partsOf(number);
    if (onlyTells(number, this.before)) this.before = number;
    else if (parts !== 0) this.mark(parts, 0, start, end);
    else this.readSigns({ text, start, end, makeup });
    this.isQuoted = false;
  }

  private numberOfPiece(makeup: number, start: number, end: number): number {
    const { text, words, pieceWord } = this;
    if (words.starts[pieceWord] === start && words.ends[pieceWord] === end)
      return words.numbers[pieceWord] ?? 0;
    if (end - start > longestPiece) return unknown;
    return (makeup & beyondAscii) === 0
      ? numberBetween(text, start, end)
      : numberOf(text.slice(start, end).toLowerCase());
  }

  private readSigns(piece: Piece): void {
    const { text, start, end, makeup } = piece;
    const first = text.charCodeAt(start);
    if (first === text.charCodeAt(start + 1) && (first === 35 || first === 45)) this.hasMarkup = true;
    if (isCode(makeup, text, start, end)) this.hasCode = true;
    if ((makeup & unspaced) !== 0) this.readUnspaced(start, end);
    else
      for (const parts of partsOfPiece(piece, this.own, this.hasStems))
        if (!(parts === foreign && isSource[this.before] === 1)) this.mark(parts, 0, start, end);
  }

  private readUnspaced(start: number, end: number): void {
    const run = this.text.slice(start, end).toLowerCase();
    for (let index = 0; index < run.length; ) {
      const found = findTerm(run, index);
      const length = found?.term.length ?? 1;
      if (found !== undefined) this.mark(found.parts, 0, start + index, start + index + length);
      index += length;
      this.index += found === undefined ? 0.25 : 1;
      if (this.index > longestSentence) this.endSentence();
    }
  }

  private markStem(start: number, end: number): void {
    const parts = partsOfStem(this.text.slice(start, Math.min(end, start + longestPiece)).toLowerCase());
    if (parts !== 0) this.mark(parts, 0, start, end);
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
    const parts = spelled.length > 1 ? partsOfWord(spelled, this.hasStems) : 0;
    if (parts !== 0) this.mark(parts, 0, spelledEnd - 2 * spelled.length + 1, spelledEnd);
    this.before = numberOf(spelled);
  }

  private mark(parts: number, number: number, start: number, end: number): void {
    const played = number === not && auxiliaries[this.before] === 1 ? forbidding : parts;
    if (speaksOfRoles(played)) this.hasMarkup = true;
    this.addMark(played, start, end);
  }

  private addMark(parts: number, start: number, end: number): void {
    const { count } = this;
    possible.add(parts);
    marks.parts[count] = parts;
    marks.indexes[count] = this.index;
    marks.clauses[count] = this.clause;
    marks.starts[count] = start;
    marks.ends[count] = end;
    this.count = count + 1;
  }

  private sentence(): Sentence {
    const sentence: Sentence = [];
    for (let place = 0; place < this.count; place++) {
      sentence.push({
        concepts: conceptsIn(marks.parts[place] ?? 0),
        index: marks.indexes[place] ?? 0,
        clause: marks.clauses[place] ?? 0,
        start: marks.starts[place] ?? 0,
        end: marks.ends[place] ?? 0,
      });
    }
    return sentence;
  }

  /** "Assistant: …" calls upon the model; any other colon parts clauses. */
  private endWithColon(): void {
    const last = this.count - 1;
    const isCall =
      marks.indexes[last] === this.index && conceptsIn(marks.parts[last] ?? 0).includes('model') && last >= 0;
    if (isCall) {
      this.addMark(vocative, marks.starts[last] ?? 0, marks.ends[last] ?? 0);
      this.hasMarkup = true;
    }
    this.clause++;
  }
}

/** Whether a word of these parts may stand in a tag or a turn of a chat. */
function speaksOfRoles(parts: number): boolean {
  rolesSpokenOf[parts] ??= conceptsIn(parts).some((concept) => roles.has(concept));
  return rolesSpokenOf[parts];
}

const roles: ReadonlySet<Concept> = new Set(['instructions', 'system', 'thought']);
const rolesSpokenOf: (boolean | undefined)[] = [];

function isTrailing(code: number): boolean {
  return code === 46 || code === 58 || code === 39 || code === 0x2019;
}
