import { Clues } from '../clues.ts';
import { noticeDeeds } from '../deed-notices.ts';
import { saying } from '../example.ts';
import type { DecidingRule } from '../rule.ts';

export const message: DecidingRule = {
  id: 'message',
  title: 'Says that it sends words to people',
  rationale:
    'A message cannot be unsent, but it can be followed by another; what it says and to whom is the risk, so a policy should bind both.',
  decides: [9],
  clues: new Clues({ deeds: ['message'] }),
  positive: [
    { because: 'it sends mail', definition: saying('send_email', 'Sends an email.') },
    { because: 'a reply is a message', definition: saying('reply_to_thread', 'Reply to a thread.') },
  ],
  negative: [
    { because: 'it only reads messages', definition: saying('list_messages', 'Lists messages sent today.') },
    { because: 'money is no message', definition: saying('send_payment', 'Sends a payment.') },
  ],
  notice(tool) {
    return noticeDeeds(tool, 'Write', ['message']);
  },
};
