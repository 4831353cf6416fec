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
  place: 'lead' | 'parameter',
  ownName: string,
): Statement[] {
  const words = splitText(text, longestProse);
  const statements: Statement[] = [];
  let clauseCount = 0;
  let from = 0;
  for (let index = 1; index <= words.length; index++) {
    const gap = words[index]?.gap ?? 'sentence';
    if (gap !== 'sentence' && gap !== 'clause' && gap !== 'open' && gap !== 'close') continue;
    if (words[from]?.gap !== 'open') {
      const hasLead = statements.some(({ isNegated }) => !isNegated);
      const isLead = !hasLead && (place === 'parameter' || clauseCount < leadClauses);
      const found = readClause(words, from, index, text, isLead, ownName);
      clauseCount++;
      for (const statement of found) statements.push({ ...statement, field, place: isLead ? place : 'body' });
    }
    from = index;
  }
  return statements;
}

type Found = Omit<Statement, 'field' | 'place'>;

/**
 * Walks one clause. `isOpen` is whether a verb may stand here: at its start, after its subject, after "to" of a
 * phrase such as "use this to", and after a joint that follows another verb of the clause.
 */
function readClause(
  words: Word[],
  from: number,
  to: number,
  text: string,
  isLead: boolean,
  ownName: string,
): Found[] {
  const found: Found[] = [];
  let isOpen = true;
  let hasSubject = false;
  let isNegated = false;
  let isAside = false;
  let wasOpener = false;
  for (let index = from; index < to; index++) {
    const current = words[index];
    if (current === undefined) break;
    const { word, gap } = current;
    if (gap === 'comma') {
      isAside = false;
      isOpen = found.length > 0 || index - from > 0;
      hasSubject = hasSubject || found.length === 0;
    }
    if (isWordOf('condition', word) && index + 1 < to) {
      isAside = true;
      isOpen = false;
      continue;
    }
    if (isWordOf('negation', word)) {
      isNegated = true;
      isOpen = true;
      isAside = false;
      continue;
    }
    if (isWordOf('joint', word) || gap === 'slash') {
      if (found.length > 0 && !isAside) isOpen = true;
      if (isWordOf('joint', word)) continue;
    }
    if (isAside) continue;
    const form = lexicon.get(word);
    if (
      form !== undefined &&
      isOpen &&
      gap !== 'quote' &&
      stands(words, index, to, form, found.length, isLead, hasSubject, wasOpener, isNegated)
    ) {
      found.push(toStatement(words, index, to, text, form, isNegated));
      isOpen = false;
      continue;
    }
    if (isWordOf('opener', word) && (isLead || hasSubject)) wasOpener = true;
    if (word === ownName || (isWordOf('subject', word) && found.length === 0 && (isOpen || wasOpener))) {
      hasSubject = true;
      isOpen = true;
      continue;
    }
    if (
      wasOpener &&
      (word === 'to' ||
        word === 'for' ||
        word === 'you' ||
        word === 'of' ||
        word === 'that' ||
        word === 'which')
    ) {
      isOpen = true;
      continue;
    }
    if (isWordOf('aside', word)) {
      isAside = true;
      isOpen = false;
      continue;
    }
    if (
      isOpen &&
      (isWordOf('adverb', word) ||
        word.endsWith('ly') ||
        (isWordOf('determiner', word) && found.length === 0))
    )
      continue;
    isOpen = isOpen && isLead && found.length === 0 && wasOpener;
    if (!isOpen && found.length > 0) isNegated = isNegated && gap !== 'comma';
  }
  return found;
}

/** Whether a word that may be a verb is one here, by its form, by what it follows and by what follows it. */
function stands(
  words: Word[],
  index: number,
  to: number,
  form: WordForm,
  foundBefore: number,
  isLead: boolean,
  hasSubject: boolean,
  wasOpener: boolean,
  isNegated: boolean,
): boolean {
  const next = index + 1 < to ? words[index + 1] : undefined;
  if (next?.gap === 'hyphen' || words[index]?.gap === 'hyphen') return false;
  if (isNegated) return true;
  if (!isLead && foundBefore === 0) {
    if (form.form === 'base' && !hasSubject) return false;
    if (form.form === 'gerund') return false;
  }
  if (form.form === 'gerund' && foundBefore === 0 && !isLead && !wasOpener) return false;
  const follower = next === undefined || next.gap !== 'space' ? '' : next.word;
  if (!form.isNoun) return true;
  if (form.form === 'gerund') return true;
  if (isCompound(form.verb, follower)) return false;
  if (foundBefore > 0)
    return next?.gap === 'comma' || isWordOf('determiner', follower) || isWordOf('joint', follower);
  if (form.form === 'third') return !isWordOf('aside', follower) || follower === 'for' || follower === 'as';
  return follower !== 'of' && follower !== 'is';
}

function toStatement(
  words: Word[],
  index: number,
  to: number,
  text: string,
  form: WordForm,
  isNegated: boolean,
): Found {
  const object: string[] = [];
  const rest: string[] = [];
  let end = index + 1;
  for (; end < to && object.length + rest.length < 14; end++) {
    const word = words[end];
    if (word === undefined) break;
    if (word.gap === 'comma' && (object.length > 0 || lexicon.has(word.word))) break;
    if (isWordOf('condition', word.word)) break;
    if (isWordOf('determiner', word.word)) continue;
    if (isWordOf('joint', word.word)) {
      const after = words[end + 1];
      if (after !== undefined && lexicon.get(after.word)?.isNoun === false) break;
      continue;
    }
    if (isWordOf('aside', word.word) || word.word === 'to') {
      rest.push(word.word);
      continue;
    }
    (rest.length > 0 ? rest : object).push(word.word);
  }
  const { start } = words[index] ?? { start: 0 };
  const last = words[Math.min(end, to) - 1];
  const quote = text.slice(start, Math.min(last?.end ?? start, start + 120));
  return {
    verb: form.verb,
    deed: deedOf(form, object),
    object,
    rest,
    isNegated,
    isWeak: form.isWeak,
    isNoun: form.isNoun,
    quote,
    start,
  };
}
