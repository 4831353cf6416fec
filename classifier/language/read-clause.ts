import { isCompound } from './compounds.ts';
import type { WordForm } from './lexicon.ts';
import { isCondition, makeStatement, type Said } from './make-statement.ts';
import type { Word } from './split-text.ts';
import type { Deed } from './verbs.ts';
import { isOf, type Meaning, meaningOf } from './vocabulary.ts';

export interface Clause {
  words: readonly Word[];
  from: number;
  /** Index after its last word. */
  to: number;
  text: string;
  isLead: boolean;
  /** A sentence begins with it, or may. */
  isStart: boolean;
  /** The tool's name, lower-cased: "delete_page deletes a page". */
  ownName: string;
}

/** Where the walk through a clause stands. */
interface Standing {
  clause: Clause;
  said: Said[];
  /** Whether a verb may stand here: after the clause's start, its subject, "to" of "used to", or a joint. */
  isOpen: boolean;
  /** The tool itself is the subject. */
  hasSubject: boolean;
  /** A phrase such as "use this", "allows you", "commands" came, which the deed follows. */
  hasOpener: boolean;
  isNegated: boolean;
  /** Inside a condition, a purpose or a relative clause. */
  isAside: boolean;
  /** That aside is a clause of its own ("who can delete, or restore"): only its sentence's end ends it. */
  isClausal: boolean;
  /** Something that is no verb has stood in the clause. */
  wasClosed: boolean;
}

/** The statements of one clause, walked once, word by word. */
export function readClause(clause: Clause): Said[] {
  const at: Standing = {
    clause,
    said: [],
    isOpen: clause.isStart,
    hasSubject: false,
    hasOpener: false,
    isNegated: false,
    isAside: false,
    isClausal: false,
    wasClosed: false,
  };
  for (let index = clause.from; index < clause.to; index++) {
    const word = clause.words[index];
    if (word === undefined || isSpent(at)) break;
    readWord(word, index, at);
  }
  return at.said.filter(({ isNegated }) => !isNegated);
}

/** Nothing reopens a further clause that has begun with something else than what this call does. */
function isSpent({ clause, said, isOpen, wasClosed }: Standing): boolean {
  return !clause.isLead && !isOpen && wasClosed && said.length === 0;
}

function readWord(current: Word, index: number, at: Standing): void {
  const { meaning, gap } = current;
  if (gap === 'comma') passComma(at);
  if (isCondition(index, at.clause) && index + 1 < at.clause.to) {
    setAside(at);
  } else if (isOf('negation', meaning)) {
    at.isNegated = true;
    at.isOpen = true;
    at.isAside = false;
  } else {
    const isJoint = isOf('joint', meaning);
    if (isJoint && resumes(at, index)) at.isAside = false;
    if ((isJoint || gap === 'slash') && at.said.length > 0 && !at.isAside) at.isOpen = true;
    if (!isJoint && !at.isAside) readContent(current, index, at);
  }
}

/**
 * "Writes a key with this account and binds it", "Check if it exists and create it": a further verb is the call's own
 * where it can belong to nothing else: in the third person, or with an object but under no "to".
 */
function resumes({ clause, isAside, isClausal, said }: Standing, index: number): boolean {
  if (!isAside || isClausal || said.length === 0) return false;
  const form = clause.words[index + 1]?.meaning.form;
  const next = clause.words[index + 2];
  if (form == null || next?.gap !== 'space') return false;
  if (form.isNoun && !(form.form === 'third' && isOf('determiner', next.meaning))) return false;
  if (form.form === 'third') return true;
  const before = clause.words.slice(Math.max(clause.from, index - longestAside), index);
  return (
    form.form === 'base' && isOf('determiner', next.meaning) && !before.some(({ word }) => word === 'to')
  );
}

const longestAside = 10;

function passComma(at: Standing): void {
  if (at.isClausal) return;
  at.isOpen = at.said.length > 0 || at.isOpen || (at.isAside && !at.wasClosed);
  at.isAside = false;
}

function setAside(at: Standing): void {
  at.isAside = true;
  at.isOpen = false;
  at.wasClosed ||= at.said.length === 0 && at.hasSubject;
}

function readContent(current: Word, index: number, at: Standing): void {
  const { form } = current.meaning;
  // "In-depth" is one word.
  if (isOf('aside', current.meaning) && at.clause.words[index + 1]?.gap === 'hyphen') {
    at.isOpen = false;
    at.wasClosed = true;
    return;
  }
  if (form === null || !at.isOpen || current.isQuoted || !isVerbHere(index, form, at)) {
    followWord(current, at);
    return;
  }
  const { words } = at.clause;
  if (!isAdvice(words[index + 1]) && !isDuty(words[index - 1], at))
    at.said.push(makeStatement(at.clause, index, form, at.isNegated));
  at.isOpen = false;
}

/** "Run this tool first" and "make sure to …" speak to whoever calls, not of what the call does. */
function isAdvice(next: Word | undefined): boolean {
  return next?.word === 'this' || next?.word === 'sure';
}

/** "Must provide a reason", without a subject, speaks to the caller as well. */
function isDuty(before: Word | undefined, { hasSubject }: Standing): boolean {
  return !hasSubject && (before?.word === 'must' || before?.word === 'should');
}

/** What a word that is no verb here does to the words after it. */
function followWord({ word, meaning, gap }: Word, at: Standing): void {
  const { clause, said } = at;
  const isSubject = isOf('subject', meaning);
  if (isOf('opener', meaning)) {
    // "This endpoint allows agents to …" praises; in a further clause it tells no deed.
    if (!clause.isLead && at.hasSubject && !isSubject) {
      setAside(at);
      return;
    }
    at.hasOpener = clause.isLead && said.every(({ deed }) => deed === 'vague');
  }
  if (word === clause.ownName || (isSubject && said.length === 0 && (at.isOpen || at.hasOpener))) {
    at.hasSubject = true;
    at.isOpen = true;
  } else if ((at.hasOpener && isOf('leadIn', meaning) && saysNothingYet(at)) || listsDeeds(word, at)) {
    at.hasOpener = true;
    at.isOpen = true;
  } else if (isOf('aside', meaning)) {
    at.isClausal = isOf('clausal', meaning) && said.length > 0;
    setAside(at);
  } else if (!at.isOpen || !mayStandBeforeVerb(word, meaning, at)) {
    at.isOpen = false;
    at.wasClosed = true;
    if (said.length > 0 && gap === 'comma') at.isNegated = false;
  }
}

function saysNothingYet({ said }: Standing): boolean {
  return said.every(({ deed, isWeak }) => isWeak || deed === 'vague');
}

/** "Manage pages, including deleting them". */
function listsDeeds(word: string, { said }: Standing): boolean {
  return word === 'including' && said.at(-1)?.deed === 'vague';
}

function mayStandBeforeVerb(word: string, meaning: Meaning, at: Standing): boolean {
  if (isOf('adverb', meaning) || word.endsWith('ly')) return true;
  return at.said.length === 0 && isOf('determiner', meaning);
}

/** Whether a word that may be a verb is one here, by its form, by what it follows and by what follows it. */
function isVerbHere(index: number, { form, verb, deed, isNoun }: WordForm, at: Standing): boolean {
  const { words, to, isLead } = at.clause;
  const next = index + 1 < to ? words[index + 1] : undefined;
  if (next?.gap === 'hyphen' || words[index]?.gap === 'hyphen') return false;
  if (at.isNegated) return true;
  const isFirst = at.said.length === 0;
  if (isFirst && !isLead && (form === 'gerund' || (form === 'base' && !at.hasSubject))) return false;
  const follower = next?.gap === 'space' ? next.word : '';
  const followed = next?.gap === 'space' ? next.meaning : meaningOf('');
  if (isOf('auxiliary', followed) || isHeading(index, follower, at.clause)) return false;
  if (isOf('leadIn', followed) && isOf('opener', words[index]?.meaning ?? followed)) return false;
  if (form === 'gerund') return isLead && isGerundHere(isFirst, at);
  if (isCompound(verb, follower) || isNamed(words[index - 1], deed)) return false;
  if (!isNoun) return true;
  if (!isFirst) return isVerbAfterAnother(at, next, followed);
  if (form === 'base') return follower !== 'of';
  if (follower === '') return isLead && (next?.gap === 'comma' || next?.gap === 'slash');
  return !nounFollowers.has(follower);
}

const articles = new Set('the a an all any each every your its their'.split(' '));

/** "The delete endpoint", "the index quotes": after an article stands a noun. Looking is told by its noun as well. */
function isNamed(before: Word | undefined, deed: Deed): boolean {
  return before !== undefined && articles.has(before.word) && deed !== 'look' && deed !== 'study';
}

/** After these, `comments` and `logs` are nouns: "comments on an issue". */
const nounFollowers = new Set('of in on at from by with about via per between'.split(' '));

/** "Deleting pages" leads, or follows "commands for"; after another verb only where that was a gerund as well. */
function isGerundHere(isFirst: boolean, at: Standing): boolean {
  return isFirst ? !at.wasClosed || at.hasOpener : at.said.at(-1)?.isGerund === true;
}

/** "Search operations" before the end of a clause is a heading. */
function isHeading(index: number, follower: string, { words, to }: Clause): boolean {
  if (index + 2 !== to || words.length <= to) return false;
  return follower === 'operations' || follower === 'commands' || follower === 'utilities';
}

/** After a first verb, a word that may be a noun is a verb where it takes an object of its own, or in a bare list of verbs. */
function isVerbAfterAnother({ said }: Standing, next: Word | undefined, followed: Meaning): boolean {
  if (isOf('determiner', followed)) return true;
  const before = said.at(-1);
  return next !== undefined && (before?.object.length === 0 || before?.isShared === true);
}
