import { Clues } from '../clues.ts';
import { noticeDeeds } from '../deed-notices.ts';
import { saying } from '../example.ts';
import { isLoss } from '../language/loss.ts';
import type { DecidingRule } from '../rule.ts';

export const removalWithoutLoss: DecidingRule = {
  id: 'removal-without-loss',
  title: 'Removes without loss',
  rationale:
    'Closing, archiving, unlinking or trashing puts something aside that another call can fetch back.',
  decides: [12],
  clues: new Clues({ deeds: ['detach', 'remove', 'end', 'cancel'] }),
  positive: [
    { because: 'archiving keeps it', definition: saying('archive_note', 'Archives a note.') },
    {
      because: 'the label comes off, issue and label stay',
      definition: saying('remove_label', 'Remove a label from an issue.'),
    },
    {
      because: 'a record leaves a list and stays',
      definition: saying('remove_from_list', 'Remove a company from a list.'),
    },
    { because: 'a ban that is lifted', definition: saying('unban', 'Removes a ban from a user.') },
    {
      because: 'a watcher can watch again',
      definition: saying('remove_watcher', 'Remove a user from watching an issue.'),
    },
  ],
  negative: [{ because: 'a deleted file is lost', definition: saying('delete_file', 'Deletes a file.') }],
  notice(tool) {
    return [
      ...noticeDeeds(tool, 'Write', ['detach']),
      ...noticeDeeds(tool, 'Write', ['remove', 'end', 'cancel'], (said) => !isLoss(said, tool)),
    ];
  },
};
