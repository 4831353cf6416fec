import { Clues } from '../clues.ts';
import { saying } from '../example.ts';
import type { Statement } from '../language/statement.ts';
import type { SignalRule } from '../rule.ts';
import { bringsBack, noticeHeadline, onlyChecks, speaksOf } from '../signal-notices.ts';
import { wordSet } from '../word-set.ts';

/** Things that hold what people would not want strangers to read. */
const privateWords = wordSet(`
  email emails mail mails inbox mailbox message messages chat chats conversation conversations file
  files directory document documents note notes photo photos contact contacts customer customers
  client clients patient patients health medical employee employees candidate candidates payroll
  salary calendar meeting meetings clipboard screenshot memory memories invoice invoices
  lead leads user users profile member members personal user's customer's patient's attendees subscribers recordings
`);
/** Where such things are kept: taken from there, whatever they are called. */
const privatePlaces = wordSet('inbox mailbox clipboard calendar crm disk filesystem desktop');
/** What stands beside such a word when it is public, or no thing of a person. */
const publicWords = wordSet(`
  public documentation docs library wikipedia npm package price prices weather stock commit git version ipo
  earnings economic dividend holiday news schema console commits usage url urls website working provider
`);

/** What comes back is somebody's own. */
export const privateData: SignalRule = {
  id: 'private-data',
  title: 'Reads personal or private data',
  rationale:
    'What is read lands with the model and whoever runs it, and from there it can go out through any other tool. Public pages, prices and documentation are nobody’s secret.',
  decides: [],
  clues: new Clues({ deeds: ['look'] }),
  positive: [
    { because: 'mail', definition: saying('search_mail', 'Searches the emails of the user.') },
    { because: 'files of the machine', definition: saying('read_file', 'Reads a file.') },
    { because: 'customers are people', definition: saying('list_customers', 'Lists all customers.') },
  ],
  negative: [
    {
      because: 'documentation is public',
      definition: saying('get_docs', 'Fetches documentation files of a library.'),
    },
    {
      because: 'a console prints what a program says',
      definition: saying('console_messages', 'Returns all console messages.'),
    },
    {
      because: 'a message is only checked',
      definition: saying('verify_message', 'Verify a signed message.'),
    },
    { because: 'writing reads nothing', definition: saying('send_email', 'Sends an email.') },
    { because: 'a price is nobody’s', definition: saying('get_price', 'Gets the price of a stock.') },
  ],
  notice: (tool) =>
    noticeHeadline(
      tool,
      (statement) => statement.deed === 'look' && !onlyChecks(statement) && isPrivate(statement),
    ),
};

function isPrivate(statement: Statement): boolean {
  return bringsBack(statement, privateWords, privatePlaces) && !speaksOf(statement, publicWords);
}
