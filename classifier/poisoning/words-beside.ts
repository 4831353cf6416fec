import { knowAll } from '../text/known-words.ts';
import { privateConcepts } from './combinations.ts';
import { type Concept, conceptsIn, numberParts } from './vocabulary.ts';

/** Verbs of orders that are nouns as often. */
const twofold = knowAll(`
  access alert alerts answer call change check command contact copy display dump echo email export exports feed
  list load look mail mention mirror open order output place post posts print process query read record reference
  repeat report request reset return returns route run scan search send set share show store submit transfer
  update upload use view
`);
/** Before these a word orders nothing, whatever came before: "email address", "set true". */
const beforeNouns = knowAll(`
  account accounts address addresses client count engine error false flag format id identifier ids index limit
  limits mode name number option options parameter parameters prefix provider rate status subject substring syntax
  template templates term terms thread timestamp true type types volume
`);
/** What is told of a thing is not the thing: a chat's id, the type of a token, a flag for permission. */
const ofThings = knowAll(`
  address addresses count engine flag flags format header headers id identifier ids limit limits mode name option
  options parameter parameters prefix provider providers rate status template templates title type types
`);
/** After these stands a verb that orders, or may. */
const beforeVerbs = knowAll(`
  additionally agent ai also always and assistant automatically can do don't finally first immediately instead
  just llm may model must never next not now only or please quietly secretly shall should silently simply then to
  will would you
`);
/** What a verb takes as its object begins with these. */
const ofObjects = knowAll(`
  a all an any anything both content contents each entire every everything full her his it its my our that the
  their them these this those user's users whatever whole your
`);
/** What is checked before these is looked for, not asked. */
const lookingFor = knowAll('for if whether that');
const checks = knowAll('check checking');

/** A password is somebody's only behind one of these; else it is a field. */
const beforeOwned = knowAll(
  `the your their user's users' any all every each his her my our this that these those`,
);
const fields = knowAll('password');

/** What a noun does not do. */
const deeds = 'take carry transmit run change sends reveal route instruct tell show say';
const asNoun = leaveOut(deeds);
const asLookedFor = leaveOut('ask');
const asToldOf = leaveOut(`${privateConcepts.join(' ')} key keyword ask`);

/**
 * The parts that a word may play within a compound of few words: "auto-approve", "fan-out" and "non-secret" are nouns
 * and adjectives, which order, forbid and ask nothing.
 */
export const partsInCompound = leaveOut(
  `${deeds} ask forbid not no without away user people keep hidden skip override drop order must all first`,
);

/** Whether the words beside a word change nothing of what it may mean. */
export function standsAlone(parts: number, number: number): boolean {
  return twofold[number] === 0 && asToldOf(parts) === parts && checks[number] === 0;
}

/** Whether a negation tells what somebody does not do, and forbids nothing: "tests that don't mention it". */
export function onlyTells(number: number, before: number): boolean {
  return negations[number] === 1 && subjects[before] === 1;
}

const negations = knowAll(`don't dont`);
const subjects = knowAll('that which who they we i these those users most many some');

/** Parts without some concepts, each list found once. */
function leaveOut(concepts: string): (parts: number) => number {
  const left: (number | undefined)[] = [];
  const out = new Set(concepts.split(' ') as Concept[]);
  return (parts) => {
    left[parts] ??= numberParts(conceptsIn(parts).filter((concept) => !out.has(concept)));
    return left[parts];
  };
}

/**
 * The parts of a word that it may play between the words beside it, by their numbers; 0 where none stands there that
 * is known.
 */
export function partsBeside(
  parts: number,
  number: number,
  opensClause: boolean,
  before: number,
  next: number,
): number {
  if (twofold[number] === 1) {
    const isVerb = opensClause || beforeVerbs[before] === 1 || ofObjects[next] === 1;
    if (!isVerb || beforeNouns[next] === 1) return asNoun(parts);
  }
  if (checks[number] === 1 && lookingFor[next] === 1) return asLookedFor(parts);
  const isField = fields[number] === 1 && beforeOwned[before] === 0;
  return isField || ofThings[next] === 1 ? asToldOf(parts) : parts;
}
