import { deedOf, type WordForm } from './lexicon.ts';
import { gaps, type Prose } from './prose.ts';
import type { Statement } from './statement.ts';

/** In "a list of numbers" the numbers are what is acted on. */
const measures = new Set('list array series pair batch range number'.split(' '));
const mostWords = 14;
const longestQuote = 120;

/** Where a statement stands. */
export type Place = Pick<Statement, 'field' | 'place'>;

/** The verb at `index` with what it acts on: the words up to the next comma, condition or clear verb. */
export function makeStatement(
  { prose, to, at }: { prose: Prose; to: number; at: Place },
  index: number,
  form: WordForm,
  isNegated: boolean,
): Statement {
  const object: string[] = [];
  const rest: string[] = [];
  let isShared = false;
  let end = index + 1;
  for (; end < to && object.length + rest.length < mostWords; end++) {
    const gap = prose.gapAt(end);
    if ((gap === gaps.comma && object.length > 0) || isCondition(end, prose)) break;
    if (prose.isOf('determiner', end)) continue;
    // "Download it locally" tells where it is put; every other such word tells only how.
    if (prose.endsInLy(end) && !(form.deed === 'look' && prose.wordAt(end) === 'locally')) continue;
    const isJoint = prose.isOf('joint', end);
    if (object.length === 0 && (isJoint || gap === gaps.comma || gap === gaps.slash)) isShared = true;
    if (isJoint && isFurtherVerb(end + 1, to, prose, object)) break;
    if (isJoint) continue;
    const word = prose.wordAt(end);
    if (word === 'up' && end === index + 1) continue;
    if (word === 'of' && rest.length === 0 && measures.has(object.at(-1) ?? '')) continue;
    const opensRest =
      (word === 'to' && gap !== gaps.hyphen) || (prose.isOf('aside', end) && !prose.isHyphenated(end));
    if (rest.length > 0 || opensRest) rest.push(word);
    else object.push(word);
  }
  const start = prose.startOf(index);
  const last = prose.endOf(Math.min(end, to) - 1);
  const { verb, isNoun } = form;
  const { deed, isTold } = deedOf(form, object, rest);
  return {
    verb,
    deed,
    object,
    rest,
    place: at.place,
    isShared,
    isNegated,
    isGerund: form.form === 'gerund',
    isTold,
    isWeak: (form.isWeak && !isTold && !isInforming(verb, object)) || isReceipt(verb, object),
    isNoun,
    field: at.field,
    quote: prose.text.slice(start, Math.min(last, start + longestQuote)),
    start,
  };
}

/** A verb that is no noun, or one in the third person before an article: "and returns it". */
function isFurtherVerb(place: number, to: number, prose: Prose, object: readonly string[]): boolean {
  const form = prose.formAt(place);
  if (form === null) return false;
  if (!form.isNoun) return true;
  return object.length > 0 && form.form === 'third' && place + 1 < to && prose.isOf('determiner', place + 1);
}

const receipts = new Set('true false success boolean bool nothing none null ok'.split(' '));

/** "Returns true if the subject was updated" tells that something is done, not what. */
function isReceipt(verb: string, object: readonly string[]): boolean {
  return verb === 'return' && receipts.has(object[0] ?? '');
}

/** "Given an id" opens a condition, "the given id" does not. */
export function isCondition(index: number, prose: Prose): boolean {
  if (!prose.isOf('condition', index)) return false;
  return prose.wordAt(index) !== 'given' || index === 0 || !prose.isOf('determiner', index - 1);
}

const vagueOffers =
  /^(?:abilit|capabilit|access|support|interface|ways?$|tools?$|function|commands?$|operations?$)/;

/** "Provides" says something once it says what: everything but an ability or a way. */
function isInforming(verb: string, object: readonly string[]): boolean {
  if (verb !== 'provide' && verb !== 'give') return false;
  const head = object.at(-1);
  return head !== undefined && !vagueOffers.test(head);
}
