import { effectOf } from '../effect-of.ts';
import { saying, taking } from '../example.ts';
import { deedOf, lexicon } from '../language/lexicon.ts';
import { nominalOf } from '../language/nominals.ts';
import { readName } from '../language/read-name.ts';
import type { Statement } from '../language/statement.ts';
import { findListedDeeds, type ListedDeed } from '../listed-deeds.ts';
import type { DecidingRule, EffectNotice } from '../rule.ts';
import { splitName, wordsOf } from '../split-name.ts';
import type { Tool } from '../tool.ts';

/** One parameter that chooses among deeds. */
export const listedActions: DecidingRule = {
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
    {
      because: 'it is only asked whether they are allowed',
      definition: taking(
        'check_permissions',
        { operation: { type: 'string', enum: ['read', 'update', 'delete'] } },
        'Check whether a user can perform an operation.',
      ),
    },
    { because: 'there is nothing to choose', definition: saying('list_branches', 'List branches.') },
  ],
  notice(tool) {
    return findListedDeeds(tool).flatMap((listed) => readChoice(tool, listed));
  },
};

function readChoice(tool: Tool, { parameter, value, ...place }: ListedDeed): EffectNotice[] {
  const [said] = readName(splitName(value.slice(0, 100)), value);
  let effect = said === undefined ? shownBy(value) : effectOf(withObjectOf(said, tool), tool);
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
