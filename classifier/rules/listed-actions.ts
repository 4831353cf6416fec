import { effectOf } from '../effect-of.ts';
import { saying, taking } from '../example.ts';
import { deedOf, lexicon } from '../language/lexicon.ts';
import { nominalOf } from '../language/nominals.ts';
import { gaps } from '../language/prose.ts';
import { readName } from '../language/read-name.ts';
import { splitText } from '../language/split-text.ts';
import type { Statement } from '../language/statement.ts';
import type { Notice, Rule } from '../rule.ts';
import { choosesDeed, onlyLooks } from '../selector-parameter.ts';
import { splitName, wordsOf } from '../split-name.ts';
import type { Parameter, Tool } from '../tool.ts';

/** One parameter that chooses among deeds. */
export const listedActions: Rule = {
  id: 'listed-actions',
  title: 'One parameter chooses among actions',
  rationale:
    'A tool with several actions is as grave as its gravest one, and each is worth its own line in a policy. Each listed value is read like a name of its own, with the tool as its object. A list that only filters what is shown chooses no action.',
  decides: [3, 10],
  positive: [
    {
      because: 'one of its modes deletes',
      definition: taking(
        'git_branch',
        { mode: { type: 'string', enum: ['list', 'create', 'delete'] } },
        'Manage branches.',
      ),
    },
    {
      because: 'the description of the tool lists them, as that of a tool without a schema may',
      definition: saying('edit_sheet', 'Edit a sheet by operations (add_row, delete_row).'),
    },
    {
      because: 'its lines list them',
      definition: saying('edit_records', 'Edit records:\n- insert: New records\n- delete: Gone records'),
    },
    {
      because: 'the description of the parameter lists them',
      definition: taking('tasks', { action: { type: 'string', description: 'One of: list, add, remove' } }),
    },
  ],
  negative: [
    {
      because: 'the actions are what is searched for, done by others',
      definition: taking(
        'list_events',
        { action: { type: 'string', enum: ['push', 'delete'], description: 'Filter by action' } },
        'List events.',
      ),
    },
    { because: 'there is nothing to choose', definition: saying('list_branches', 'List branches.') },
  ],
  notice(tool) {
    const selectors = tool.parameters.filter((parameter) => choosesDeed(parameter, tool));
    if (selectors.length > 0) return selectors.flatMap((parameter) => readChoices(tool, parameter));
    return readListInProse(tool);
  },
};

/** "operation: one of (add_row, delete_row)" in a description whose schema was not captured or says nothing. */
const listInProse = /\b(operation|action)s?(?: types?| names?)? ?[(:] ?[^():\n]{3,300}/gi;

/** "- insert: Create new records" on a line of its own. */
const listedLine = /^[ \t]*[-*•] ["'`*]{0,3}([a-z]{3,20})["'`*]{0,3} ?[:–—-] /gim;

function readListInProse(tool: Tool): Notice[] {
  if (onlyLooks(tool)) return [];
  const looks = tool.statements[0]?.deed === 'look' || tool.statements[0]?.deed === 'study';
  const lines = looks ? [] : readListedLines(tool);
  if (lines.length > 0) return lines;
  for (const found of tool.description.slice(0, longestRead).matchAll(listInProse)) {
    const all = listedVerbs(found[0]);
    const named = all.filter(({ quote }) => quote.includes('_'));
    const listed = named.length < 2 && listsOnly(all, tool) ? all : named;
    if (listed.length < 2) continue;
    const parameter = (found[1] ?? '').toLowerCase();
    return listed.flatMap(({ quote, start }) =>
      readChoice(tool, parameter, quote, { field: 'description', quote, start: found.index + start }),
    );
  }
  return [];
}

/** "Performs operations (import, create, delete)": a headline that says nothing itself, and verbs that are no nouns. */
function listsOnly(listed: readonly { quote: string }[], { statements }: Tool): boolean {
  const isBare = statements.every(({ verb, deed }) => verb === 'perform' || deed === 'vague');
  return isBare && listed.filter(({ quote }) => lexicon.get(quote)?.isNoun === false).length >= 2;
}

function readListedLines(tool: Tool): Notice[] {
  const listed = [...tool.description.slice(0, longestRead).matchAll(listedLine)].filter(([, verb = '']) => {
    const form = lexicon.get(verb.toLowerCase());
    return form?.form === 'base' && !form.isWeak;
  });
  if (listed.filter(([, verb = '']) => lexicon.get(verb.toLowerCase())?.isNoun === false).length < 2)
    return [];
  return listed.flatMap(({ 0: line, 1: quote = '', index }) =>
    readChoice(tool, 'operation', quote.toLowerCase(), {
      field: 'description',
      quote,
      start: index + line.indexOf(quote),
    }),
  );
}

const longestRead = 4_000;

function readChoices(tool: Tool, parameter: Parameter): Notice[] {
  if (parameter.values.length > 0) {
    return parameter.values.flatMap((value) =>
      readChoice(tool, parameter.path, value, placeOf(tool, parameter, value)),
    );
  }
  const described = parameter.description === '' ? findDocstring(tool, parameter.name) : null;
  const listed = listedVerbs(described?.text ?? parameter.description);
  if (listed.length < 2) return [];
  const field = described === null ? parameter.descriptionField : 'description';
  return listed.flatMap(({ quote, start }) =>
    readChoice(tool, parameter.path, quote, { field, quote, start: start + (described?.start ?? 0) }),
  );
}

/** What a docstring says of a parameter that has no description of its own: the line after its name and a colon. */
function findDocstring({ description }: Tool, name: string): { text: string; start: number } | null {
  const start = description.search(/\b(?:Args|Arguments|Parameters|Params|Inputs?)\s*:/);
  const at = start < 0 ? -1 : description.indexOf(`${name}:`, start);
  if (at < 0) return null;
  const end = description.indexOf('\n', at);
  return { text: description.slice(at, end < 0 ? at + 300 : Math.min(end, at + 300)), start: at };
}

interface Place {
  field: string;
  quote: string;
  start: number;
}

function readChoice(tool: Tool, parameter: string, value: string, place: Place): Notice[] {
  const [said] = readName(splitName(value.slice(0, 100)), value);
  let effect = said === undefined ? shownBy(value) : effectOf(withObjectOf(said, tool), tool.description);
  const hardReset = value === 'hard' && tool.nameWords.some(({ word }) => word === 'reset');
  if (effect === null && !hardReset) return [];
  if (said?.verb === 'resolve' && effect === 'Read') effect = 'Write';
  if (said?.verb === 'cancel' && startsAgain(tool, parameter)) effect = 'Execute';
  const action = { kind: 'choice' as const, parameter, value };
  return [
    { effect: hardReset || effect === null ? 'Destructive' : effect, confidence: 'high', action, ...place },
  ];
}

/** `balance` or `history` among the actions is looked at. */
function shownBy(value: string): 'Read' | null {
  const head = wordsOf(value).at(-1) ?? '';
  return nominalOf(head)?.deed === 'look' ? 'Read' : null;
}

const startingAgain = /^(?:re-?start|start|re-?run|run|retry|resume)/i;

/** What the same tool starts is only stopped by cancelling it (taxonomy rule 8). */
function startsAgain({ parameters }: Tool, path: string): boolean {
  return parameters.some(
    (some) => some.path === path && some.values.some((value) => startingAgain.test(value)),
  );
}

/** A bare `delete` among the modes of `git_branch` deletes a branch. */
function withObjectOf(said: Statement, tool: Tool): Statement {
  const lexeme = lexicon.get(said.verb);
  if (said.object.length > 0 || lexeme === undefined) return said;
  const object = tool.nameWords.flatMap(({ word }) => (lexicon.get(word)?.isNoun === false ? [] : [word]));
  return { ...said, object, deed: deedOf(lexeme, object, []).deed };
}

function placeOf(tool: Tool, parameter: Parameter, value: string): Place {
  const text = tool.texts.find(
    ({ field, text }) => text === value && field.startsWith(`${parameter.field}.`),
  );
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
