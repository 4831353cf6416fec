import type { SignalId } from './classification.ts';
import type { Statement } from './language/statement.ts';
import type { SignalNotice } from './rule.ts';
import type { Phrase } from './text/phrase.ts';
import type { Parameter, Tool } from './tool.ts';
import { wordSet } from './word-set.ts';

/** One notice, with the parameter's name as its evidence, for each parameter that is meant. */
export function noticeParameters(
  tool: Tool,
  isMeant: (parameter: Parameter, tool: Tool) => boolean,
): SignalNotice[] {
  const notices: SignalNotice[] = [];
  for (const parameter of tool.parameters) {
    if (isMeant(parameter, tool)) notices.push(noticeParameter(parameter));
  }
  return notices;
}

/** Evidence that points at a parameter by its name. */
export function noticeParameter(parameter: Parameter): SignalNotice {
  const { field, name, path } = parameter;
  return { parameter: path, field, quote: name.slice(0, 200), start: 0 };
}

/** One notice for the first thing said in the headline that is meant: a signal of the whole tool is told once. */
export function noticeHeadline(tool: Tool, isMeant: (statement: Statement) => boolean): SignalNotice[] {
  const statement = tool.statements.find((statement) => statement.place !== 'body' && isMeant(statement));
  if (statement === undefined) return [];
  const { field, quote, start } = statement;
  return [{ field, quote: quote.slice(0, 200), start }];
}

/** One notice for the first words of the description that match, at most 200 characters of them. */
export function noticeWords(tool: Tool, words: Phrase): SignalNotice[] {
  const match = words.find(tool);
  if (match === null) return [];
  return [{ field: 'description', quote: match[0].slice(0, 200), start: match.index }];
}

/** One notice for each order to the model, or hidden text, of this kind. */
export function noticeFindings(
  { findings }: Tool,
  signal: Extract<SignalId, 'hidden-instructions' | 'shadowing'>,
): SignalNotice[] {
  return findings
    .filter((finding) => finding.signal === signal)
    .map(({ field, quote, start }) => ({ field, quote, start }));
}

/** Whether a thing said acts on one of these, or takes it from there. */
export function speaksOf({ object, rest }: Statement, words: ReadonlySet<string>): boolean {
  return object.some((word) => words.has(word)) || rest.some((word) => words.has(word));
}

const checkingVerbs = wordSet(
  'check verify confirm test choose select wait ping count tally tell inform ask',
);

/** Whether a thing said brings nothing back but a yes, a number or an answer to the caller. */
export function onlyChecks({ verb }: Statement): boolean {
  return checkingVerbs.has(verb);
}

/** What is brought back of a thing when it is the thing itself: its contents, its details. */
const vessels = wordSet(
  'contents content text details information data list listing metadata info status history',
);

/**
 * Whether a thing said brings back one of `things`, or anything from one of `places`. The first word of "user
 * collections" or "message quota" says of what, not what is read.
 */
export function bringsBack(
  { object, rest }: Statement,
  things: ReadonlySet<string>,
  places: ReadonlySet<string>,
): boolean {
  const last = object.at(-1) ?? '';
  if (object.some((word) => things.has(word) && (word === last || word.endsWith('s')))) return true;
  // "Search for issues", "the contents of a file": the thing itself comes after the preposition.
  const isAfter = last === '' || vessels.has(last);
  return rest.some((word) => places.has(word) || (isAfter && things.has(word)));
}
