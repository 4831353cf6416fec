import type { NameWord } from '../split-name.ts';
import { readStatements } from './read-clauses.ts';
import { readName } from './read-name.ts';
import type { Statement } from './statement.ts';
import { readUnspaced } from './unspaced-verbs.ts';

/**
 * What name, title and description say together. The description's first clause and the name are the headline;
 * a word that says little, or is a noun as often, yields to a clearer one; further clauses add what they add.
 */
export function readLanguage(
  name: string,
  nameWords: readonly NameWord[],
  title: string,
  description: string,
): { statements: Statement[]; denials: Statement[] } {
  const named = readName(nameWords, name);
  const described = readProse(description, 'description', name);
  const lead = described.filter(({ place, isNegated }) => place === 'lead' && !isNegated);
  const titled = lead.length > 0 ? [] : readProse(title, 'title', name).filter(({ isNegated }) => !isNegated);
  const headline = chooseHeadline([...lead, ...titled], named);
  const body = described.filter((statement) => statement.place === 'body' && isTelling(statement));
  const managing = lead.filter((statement) => statement.deed === 'vague' && !headline.includes(statement));
  return {
    statements: [...headline, ...body, ...managing],
    denials: described.filter(({ isNegated }) => isNegated),
  };
}

function readProse(text: string, field: string, name: string): Statement[] {
  if (text === '') return [];
  return [...readUnspaced(text, field), ...readStatements(text, field, 'lead', name.toLowerCase())];
}

/** What is only checked, estimated or shown is not done, whatever verb the name holds. */
const trialVerbs = new Set(
  'check verify validate determine estimate preview simulate explain demonstrate'.split(' '),
);

function chooseHeadline(lead: Statement[], named: Statement[]): Statement[] {
  const clearLead = lead.filter(isClear);
  const clearName = named.filter((said) => isClear(said) && !isRepeated(said, lead));
  if (clearLead.some(({ verb }) => trialVerbs.has(verb))) return clearLead;
  if (clearLead.length > 0)
    return [...clearLead, ...clearName.filter(({ isNoun, isTold }) => !isNoun || isTold)];
  if (clearName.length > 0) return clearName;
  const telling = [lead, named].map((some) => some.filter(({ deed }) => deed !== 'vague'));
  return telling.find((some) => some.length > 0) ?? [...lead, ...named];
}

/** The same verb with a fuller object is the same thing said; unless only the name's object tells what it means. */
function isRepeated(named: Statement, lead: readonly Statement[]): boolean {
  return lead.some(({ verb, isTold }) => verb === named.verb && (isTold || !named.isTold));
}

function isClear({ isWeak, deed }: Statement): boolean {
  return !isWeak && deed !== 'vague';
}

/** Verbs that further clauses use of how a call goes about it, not of what comes of it. */
const quietVerbs = new Set(
  `reject accept decline define enable link group sort format wrap highlight skip record label tag rate like annotate
  learn set configure resolve start call apply make perform connect authenticate login`.split(/\s+/),
);

/** A further clause counts where it says more than that something is shown. */
function isTelling(statement: Statement): boolean {
  const { deed, verb, object, isNegated } = statement;
  if (isNegated || object.length === 0 || !isClear(statement) || quietVerbs.has(verb)) return false;
  if (verb === 'send' && deed === 'run') return false;
  return deed !== 'look' && deed !== 'study';
}
