import { Clues } from '../clues.ts';
import { taking, text } from '../example.ts';
import { NameWords } from '../name-words.ts';
import type { SignalRule } from '../rule.ts';
import { noticeParameters } from '../signal-notices.ts';
import type { Parameter } from '../tool.ts';
import { wordSet } from '../word-set.ts';

const actionWords = new NameWords('action operation op command subcommand verb'.split(' '));
/** Words that choose an action only where their values are verbs. */
const doubtfulWords = new NameWords('method mode type function task intent tool event kind'.split(' '));
/** A method of HTTP says how a request is made, and is judged with the request. */
const httpMethods = wordSet('GET POST PUT PATCH DELETE HEAD OPTIONS');
const verbs = wordSet(`
  get list read search find view show create add update edit set delete remove put post patch insert
  upsert rename move copy start stop restart enable disable push pull apply drop clear reset run
  execute cancel assign open close archive restore install uninstall export import query describe
  write
`);

/** One parameter chooses between several actions. */
export const multiAction: SignalRule = {
  id: 'multi-action',
  title: 'One tool for several actions',
  rationale:
    'Whoever allows the tool allows every action behind it, so each is judged by itself and a policy can bind the parameter that chooses. A list of formats, sorts or kinds of thing is no choice of action.',
  decides: [],
  clues: new Clues({ names: [actionWords, doubtfulWords] }),
  positive: [
    {
      because: 'an action by name, with its values listed',
      definition: taking('notes', { action: { type: 'string', enum: ['create', 'delete'] } }),
    },
    {
      because: 'a method whose values are verbs',
      definition: taking('issues', { method: { type: 'string', enum: ['get_comments', 'add_comment'] } }),
    },
    {
      because: 'values spread over a union',
      definition: taking('page', { operation: { anyOf: [{ const: 'append' }, { const: 'replace' }] } }),
    },
  ],
  negative: [
    {
      because: 'a sort order is none',
      definition: taking('list', { type: { type: 'string', enum: ['all', 'open'] } }),
    },
    {
      because: 'actions that are looked for are not done',
      definition: taking('list_todos', {
        action: { type: 'string', enum: ['assigned', 'mentioned'], description: 'Filter by to-do action' },
      }),
    },
    {
      because: 'one value is no choice',
      definition: taking('act', { action: { type: 'string', enum: ['run'] } }),
    },
    { because: 'a free command is code, not a choice', definition: taking('exec', { command: text() }) },
    {
      because: 'a mode of output',
      definition: taking('render', { mode: { type: 'string', enum: ['light', 'dark'] } }),
    },
  ],
  notice: (tool) => noticeParameters(tool, choosesAction),
};

function choosesAction(parameter: Parameter): boolean {
  const { values, depth, head } = parameter;
  if (values.length < 2 || depth > 0) return false;
  const isNamed = actionWords.has(head);
  if (!isNamed && !(doubtfulWords.has(head) && values.filter(startsWithVerb).length >= 2)) return false;
  return !filters(parameter) && !values.every((value) => httpMethods.has(value));
}

/** Whether the values narrow down what is looked at instead of choosing what is done. */
function filters({ words, description }: Parameter): boolean {
  return words.includes('filter') || /^filter/i.test(description);
}

function startsWithVerb(value: string): boolean {
  return verbs.has(/^[a-z]+/i.exec(value)?.[0].toLowerCase() ?? '');
}
