import { isCompound } from './compounds.ts';
import type { WordForm } from './lexicon.ts';
import { isCondition, makeStatement, type Place } from './make-statement.ts';
import { gaps, type Prose } from './prose.ts';
import type { Statement } from './statement.ts';
import type { Deed } from './verbs.ts';

export interface Clause {
  prose: Prose;
  from: number;
  /** Index after its last word. */
  to: number;
  isLead: boolean;
  /** A sentence begins with it, or may. */
  isStart: boolean;
  /** The tool's name, lower-cased: "delete_page deletes a page". */
  ownName: string;
  at: Place;
}

/** Where the walk through a clause stands. */
interface Standing {
  clause: Clause;
  said: Statement[];
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
export function readClause(clause: Clause): readonly Statement[] {
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
  for (let index = clause.from; index < clause.to && !isSpent(at); index++) readWord(index, at);
  return at.said.some(({ isNegated }) => isNegated) ? at.said.filter(({ isNegated }) => !isNegated) : at.said;
}

/** Nothing reopens a further clause that has begun with something else than what this call does. */
function isSpent({ clause, said, isOpen, wasClosed }: Standing): boolean {
  return !clause.isLead && !isOpen && wasClosed && said.length === 0;
}

function readWord(index: number, at: Standing): void {
  const { prose, to } = at.clause;
  const gap = prose.gapAt(index);
  if (gap === gaps.comma) passComma(at);
  if (isCondition(index, prose) && index + 1 < to) {
    setAside(at);
  } else if (prose.isOf('negation', index)) {
    at.isNegated = true;
    at.isOpen = true;
    at.isAside = false;
  } else {
    const isJoint = prose.isOf('joint', index);
    if (isJoint && resumes(at, index)) at.isAside = false;
    if ((isJoint || gap === gaps.slash) && at.said.length > 0 && !at.isAside) at.isOpen = true;
    if (!isJoint && !at.isAside) readContent(index, at);
  }
}

/**
 * "Writes a key with this account and binds it", "Check if it exists and create it": a further verb is the call's own
 * where it can belong to nothing else: in the third person, or with an object but under no "to".
 */
function resumes({ clause, isAside, isClausal, said }: Standing, index: number): boolean {
  if (!isAside || isClausal || said.length === 0) return false;
  const { prose, from } = clause;
  const form = prose.formAt(index + 1);
  const next = index + 2;
  if (form === null || prose.gapAt(next) !== gaps.space) return false;
  if (form.isNoun && !prose.isOf('determiner', next)) return false;
  if (form.form === 'third' || form.verb === 'save' || form.verb === 'store') return true;
  if (form.form !== 'base' || !prose.isOf('determiner', next)) return false;
  for (let before = Math.max(from, index - longestAside); before < index; before++) {
    if (prose.wordAt(before) === 'to') return false;
  }
  return true;
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

function readContent(index: number, at: Standing): void {
  const { prose } = at.clause;
  if (prose.isOf('aside', index) && prose.isHyphenated(index)) {
    at.isOpen = false;
    at.wasClosed = true;
    return;
  }
  const form = at.isOpen ? prose.formAt(index) : null;
  if (form === null || prose.isQuoted(index) || !isVerbHere(index, form, at)) {
    followWord(index, at);
    return;
  }
  if (!isAdvice(prose, index + 1) && !isDuty(index - 1, at))
    at.said.push(makeStatement(at.clause, index, isSetting(index, form, at) ? setting : form, at.isNegated));
  at.isOpen = false;
}

/** "Set or clear the note" sets it to nothing. */
function isSetting(index: number, { verb }: WordForm, { clause, said }: Standing): boolean {
  return verb === 'clear' && said.at(-1)?.verb === 'set' && clause.prose.wordAt(index - 1) === 'or';
}

const setting: WordForm = { verb: 'set', deed: 'change', isNoun: true, isWeak: false, form: 'base' };

/** "Run this tool first" and "make sure to …" speak to whoever calls, not of what the call does. */
function isAdvice(prose: Prose, next: number): boolean {
  if (next >= prose.count) return false;
  const word = prose.wordAt(next);
  return word === 'this' || word === 'sure';
}

/** "Must provide a reason", without a subject, speaks to the caller as well. */
function isDuty(before: number, { clause: { prose }, hasSubject }: Standing): boolean {
  if (hasSubject || before < 0) return false;
  const word = prose.wordAt(before);
  return word === 'must' || word === 'should';
}

/** What a word that is no verb here does to the words after it. */
function followWord(index: number, at: Standing): void {
  const { clause, said } = at;
  const { prose } = clause;
  const isSubject = prose.isOf('subject', index);
  if (prose.isOf('opener', index)) {
    // "This endpoint allows agents to …" praises; in a further clause it tells no deed.
    if (!clause.isLead && at.hasSubject && !isSubject) {
      setAside(at);
      return;
    }
    at.hasOpener = clause.isLead && said.every(({ deed }) => deed === 'vague');
  }
  if (isOwnName(index, clause) || (isSubject && said.length === 0 && (at.isOpen || at.hasOpener))) {
    at.hasSubject = true;
    at.isOpen = true;
  } else if ((at.hasOpener && prose.isOf('leadIn', index) && saysNothingYet(at)) || listsDeeds(index, at)) {
    at.hasOpener = true;
    at.isOpen = true;
  } else if (prose.isOf('aside', index)) {
    at.isClausal = prose.isOf('clausal', index) && said.length > 0;
    setAside(at);
  } else if (!at.isOpen || !mayStandBeforeVerb(index, at)) {
    at.isOpen = false;
    at.wasClosed = true;
    if (said.length > 0 && prose.gapAt(index) === gaps.comma) at.isNegated = false;
  }
}

function isOwnName(index: number, { prose, ownName }: Clause): boolean {
  return prose.endOf(index) - prose.startOf(index) === ownName.length && prose.wordAt(index) === ownName;
}

function saysNothingYet({ said }: Standing): boolean {
  return said.every(({ deed, isWeak }) => isWeak || deed === 'vague');
}

/** "Manage pages, including deleting them". */
function listsDeeds(index: number, { clause, said }: Standing): boolean {
  return said.at(-1)?.deed === 'vague' && clause.prose.wordAt(index) === 'including';
}

function mayStandBeforeVerb(index: number, { clause: { prose }, said }: Standing): boolean {
  if (prose.isOf('adverb', index) || prose.endsInLy(index)) return true;
  return said.length === 0 && prose.isOf('determiner', index);
}

/** Whether a word that may be a verb is one here, by its form, by what it follows and by what follows it. */
function isVerbHere(index: number, { form, verb, deed, isNoun }: WordForm, at: Standing): boolean {
  const { prose, to, isLead } = at.clause;
  const next = index + 1;
  const gap = next < to ? prose.gapAt(next) : null;
  if (gap === gaps.hyphen || (prose.gapAt(index) === gaps.hyphen && !opensByItself(index, prose)))
    return false;
  if (at.isNegated) return true;
  const isFirst = at.said.length === 0;
  if (isFirst && !isLead && (form === 'gerund' || (form === 'base' && !at.hasSubject))) return false;
  const isFollowed = gap === gaps.space;
  if (isFollowed && prose.isOf('auxiliary', next)) return false;
  const follower = isFollowed ? prose.wordAt(next) : '';
  if (isHeading(index, follower, at.clause)) return false;
  if (isFollowed && prose.isOf('leadIn', next) && prose.isOf('opener', index)) return false;
  if (form === 'gerund') return isLead && isGerundHere(isFirst, at) && !isState(index - 1, prose);
  if (isCompound(verb, follower) || isNamed(index - 1, deed, prose)) return false;
  if (isFirst && isFollowed && isPluralNoun(next, { form, deed, isNoun }, at)) return false;
  if (!isNoun) return true;
  if (!isFirst) return isVerbAfterAnother(at, next, isFollowed);
  if (form === 'base') return follower !== 'of' || (verb === 'list' && index === 0);
  if (follower === '') return isLead && (gap === gaps.comma || gap === gaps.slash);
  return !nounFollowers.has(follower);
}

/** "Schedules automate transactions", "archives and folders": a plural, which a verb of its own or a joint follows. */
function isPluralNoun(
  next: number,
  { form, deed, isNoun }: Pick<WordForm, 'form' | 'deed' | 'isNoun'>,
  { clause: { prose, isLead }, hasSubject }: Standing,
): boolean {
  if (form !== 'third' || !isNoun) return false;
  if (!isLead && !hasSubject && prose.isOf('joint', next)) return true;
  const following = prose.formAt(next);
  return deed !== 'vague' && following?.form === 'base' && !following.isNoun;
}

/** A description that begins with "Force-release" releases. */
function opensByItself(index: number, prose: Prose): boolean {
  return index === 1 && doneBy.has(prose.wordAt(0));
}

const doneBy = new Set(['batch', 'bulk', 'force']);

const articles = new Set('the a an all any each every your its their'.split(' '));

/** "The delete endpoint", "the index quotes": after an article stands a noun. Looking is told by its noun as well. */
function isNamed(before: number, deed: Deed, prose: Prose): boolean {
  return before >= 0 && deed !== 'look' && deed !== 'study' && articles.has(prose.wordAt(before));
}

/** After these, `comments` and `logs` are nouns: "comments on an issue". */
const nounFollowers = new Set('of in on at from by with about via per between'.split(' '));

/** "Action is running as a job": how it is, not what it does. */
function isState(before: number, prose: Prose): boolean {
  return before >= 0 && states.has(prose.wordAt(before));
}

const states = new Set('is are was were be been'.split(' '));

/** "Deleting pages" leads, or follows "commands for"; after another verb only where that was a gerund as well, or
 * lists its deeds: "manage jobs, including deleting them". */
function isGerundHere(isFirst: boolean, at: Standing): boolean {
  if (isFirst) return !at.wasClosed || at.hasOpener;
  const before = at.said.at(-1);
  return before?.isGerund === true || (at.hasOpener && before?.deed === 'vague');
}

/** "Search operations" before the end of a clause is a heading. */
function isHeading(index: number, follower: string, { prose, to }: Clause): boolean {
  if (index + 2 !== to || prose.count <= to) return false;
  return follower === 'operations' || follower === 'commands' || follower === 'utilities';
}

const plainOrders = new Set(['update', 'add', 'install', 'run']);

/** "Track progress and update the files": these are hardly nouns right behind a joint or a comma. */
function isPlainOrder(index: number, prose: Prose): boolean {
  if (index === 0 || !plainOrders.has(prose.wordAt(index))) return false;
  return prose.isOf('joint', index - 1) || prose.gapAt(index) === gaps.comma;
}

/** After a first verb, a word that may be a noun is a verb where it takes an object of its own, or in a bare list of verbs. */
function isVerbAfterAnother({ clause, said }: Standing, next: number, isFollowed: boolean): boolean {
  const { prose } = clause;
  if (isFollowed && (prose.isOf('determiner', next) || isPlainOrder(next - 1, prose))) return true;
  const before = said.at(-1);
  return next < clause.to && (before?.object.length === 0 || before?.isShared === true);
}
