import { deedOf, type WordForm } from './lexicon.ts';
import type { Word } from './split-text.ts';
import type { Statement } from './statement.ts';
import { isOf } from './vocabulary.ts';

/** A statement before it is known where its clause stands. */
export type Said = Omit<Statement, 'field' | 'place'>;

/** In "a list of numbers" the numbers are what is acted on. */
const measures = new Set('list array series pair batch range'.split(' '));
const mostWords = 14;
const longestQuote = 120;

/** The verb at `index` with what it acts on: the words up to the next comma, condition or clear verb. */
export function makeStatement(
  { words, to, text }: { words: readonly Word[]; to: number; text: string },
  index: number,
  form: WordForm,
  isNegated: boolean,
): Said {
  const object: string[] = [];
  const rest: string[] = [];
  let isShared = false;
  let end = index + 1;
  for (; end < to && object.length + rest.length < mostWords; end++) {
    const current = words[end];
    if (current === undefined) break;
    const { word, gap, meaning } = current;
    if ((gap === 'comma' && object.length > 0) || isCondition(end, { words })) break;
    if (isOf('determiner', meaning) || word.endsWith('ly') || (word === 'up' && end === index + 1)) continue;
    const isJoint = isOf('joint', meaning);
    if (object.length === 0 && (isJoint || gap === 'comma' || gap === 'slash')) isShared = true;
    if (isJoint && words[end + 1]?.meaning.form?.isNoun === false) break;
    if (isJoint || (word === 'of' && rest.length === 0 && measures.has(object.at(-1) ?? ''))) continue;
    const opensRest =
      (word === 'to' && gap !== 'hyphen') || (isOf('aside', meaning) && words[end + 1]?.gap !== 'hyphen');
    if (rest.length > 0 || opensRest) rest.push(word);
    else object.push(word);
  }
  const start = words[index]?.start ?? 0;
  const last = words[Math.min(end, to) - 1]?.end ?? start;
  const { verb, isNoun } = form;
  const { deed, isTold } = deedOf(form, object, rest);
  return {
    verb,
    deed,
    object,
    rest,
    isShared,
    isNegated,
    isTold,
    isWeak: (form.isWeak && !isTold && !isInforming(verb, object)) || isReceipt(verb, object),
    isNoun,
    isGerund: form.form === 'gerund',
    quote: text.slice(start, Math.min(last, start + longestQuote)),
    start,
  };
}

const receipts = new Set('true false success boolean bool nothing none null ok'.split(' '));

/** "Returns true if the subject was updated" tells that something is done, not what. */
function isReceipt(verb: string, object: readonly string[]): boolean {
  return verb === 'return' && receipts.has(object[0] ?? '');
}

/** "Given an id" opens a condition, "the given id" does not. */
export function isCondition(index: number, { words }: { words: readonly Word[] }): boolean {
  const word = words[index];
  if (word === undefined || !isOf('condition', word.meaning)) return false;
  const before = words[index - 1];
  return word.word !== 'given' || before === undefined || !isOf('determiner', before.meaning);
}

const vagueOffers =
  /^(?:abilit|capabilit|access|support|interface|ways?$|tools?$|function|commands?$|operations?$)/;

/** "Provides" says something once it says what: everything but an ability or a way. */
function isInforming(verb: string, object: readonly string[]): boolean {
  if (verb !== 'provide' && verb !== 'give') return false;
  const head = object.at(-1);
  return head !== undefined && !vagueOffers.test(head);
}
