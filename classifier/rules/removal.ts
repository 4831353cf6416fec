import { Clues } from '../clues.ts';
import { noticeDeeds } from '../deed-notices.ts';
import { saying } from '../example.ts';
import { isForGood, isLoss, isLostUnder } from '../language/loss.ts';
import type { DecidingRule } from '../rule.ts';

export const removal: DecidingRule = {
  id: 'removal',
  title: 'Says that it removes or ends something',
  rationale:
    'What is deleted, ended or called off does not come back by calling other tools, unless the definition says that it does. Taking a mere link away between things that both stay is left to the milder rule.',
  decides: [8, 12],
  clues: new Clues({ deeds: ['remove', 'end', 'cancel', 'detach', 'change'] }),
  positive: [
    { because: 'it deletes', definition: saying('delete_file', 'Deletes a file.') },
    { because: 'what is removed is the content itself', definition: saying('remove_user', 'Remove a user.') },
    { because: 'killing ends what ran', definition: saying('kill_process', 'Kill a process.') },
    { because: 'others rely on the meeting', definition: saying('cancel_meeting', 'Cancel a meeting.') },
  ],
  negative: [
    {
      because: 'the label comes off, issue and label stay',
      definition: saying('remove_label', 'Remove a label from an issue.'),
    },
    {
      because: 'the definition calls it restorable',
      definition: saying('delete_page', 'Delete a page: it goes to the trash and can be restored.'),
    },
    { because: 'a delete marker is read', definition: saying('list_markers', 'Lists delete markers.') },
    { because: 'it denies it', definition: saying('archive_note', 'Archives a note; does not delete it.') },
  ],
  notice(tool) {
    return [
      ...noticeDeeds(tool, 'Destructive', ['remove', 'end', 'cancel'], (said) => isLoss(said, tool)),
      ...noticeDeeds(
        tool,
        'Destructive',
        ['detach', 'change'],
        (said) => isForGood(said, tool.description) || isLostUnder(said, tool),
      ),
    ];
  },
};
