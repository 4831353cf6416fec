import { isCompound, isWordOf } from './function-words.ts';
import { deedOf, lexicon, type WordForm } from './lexicon.ts';
import { splitText, type Word } from './split-text.ts';
import type { Statement } from './statement.ts';

/** A description is read for what it says up to here; what it hides further on is for the rules of hidden text. */
const longestProse = 4_000;
/** Clauses that still count as the lead where the ones before them said nothing: labels, badges, introductions. */
const leadClauses = 4;

/**
 * What a text says, in order: one statement for each verb that stands where this call's deeds are told.
 * Verbs in conditions, purposes, relative clauses, quotations and brackets are left out; negated ones are marked.
 */
export function readStatements(
  text: string,
  field: string,
  place: 'lead' | 'parameter' | 'title',
  ownName: string,
): Statement[] {
  const words = splitText(text, Math.min(longestProse, endOfProse(text)));
  const statements: Statement[] = [];
  let clauseCount = 0;
  let from = 0;
  let hasBegun = false;
  for (let index = 1; index <= words.length; index++) {
    const gap = words[index]?.gap ?? 'sentence';
    if (gap !== 'sentence' && gap !== 'clause' && gap !== 'open' && gap !== 'close') continue;
    if (words[from]?.gap === 'sentence') hasBegun = false;
    if (words[from]?.gap !== 'open') {
      const isLead = clauseCount < leadClauses && !statements.some(isClear);
      const clause: Clause = { words, from, to: index, text, isLead, ownName };
      const said = isLabel(words, from, index) ? [] : readClause(clause, !hasBegun);
      hasBegun = true;
      for (const { isGerund: _, ...found } of said)
        statements.push({ ...found, field, place: isLead ? place : 'body' });
      clauseCount++;
    }
    from = index;
  }
  return statements;
}

/** Where a docstring goes over to its parameters, which have descriptions of their own. */
const parameterSection = /\b(?:Args|Arguments|Parameters|Params|Inputs?|Keyword Args)\s*:\s/;

function endOfProse(text: string): number {
  const found = parameterSection.exec(text);
  return found === null || found.index === 0 ? text.length : found.index;
}

/** Whether it says enough for the clauses after it to be mere additions. */
function isClear({ isNegated, isWeak, deed }: Statement): boolean {
  return !isNegated && !isWeak && deed !== 'vague';
}

interface Clause {
  words: readonly Word[];
  from: number;
  to: number;
  text: string;
  isLead: boolean;
  ownName: string;
}

type Found = Omit<Statement, 'field' | 'place'> & { isGerund: boolean };

/** Where the walk through a clause stands. */
interface Standing {
  found: Found[];
  /** Whether a verb may stand here: after the clause's start, its subject, "to" of "used to", or a joint. */
  isOpen: boolean;
  /** The tool itself is the subject. */
  hasSubject: boolean;
  /** A phrase such as "use this", "allows you", "commands" came, which the deed follows. */
  hasOpener: boolean;
  isNegated: boolean;
  /** Inside a condition, a purpose or a relative clause. */
  isAside: boolean;
  /** Something that is no verb has stood in the clause. */
  wasClosed: boolean;
}

/** A single word before a colon: "Tip:". */
function isLabel(words: readonly Word[], from: number, to: number): boolean {
  return to - from === 1 && words[to]?.gap === 'clause';
}

function readClause(clause: Clause, isStart: boolean): Found[] {
  const at: Standing = {
    found: [],
    isOpen: isStart || (clause.isLead && clause.words[clause.from]?.gap !== 'close'),
    hasSubject: false,
    hasOpener: false,
    isNegated: false,
    isAside: false,
    wasClosed: false,
  };
  for (let index = clause.from; index < clause.to; index++) readWord(clause, index, at);
  return at.found;
}

function readWord(clause: Clause, index: number, at: Standing): void {
  const current = clause.words[index];
  if (current === undefined) return;
  const { word, gap } = current;
  if (gap === 'comma') {
    at.isOpen = at.found.length > 0 || at.isOpen || (at.isAside && !at.wasClosed);
    at.isAside = false;
  }
  if (isWordOf('condition', word) && index + 1 < clause.to) {
    setAside(at);
    return;
  }
  if (isWordOf('negation', word)) {
    at.isNegated = true;
    at.isOpen = true;
    at.isAside = false;
    return;
  }
  if (isWordOf('joint', word) || gap === 'slash') {
    if (at.found.length > 0 && !at.isAside) at.isOpen = true;
    if (isWordOf('joint', word)) return;
  }
  if (at.isAside) return;
  const form = lexicon.get(word);
  if (form !== undefined && at.isOpen && !current.isQuoted && isVerbHere(clause, index, form, at)) {
    const statement = toStatement(clause, index, form, at.isNegated);
    if (!isAdvice(clause.words[index + 1])) at.found.push(statement);
    at.isOpen = false;
    return;
  }
  followWord(clause, word, gap, at);
}

function setAside(at: Standing): void {
  at.isAside = true;
  at.isOpen = false;
}

/** What a word that is no verb here does to the words after it. */
function followWord(clause: Clause, word: string, gap: string, at: Standing): void {
  if (isWordOf('opener', word)) {
    if (!clause.isLead && at.hasSubject && !isWordOf('subject', word)) {
      setAside(at);
      return;
    }
    at.hasOpener = clause.isLead && at.found.every(({ deed }) => deed === 'vague');
  }
  if (
    word === clause.ownName ||
    (isWordOf('subject', word) && at.found.length === 0 && (at.isOpen || at.hasOpener))
  ) {
    at.hasSubject = true;
    at.isOpen = true;
    return;
  }
  const isListing = word === 'including' && at.found.at(-1)?.deed === 'vague';
  if ((at.hasOpener && isWordOf('leadIn', word)) || isListing) {
    at.hasOpener = true;
    at.isOpen = true;
    return;
  }
  if (isWordOf('aside', word)) {
    setAside(at);
    return;
  }
  if (at.isOpen && mayStandBeforeVerb(word, at)) return;
  at.isOpen = false;
  at.wasClosed = true;
  if (at.found.length > 0 && gap === 'comma') at.isNegated = false;
}

function mayStandBeforeVerb(word: string, at: Standing): boolean {
  if (isWordOf('adverb', word) || word.endsWith('ly')) return true;
  return at.found.length === 0 && isWordOf('determiner', word);
}

/** Whether a word that may be a verb is one here, by its form, by what it follows and by what follows it. */
function isVerbHere(clause: Clause, index: number, form: WordForm, at: Standing): boolean {
  const { words, to, isLead } = clause;
  const next = index + 1 < to ? words[index + 1] : undefined;
  if (next?.gap === 'hyphen' || words[index]?.gap === 'hyphen') return false;
  if (at.isNegated) return true;
  const isFirst = at.found.length === 0;
  if (isFirst && !isLead && (form.form === 'gerund' || (form.form === 'base' && !at.hasSubject)))
    return false;
  const follower = next === undefined || next.gap !== 'space' ? '' : next.word;
  if (isWordOf('auxiliary', follower) || isHeading(words, index, to, follower)) return false;
  if (isWordOf('opener', words[index]?.word ?? '') && isWordOf('leadIn', follower)) return false;
  if (form.form === 'gerund')
    return isLead && (isFirst ? !at.wasClosed || at.hasOpener : at.found.at(-1)?.isGerund === true);
  if (!form.isNoun) return true;
  if (isCompound(form.verb, follower)) return false;
  if (!isFirst) return isVerbAfterAnother(at, next, follower);
  if (form.form === 'third' && !isLead && follower === '') return false;
  if (form.form === 'third') return !isWordOf('aside', follower) || follower === 'for' || follower === 'as';
  return follower !== 'of';
}

/** "Search operations" before the end of a clause is a heading. */
function isHeading(words: readonly Word[], index: number, to: number, follower: string): boolean {
  return index + 2 === to && words.length > to && /^(?:operations|commands|utilities)$/.test(follower);
}

/** After a first verb, a word that may be a noun is a verb where it takes an object of its own, or in a bare list of verbs. */
function isVerbAfterAnother(at: Standing, next: Word | undefined, follower: string): boolean {
  if (isWordOf('determiner', follower)) return true;
  const isBareList = at.found.at(-1)?.object.length === 0 || at.found.at(-1)?.isShared === true;
  return isBareList && next !== undefined;
}

/** "Run this tool first" speaks to whoever calls, not of what the call does. */
function isAdvice(next: Word | undefined): boolean {
  return next?.word === 'this';
}

const mostWords = 14;
const longestQuote = 120;

function toStatement(clause: Clause, index: number, form: WordForm, isNegated: boolean): Found {
  const { words, to, text } = clause;
  const object: string[] = [];
  const rest: string[] = [];
  let isShared = false;
  let end = index + 1;
  for (; end < to && object.length + rest.length < mostWords; end++) {
    const current = words[end];
    if (current === undefined) break;
    const { word, gap } = current;
    if (gap === 'comma' && object.length > 0) break;
    if (isWordOf('condition', word)) break;
    if (isWordOf('determiner', word)) continue;
    if (isWordOf('joint', word) || gap === 'comma' || gap === 'slash') {
      if (object.length === 0) isShared = true;
      if (isWordOf('joint', word)) {
        if (lexicon.get(words[end + 1]?.word ?? '')?.isNoun === false) break;
        continue;
      }
    }
    if (isWordOf('aside', word) || word === 'to') rest.push(word);
    else (rest.length > 0 ? rest : object).push(word);
  }
  const start = words[index]?.start ?? 0;
  const last = words[Math.min(end, to) - 1]?.end ?? start;
  const quote = text.slice(start, Math.min(last, start + longestQuote));
  const { verb, isWeak, isNoun } = form;
  const { deed, isTold } = deedOf(form, object, rest);
  return {
    verb,
    deed,
    object,
    rest,
    isShared,
    isNegated,
    isTold,
    isWeak: isWeak && !isTold && !isInforming(verb, object),
    isNoun,
    isGerund: form.form === 'gerund',
    quote,
    start,
  };
}

/** "Provides" says something once it says what: everything but an ability or a way. */
function isInforming(verb: string, object: readonly string[]): boolean {
  if (verb !== 'provide' && verb !== 'give') return false;
  const head = object.at(-1);
  return (
    head !== undefined &&
    !/^(?:abilit|capabilit|access|support|interface|ways?$|tools?$|function|commands?$|operations?$)/.test(
      head,
    )
  );
}
