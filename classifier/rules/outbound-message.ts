import { saying } from '../example.ts';
import type { Rule } from '../rule.ts';
import { noticeHeadline, speaksOf } from '../signal-notices.ts';
import { wordSet } from '../word-set.ts';

/** Verbs that send to machines as often as to people. */
const doubtfulVerbs = wordSet('publish alert announce respond text forward 发布 发送 送信');
const peopleWords = wordSet(`
  post posts message messages article tweet email emails mail user users reply comment comments review
  subscribers team channel chat thread people page video
`);
/** Verbs whose other side is a model more often than a person. */
const talkingVerbs = wordSet('chat greet');
/** What is sent to a program, whatever the verb. */
const machineWords = wordSet(`
  mqtt kafka topic queue webhook packet event events broker redis stream llm model ai prompt
  completion completions query terminal code transaction function request requests command commands
  session device tx
`);

/** A call sends something that people receive. */
export const outboundMessage: Rule = {
  id: 'outbound-message',
  title: 'Sends something that people receive',
  rationale:
    'A message speaks in the name of the user, cannot be unsent, and is a way out for data. Events and queue messages go to programs; reading messages sends none.',
  decides: [],
  positive: [
    { because: 'a mail', definition: saying('send_email', 'Sends an email.') },
    {
      because: 'a comment is read by people',
      definition: saying('reply', 'Reply to a comment on an issue.'),
    },
    { because: 'published posts', definition: saying('publish_post', 'Publish a post to the page.') },
  ],
  negative: [
    { because: 'it only reads', definition: saying('list_messages', 'Lists the messages of a channel.') },
    {
      because: 'a queue is no person',
      definition: saying('send_message', 'Send a message to a Kafka topic.'),
    },
    { because: 'money is no message', definition: saying('send_payment', 'Sends a payment.') },
  ],
  notice(tool, category) {
    if (category === 'Read' || tool.statements.some((statement) => speaksOf(statement, machineWords)))
      return [];
    return noticeHeadline(tool, 'outbound-message', (statement) => {
      if (statement.deed !== 'message' || talkingVerbs.has(statement.verb)) return false;
      return !doubtfulVerbs.has(statement.verb) || speaksOf(statement, peopleWords);
    });
  },
};
