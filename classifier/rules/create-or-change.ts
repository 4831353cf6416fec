import { isArithmetic } from '../arithmetic.ts';
import { Clues } from '../clues.ts';
import { noticeDeeds } from '../deed-notices.ts';
import { saying } from '../example.ts';
import type { DecidingRule, EffectNotice } from '../rule.ts';
import { listsDeeds } from '../selector-parameter.ts';
import type { Tool } from '../tool.ts';

export const createOrChange: DecidingRule = {
  id: 'create-or-change',
  title: 'Says that it creates or changes something',
  rationale:
    'What is made or changed can be put right by another call, yet somebody has to notice that it happened. Saving over what stood there is a change as well; only words that say it is lost for good make it more.',
  decides: [2, 13, 15, 17],
  clues: new Clues({ deeds: ['change', 'vague'] }),
  positive: [
    { because: 'it creates something', definition: saying('create_issue', 'Creates an issue.') },
    {
      because: 'saving over a file is an ordinary change',
      definition: saying('write_file', 'Create a new file or completely overwrite an existing file.'),
    },
    {
      because: 'adding to a memory changes it',
      definition: saying('add_observations', 'Add new observations to entities.'),
    },
  ],
  negative: [
    {
      because: 'it adds to the answer, and replaces another tool',
      definition: saying('get_alert', 'Get one alert. Adds its scope. Replaces the older alert tool.'),
    },
    { because: 'it only looks', definition: saying('list_issues', 'Lists issues that were updated today.') },
    {
      because: 'the verb speaks of what others may do',
      definition: saying('get_config', 'Gets the settings that admins can change.'),
    },
  ],
  notice(tool) {
    const isSum = isArithmetic(tool);
    const changes = noticeDeeds(tool, 'Write', ['change'], ({ verb }) => !(verb === 'add' && isSum));
    return [...changes, ...noticeManaging(tool)];
  },
};

/** "Manages pages" changes some of them, unless the definition bounds it or lists what it comes to. */
function noticeManaging(tool: Tool): EffectNotice[] {
  if (tool.readOnlyPromise !== null) return [];
  const managed = noticeDeeds(
    tool,
    'Write',
    ['vague'],
    ({ verb }) => verb === 'manage' || verb === 'control',
  );
  if (managed.length === 0 || listsDeeds(tool)) return [];
  return managed.map((notice) => ({ ...notice, confidence: 'low' }));
}
