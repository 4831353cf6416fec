import { Clues } from '../clues.ts';
import { noticeDeeds } from '../deed-notices.ts';
import { saying } from '../example.ts';
import type { DecidingRule } from '../rule.ts';

export const versionControl: DecidingRule = {
  id: 'version-control',
  title: 'Says that it records in version control',
  rationale:
    'A commit, a push or a rebase changes a history that keeps what it had. Forcing, hard resets and deleting are for the rules of removal and of added effects.',
  decides: [10],
  clues: new Clues({ deeds: ['version'] }),
  positive: [
    { because: 'it commits', definition: saying('git_commit', 'Commit staged changes.') },
    { because: 'it pushes', definition: saying('git_push', 'Push commits to a remote.') },
  ],
  negative: [{ because: 'it shows commits', definition: saying('git_log', 'Shows the commit logs') }],
  notice(tool) {
    return noticeDeeds(tool, 'Write', ['version']);
  },
};
