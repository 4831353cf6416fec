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

function chooseHeadline(lead: Statement[], named: Statement[]): Statement[] {
  const clearLead = lead.filter(isClear);
  const clearName = named.filter(isClear);
  if (clearLead.length > 0) return [...clearLead, ...clearName.filter(({ isNoun }) => !isNoun)];
  if (clearName.length > 0) return clearName;
  const some = [...lead, ...named];
  const notVague = some.filter(({ deed }) => deed !== 'vague');
  return notVague.length > 0 ? notVague : some;
}

function isClear({ isWeak, deed }: Statement): boolean {
  return !isWeak && deed !== 'vague';
}

/** A further clause counts where it says more than that something is shown. */
function isTelling(statement: Statement): boolean {
  return (
    isClear(statement) && !statement.isNegated && statement.deed !== 'look' && statement.deed !== 'study'
  );
}
