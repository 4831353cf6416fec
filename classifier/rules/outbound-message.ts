import { saying } from '../example.ts';
import type { Statement } from '../language/statement.ts';
import type { SignalRule } from '../rule.ts';
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
  session device tx console exchange blockchain network
`);

/** What reaches people when it is made, by whatever verb: "adds a comment", "pushes a message". */
const sentThings = wordSet(
  'message messages comment comments reply replies email emails sms tweet invitation review',
);
const makingVerbs = wordSet('add create post push submit write leave update edit append insert');
/** What keeps such a thing from being sent, or makes it another thing. */
const unsentWords = wordSet('draft drafts commit template templates log error status label labels');

/** A call sends something that people receive. */
export const outboundMessage: SignalRule = {
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
    { because: 'a comment by another verb', definition: saying('add_comment', 'Adds a comment to a task.') },
    { because: 'published posts', definition: saying('publish_post', 'Publish a post to the page.') },
  ],
  negative: [
    { because: 'a draft is not sent', definition: saying('create_draft', 'Creates a draft message.') },
    { because: 'it only reads', definition: saying('list_messages', 'Lists the messages of a channel.') },
    {
      because: 'a queue is no person',
      definition: saying('send_message', 'Send a message to a Kafka topic.'),
    },
    { because: 'money is no message', definition: saying('send_payment', 'Sends a payment.') },
  ],
  notice(tool, category) {
    const sent = category === 'Read' ? [] : noticeHeadline(tool, reachesPeople);
    const isForMachines = sent.length > 0 && tool.statements.some((said) => speaksOf(said, machineWords));
    return isForMachines ? [] : sent;
  },
};

function reachesPeople(statement: Statement): boolean {
  const { deed, verb, object } = statement;
  if (speaksOf(statement, unsentWords)) return false;
  if (makingVerbs.has(verb)) return sentThings.has(object.at(-1) ?? '');
  if (deed !== 'message' || talkingVerbs.has(verb)) return false;
  return !doubtfulVerbs.has(verb) || speaksOf(statement, peopleWords);
}
