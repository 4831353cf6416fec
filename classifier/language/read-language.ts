import type { NameWord } from '../split-name.ts';
import { Words } from '../text/split-words.ts';
import { lexicon } from './lexicon.ts';
import { nominalOf } from './nominals.ts';
import { gaps } from './prose.ts';
import { nounsAtEnd, readName } from './read-name.ts';
import { readSplitProse } from './read-prose.ts';
import { splitText } from './split-text.ts';
import type { Statement } from './statement.ts';
import { readUnspaced } from './unspaced-verbs.ts';
import type { Deed } from './verbs.ts';

/**
 * What name, title and description say together. The description's first clause and the name are the headline;
 * a word that says little, or is a noun as often, yields to a clearer one; further clauses add what they add. What the
 * description tells is read here where it is not given.
 */
export function readLanguage(
  name: string,
  nameWords: readonly NameWord[],
  title: string,
  description: string,
  told: Statement[] | null,
): Statement[] {
  const named = readAnyName(nameWords, name);
  const described = told ?? readAnyScript(description, 'description', name);
  const lead = described.filter((said, index) => said.place === 'lead' && tellsHere(said, index === 0));
  const titled = lead.length > 0 ? [] : readAnyScript(title, 'title', name);
  const headline = chooseHeadline([...lead, ...titled], named);
  const body = described.filter((said) => said.place === 'body' && isTelling(said, headline));
  const managing = lead.filter((statement) => statement.deed === 'vague' && !headline.includes(statement));
  const statements = [...headline, ...body, ...managing];
  if (statements.some(({ deed }) => deed !== 'vague')) return statements;
  return [...statements, ...readPhrases(name, nameWords, description)];
}

/** What a text that has been split says, in whatever script. */
export function readSplitText(words: Words, field: string, name: string): Statement[] {
  const said = readSplitProse(words, field, 'lead', name.toLowerCase());
  return words.isOrdinary ? said : [...readUnspaced(words.text, field), ...said];
}

function readAnyScript(text: string, field: string, name: string): Statement[] {
  if (text === '') return [];
  ownWords.split(text);
  return readSplitText(ownWords, field, name);
}

const ownWords = new Words();

function readAnyName(words: readonly NameWord[], name: string): Statement[] {
  const named = readName(words, name);
  return named.length > 0 ? named : readUnspaced(name, 'name').map((said) => ({ ...said, place: 'name' }));
}

/** What is only checked, estimated or shown is not done, whatever verb the name holds. */
const trialVerbs = new Set(
  'check verify validate determine estimate preview simulate explain demonstrate'.split(' '),
);

/** Instructions on how to do it do nothing. */
function offersGuidance({ verb, object }: Statement): boolean {
  if (verb === 'return' && object.at(-1) === 'code') return true;
  return (verb === 'provide' || verb === 'return' || verb === 'get') && guidance.has(object.at(-1) ?? '');
}

const guidance = new Set(
  'instructions guidance guidelines guide steps recommendations examples documentation'.split(' '),
);

/** A verb of how a call goes about it leads only where the description begins with it; one without an object rarely; "Provide the id" speaks to the caller. */
function tellsHere({ verb, start, object, rest, quote }: Statement, isFirst: boolean): boolean {
  if (!isFirst && quote.startsWith('Provide ')) return false;
  if ((verb === 'trigger' || verb === 'choose') && object.length === 0) return false;
  // "Terminates at constants" tells where it goes on no further.
  if (verb === 'terminate' && object.length === 0 && rest[0] === 'at') return false;
  if (!isFirst && object.some((word) => passing.has(word))) return false;
  return !quietVerbs.has(verb) || (isFirst && start < longestOpening);
}

const longestOpening = 40;

/** What a call sets up and takes down for itself. */
const passing = new Set(['sandbox', 'temporary']);

/** What is only put aside is not gone, whatever verb the name holds. */
const asideVerbs = new Set('archive disable deactivate hide trash'.split(' '));

function chooseHeadline(lead: Statement[], named: Statement[]): Statement[] {
  const sends = named.some(({ deed, isWeak }) => deed === 'look' && !isWeak);
  const clearLead = lead.filter((said) => isClear(said) && !(sends && asksBySending(said)));
  const [first] = lead;
  const clearName = named.filter(
    (said) => isClear(said) && !isRepeated(said, lead) && !(said.deed === 'end' && isMarking(first)),
  );
  if (
    first !== undefined &&
    (trialVerbs.has(first.verb) || asideVerbs.has(first.verb) || offersGuidance(first))
  )
    return clearLead;
  if (clearLead.length > 0)
    return [...clearLead, ...clearName.filter((said) => !said.isNoun || said.isTold || isAdded(said, lead))];
  if (clearName.length > 0) return clearName;
  const telling = [lead, named].map((some) => some.filter(({ deed }) => deed !== 'vague'));
  return telling.find((some) => some.length > 0) ?? [...lead, ...named];
}

/** "Mark a decision as no longer valid", by `invalidate_decision`, ends nothing. */
function isMarking(first: Statement | undefined): boolean {
  return first?.verb === 'mark' && first.rest[0] === 'as';
}

/** "Send a text and retrieve what matches", by a tool that is called after retrieving. */
function asksBySending({ verb, deed, object, rest }: Statement): boolean {
  return verb === 'send' && deed === 'message' && [...object, ...rest].some((word) => askedWords.has(word));
}

const askedWords = new Set('text query request data input keyword keywords content'.split(' '));

/** The same verb with a fuller object is the same thing said; unless only the name's object tells what it means. `expire`
 * sets an expiration, where the description says so. */
function isRepeated(named: Statement, lead: readonly Statement[]): boolean {
  return lead.some(
    ({ verb, isTold, object }) =>
      (verb === named.verb && (isTold || !named.isTold)) ||
      (named.verb === 'expire' && object.includes('expiration')),
  );
}

/** Of a script without spaces the first verb alone is read, so that the one at the front of the name counts beside it. */
function isAdded({ start, verb }: Statement, [first]: readonly Statement[]): boolean {
  return start === 0 && !nounsAtEnd.has(verb) && first !== undefined && /[^\x20-\x7e]/.test(first.verb);
}

function isClear({ isWeak, deed }: Statement): boolean {
  return !isWeak && deed !== 'vague';
}

/** Verbs that further clauses use of how a call goes about it, not of what comes of it. */
const quietVerbs = new Set(
  `reject accept decline define enable link group sort format wrap highlight skip record label tag rate like annotate
  learn set configure resolve start call apply make perform connect authenticate login enforce join retry follow override`.split(
    /\s+/,
  ),
);

/** What is created to stay, where something is made besides. */
const keptThings = new Set('project workspace folder account database repository record ticket'.split(' '));

/** "Lists the tables. Runs the SHOW TABLES command" tells how it looks them up: the command is named, not chosen by the caller. */
function isFixed({ verb, object, rest, quote }: Statement): boolean {
  if (verb !== 'run' && verb !== 'execute') return false;
  const said = [...object, ...rest.slice(0, 4)];
  const isNamed = spelledCommand.test(quote) || said.includes('query');
  return isNamed && !said.some((word) => chosen.has(word));
}

/** Quoted, or in capitals. */
const spelledCommand = /^\w+ (?:the )?(?:['`"]|[A-Z]{2})/;
const chosen = new Set(
  `arbitrary any your given provided specified custom supplied code script shell user tool tests
  sql javascript js python bash powershell`.split(/\s+/),
);

/** "Get an alert. Adds its scope" is what the answer holds besides, and "replaces the old tool" is no deed. */
function tellsOfAnswer({ verb, rest }: Statement): boolean {
  return verb === 'replace' || (verb === 'add' && !rest.includes('to') && !rest.includes('into'));
}

function looksClearly(headline: readonly Statement[]): boolean {
  return (
    headline.length > 0 &&
    headline.every(({ deed, isWeak }) => !isWeak && (deed === 'look' || deed === 'study'))
  );
}

/** A further clause counts where it says more than that something is shown. */
function isTelling(said: Statement, headline: readonly Statement[]): boolean {
  const { deed, verb, object } = said;
  if (!isClear(said) || quietVerbs.has(verb) || deed === 'look' || deed === 'study') return false;
  if (object.length === 0 || timeSpans.has(object.at(-1) ?? '')) return false;
  if (object.some((word) => passing.has(word))) return false;
  if (looksClearly(headline) && tellsOfAnswer(said)) return false;
  // What is made is created as well, and a request is sent by whatever asks another service.
  const isMade = headline.some((other) => other.deed === 'make' || other.deed === 'study');
  if (deed === 'run') return verb !== 'send' && !said.isShared && !(looksClearly(headline) && isFixed(said));
  return !(verb === 'create' && isMade && !keptThings.has(object.at(-1) ?? ''));
}

/** "Updates every minute" tells how fresh an answer is. */
const timeSpans = new Set('second seconds minute minutes hour hours day days hourly daily weekly'.split(' '));

/** Where no verb stands anywhere, the nouns tell a little: the last telling one of the first phrase, then of the name. */
function readPhrases(name: string, nameWords: readonly NameWord[], description: string): Statement[] {
  const words = splitText(description, longestPhrase);
  const end = words.findIndex(({ gap }, index) => index > 0 && gap === gaps.sentence);
  return [
    ...readPhrase(end < 0 ? words : words.slice(0, end), description, 'description', 'lead'),
    ...readPhrase(nameWords, name, 'name', 'name'),
    ...readConversion(nameWords, name),
  ].slice(0, 1);
}

const longestPhrase = 200;

function readPhrase(
  words: readonly { word: string; start: number; end: number }[],
  text: string,
  field: string,
  place: 'lead' | 'name',
): Statement[] {
  const said = words.findLast(({ word }) => meaningOf(word) !== null);
  const nominal = said === undefined ? null : meaningOf(said.word);
  if (said === undefined || nominal === null) return [];
  return [
    {
      verb: nominal.verb,
      deed: nominal.deed,
      object: words.filter((other) => other !== said).map(({ word }) => word),
      rest: [],
      place,
      isShared: false,
      isNegated: false,
      isGerund: false,
      isTold: false,
      isWeak: true,
      isNoun: true,
      field,
      quote: text.slice(said.start, said.end),
      start: said.start,
    },
  ];
}

/** A noun that tells, or a verb at the end of its sentence, where some languages have it. */
function meaningOf(word: string): { verb: string; deed: Deed } | null {
  const form = lexicon.get(word);
  return form?.form === 'third' && !form.isNoun ? form : nominalOf(word);
}

/** `short_key_to_id` turns the one into the other, `trades_by_name` looks it up. */
function readConversion(words: readonly NameWord[], name: string): Statement[] {
  const at = words.findIndex(({ word }) => word === 'to' || word === 'by');
  if (at <= 0 || at === words.length - 1) return [];
  const noun = words[at]?.word === 'to' ? 'conversion' : 'lookup';
  const renamed = words.map((word, index) => (index === at ? { ...word, word: noun } : word));
  return readPhrase(renamed, name, 'name', 'name');
}
