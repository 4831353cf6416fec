import { lexicon } from './language/lexicon.ts';
import { gaps } from './language/prose.ts';
import { splitText } from './language/split-text.ts';
import { choosesDeed, onlyLooks, selectorNames } from './selector-parameter.ts';
import { Phrase } from './text/phrase.ts';
import type { Parameter, Tool } from './tool.ts';

/** A value by which a call chooses what is done, and where it is listed. */
export interface ListedDeed {
  /** Path of the parameter that chooses; what prose calls it where the schema has none. */
  parameter: string;
  value: string;
  field: string;
  quote: string;
  start: number;
}

/**
 * What a tool lets its caller choose among: the listed values of the parameters that choose, else what they are
 * described to take, else what the description of the tool lists. Empty where nothing is chosen.
 */
export function findListedDeeds(tool: Tool): ListedDeed[] {
  const selectors = selectorNames.areIn(tool.traits)
    ? tool.parameters.filter((parameter) => choosesDeed(parameter, tool))
    : [];
  if (selectors.length > 0) return selectors.flatMap((parameter) => readChoices(tool, parameter));
  return readListInProse(tool);
}

/** "operation: one of (add_row, delete_row)" in a description whose schema was not captured or says nothing. */
const listInProse = new Phrase(
  /\b(operation|action)s?(?: types?| names?)? ?[(:] ?[^():\n]{3,300}/gi,
  'operation operations action actions',
);

/** "- insert: Create new records" on a line of its own, or behind a sentence; what may be a noun is none between quotation marks. */
const listedLine = /(?:^[ \t]*|[.:] )[-*•] ["'`*]{0,3}([a-z]{3,20})["'`*]{0,3} ?[:–—-] /gim;

function readListInProse(tool: Tool): ListedDeed[] {
  if (onlyLooks(tool)) return [];
  const looks = tool.statements[0]?.deed === 'look' || tool.statements[0]?.deed === 'study';
  const lines = looks ? [] : readListedLines(tool);
  if (lines.length > 0) return lines;
  for (const found of listInProse.findAll(tool, longestRead)) {
    const all = listedVerbs(found[0]);
    const named = all.filter(({ quote }) => quote.includes('_'));
    const listed = named.length < 2 && listsOnly(all, tool) ? all : named;
    if (listed.length < 2) continue;
    const parameter = (found[1] ?? '').toLowerCase();
    return listed.map(({ quote, start }) => ({
      parameter,
      value: quote,
      field: 'description',
      quote,
      start: found.index + start,
    }));
  }
  return [];
}

/** "Performs operations (import, create, delete)": a headline that says nothing itself, and verbs that are no nouns. */
function listsOnly(listed: readonly { quote: string }[], { statements }: Tool): boolean {
  const isBare = statements.every(({ verb, deed }) => verb === 'perform' || deed === 'vague');
  return isBare && listed.filter(({ quote }) => lexicon.get(quote)?.isNoun === false).length >= 2;
}

const bullets = ['- ', '* ', '• '];

function readListedLines(tool: Tool): ListedDeed[] {
  if (!bullets.some((bullet) => tool.description.includes(bullet))) return [];
  const listed = [...tool.description.slice(0, longestRead).matchAll(listedLine)].filter(([, verb = '']) => {
    const form = lexicon.get(verb.toLowerCase());
    return form?.form === 'base' && !form.isWeak;
  });
  const isFirm = ([line, verb = '']: RegExpExecArray) =>
    /["'`]/.test(line) || lexicon.get(verb.toLowerCase())?.isNoun === false;
  if (listed.filter(isFirm).length < 2) return [];
  return listed.map(({ 0: line, 1: quote = '', index }) => ({
    parameter: 'operation',
    value: quote.toLowerCase(),
    field: 'description',
    quote,
    start: index + line.indexOf(quote),
  }));
}

const longestRead = 4_000;

function readChoices(tool: Tool, parameter: Parameter): ListedDeed[] {
  if (parameter.values.length > 0) {
    return parameter.values.map((value) => ({
      parameter: parameter.path,
      value,
      ...placeOf(tool, parameter, value),
    }));
  }
  const described = parameter.description === '' ? findDocstring(tool, parameter.name) : null;
  const listed = listedVerbs(described?.text ?? parameter.description);
  if (listed.length < 2) return [];
  const field = described === null ? parameter.descriptionField : 'description';
  return listed.map(({ quote, start }) => ({
    parameter: parameter.path,
    value: quote,
    field,
    quote,
    start: start + (described?.start ?? 0),
  }));
}

/** What a docstring says of a parameter that has no description of its own: the line after its name and a colon. */
function findDocstring({ description }: Tool, name: string): { text: string; start: number } | null {
  const start = description.search(/\b(?:Args|Arguments|Parameters|Params|Inputs?)\s*:/);
  const at = start < 0 ? -1 : description.indexOf(`${name}:`, start);
  if (at < 0) return null;
  const end = description.indexOf('\n', at);
  return { text: description.slice(at, end < 0 ? at + 300 : Math.min(end, at + 300)), start: at };
}

function placeOf(
  tool: Tool,
  parameter: Parameter,
  value: string,
): Pick<ListedDeed, 'field' | 'quote' | 'start'> {
  const above = `${parameter.field}.`;
  const text = tool.texts.find((other) => other.text === value && other.field.startsWith(above));
  if (text === undefined) return { field: parameter.field, quote: parameter.name, start: 0 };
  return { field: text.field, quote: value.slice(0, 200), start: 0 };
}

/** Verbs that a description lists, each set apart by a comma, a quotation mark, a slash or a bracket. */
function listedVerbs(description: string): { quote: string; start: number }[] {
  return splitText(description, 2_000).flatMap(({ word, start, end, gap, isQuoted }, index, words) => {
    // An apostrophe is a letter of its word, unless it stands at the front.
    const quoted = word.startsWith("'") ? 1 : 0;
    const isApart = isQuoted || quoted > 0 || gap !== gaps.space || words[index - 1]?.word === 'or';
    const quote = description.slice(start + quoted, word.endsWith("'") ? end - quoted : end);
    const verb = quote.split('_', 1)[0]?.toLowerCase() ?? '';
    const isPhrase = quoted > 0 ? !word.endsWith("'") : isQuoted && description.charAt(end) === ' ';
    const isListed = isApart && !isPhrase && index > 0 && lexicon.get(verb)?.form === 'base';
    return isListed ? [{ quote, start: start + quoted }] : [];
  });
}
