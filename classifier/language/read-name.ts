import type { NameWord } from '../split-name.ts';
import { isCompound } from './compounds.ts';
import { deedOf, lexicon, type WordForm } from './lexicon.ts';
import { nominalOf } from './nominals.ts';
import type { Statement } from './statement.ts';
import type { Deed } from './verbs.ts';

interface Candidate {
  index: number;
  form: WordForm;
}

/**
 * What a name says: its verb is looked for first at the front, then at the back (`database_delete`), then between
 * (`maps_search_places`); after "and" or "or" stands another (`create_or_update`). Empty where no known verb stands in it.
 */
export function readName(words: readonly NameWord[], name: string): Statement[] {
  const found = findCandidates(words);
  const candidates = found.length > 0 ? found : findPrefix(words);
  const verb = chooseVerb(candidates, words.length);
  if (verb === null || isGuide(words, verb) || isPartOfThing(words, verb)) return [];
  const chosen = [verb, ...candidates.filter(({ index }) => index > verb.index && isJoined(words, index))];
  return chosen.map((candidate) => toStatement(candidate, words, name));
}

function findCandidates(words: readonly NameWord[]): Candidate[] {
  const candidates: Candidate[] = [];
  for (const [index, { word }] of words.entries()) {
    const form = lexicon.get(word);
    if (form !== undefined && isVerbInName(form, index, words)) candidates.push({ index, form });
  }
  return candidates;
}

/** Names give orders or describe: `list_running_jobs` runs nothing, and the `order` of `last_order` pays nothing. */
function isVerbInName(form: WordForm, index: number, words: readonly NameWord[]): boolean {
  if (form.form === 'gerund') return false;
  if (form.form === 'third' && (form.isNoun || index > 0)) return false;
  if (form.deed === 'pay' && form.isWeak && form.isNoun && words.length === 1) return false;
  const next = words[index + 1]?.word;
  if (next === undefined)
    return index === 0 || !form.isNoun || !(form.deed === 'pay' || nounsAtEnd.has(form.verb));
  return !isCompound(form.verb, next);
}

/** At the end of a name these are what is looked at: `happiness_index`, `medical_record`. */
export const nounsAtEnd: ReadonlySet<string> = new Set(
  'index log record type form rate claim block color colour group format score rank'.split(' '),
);

const commonPrefixes =
  'get list search fetch find read create update delete remove execute send add write start stop'.split(' ');

/** A name in one piece, such as `getwalletbalance`. */
function findPrefix(words: readonly NameWord[]): Candidate[] {
  const first = words[0]?.word ?? '';
  const prefix = commonPrefixes.find((verb) => first.startsWith(verb) && first.length > verb.length + 2);
  const form = prefix === undefined ? undefined : lexicon.get(prefix);
  return form === undefined ? [] : [{ index: 0, form: { ...form, isWeak: true } }];
}

/** The method of an endpoint before what the endpoint does: `post_search`. */
const httpVerbs = new Set(['post', 'put', 'patch']);

function chooseVerb(candidates: readonly Candidate[], length: number): Candidate | null {
  const clear = candidates.filter(({ form }) => !form.isNoun);
  const [first] = candidates;
  if (first === undefined) return null;
  const [, second] = candidates;
  if (second !== undefined && httpVerbs.has(first.form.verb)) return second;
  if (second?.index === 1 && carriesOut(first) && !second.form.isWeak) return second;
  const last = candidates.at(-1) ?? first;
  if (first.index === 0 && listedNouns.has(first.form.verb) && last.index === length - 1 && isLookUp(last))
    return last;
  if (first.index === 0 && (!first.form.isNoun || clear.length === 0)) return first;
  if (first.index === 0 && first.form.deed === 'look') return first;
  if (first.index === 0 && !clear.some(({ index }) => index === length - 1)) return first;
  return clear.at(0) ?? candidates.find(({ form }) => !form.isWeak) ?? first;
}

/** A noun between others, of something shown: the `index` of `cloud_index_documentation`. */
function isPartOfThing(words: readonly NameWord[], { index, form }: Candidate): boolean {
  if (!nounsAtEnd.has(form.verb) || index === 0 || index === words.length - 1) return false;
  return nominalOf(words.at(-1)?.word ?? '')?.deed === 'look';
}

const guides = new Set('guide guidance instructions tutorial'.split(' '));

/** `migrate_pages_guide` tells how to; a guide itself is created or updated. */
function isGuide(words: readonly NameWord[], { form: { deed } }: Candidate): boolean {
  return guides.has(words.at(-1)?.word ?? '') && (deed === 'operate' || deed === 'run');
}

/** What `book_search` and `order_list` look for. */
const listedNouns = new Set(
  'book order message comment email mail tweet post log record label tag form invoice charge trade'.split(
    ' ',
  ),
);

function isLookUp({ form }: Candidate): boolean {
  return form.deed === 'look' && (!form.isWeak || form.verb === 'view');
}

/** `complete_research`, `handle_delete`: the deed comes second. */
function carriesOut({ form }: Candidate): boolean {
  return form.deed === 'vague' || form.verb === 'complete';
}

function isJoined(words: readonly NameWord[], index: number): boolean {
  const before = words[index - 1]?.word;
  return before === 'and' || before === 'or';
}

/** What a verb says at the end: `project-build` builds the project, where `build_query` only makes a query. */
const lastDeeds: ReadonlyMap<string, Deed> = new Map([
  ['build', 'operate'],
  ['compile', 'operate'],
]);

function toStatement({ index, form }: Candidate, words: readonly NameWord[], name: string): Statement {
  const after = words.slice(index + 1).map(({ word }) => word);
  const before = words.slice(0, index).map(({ word }) => word);
  const object = after.length > 0 ? after : before;
  const { start, end } = words[index] ?? { start: 0, end: 0 };
  const { deed, isTold } = deedOf(form, object, after.length > 0 ? before : []);
  const isLast = after.length === 0 && before.length > 0;
  return {
    verb: form.verb,
    deed: isLast && !isTold ? (lastDeeds.get(form.verb) ?? deed) : deed,
    object,
    rest: after.length > 0 ? before : [],
    place: 'name',
    isShared: false,
    isNegated: false,
    isGerund: false,
    isTold,
    isWeak: (form.isWeak && !isTold) || (form.isNoun && index > 0 && after.length > 0),
    isNoun: form.isNoun,
    field: 'name',
    quote: name.slice(start, end),
    start,
  };
}
