import { Clues } from '../clues.ts';
import { saying } from '../example.ts';
import type { Statement } from '../language/statement.ts';
import type { SignalRule } from '../rule.ts';
import { bringsBack, noticeHeadline, onlyChecks } from '../signal-notices.ts';
import { wordSet } from '../word-set.ts';

/** Verbs that bring in what strangers wrote, whatever their object. */
const outwardVerbs = wordSet('scrape crawl');
/** Things that other people write. */
const writtenByOthers = wordSet(`
  web internet webpage webpages website websites page pages site news tweet tweets post posts
  comment comments issue issues email emails mail inbox message messages review reviews article
  articles feed feeds forum thread threads wiki wikipedia paper papers transcript subtitles discussion
  discussions ticket tickets readme blog blogs rss html conversation conversations
  notifications
`);

/** Where what others wrote is taken from, whatever it is called. */
const placesOfOthers = wordSet(
  'web internet url urls webpage website websites inbox page pages wikipedia forum site',
);

/** What comes back was written by others. */
export const openWorld: SignalRule = {
  id: 'open-world',
  title: 'Brings in content that others wrote',
  rationale:
    'Text of strangers can carry instructions to the model, and the model does not always tell them from the words of its user. Beside private data and a way out, it is the way in of the attack that steals. What only the user wrote is none.',
  decides: [],
  clues: new Clues({ deeds: ['look'] }),
  positive: [
    {
      because: 'pages are written by anyone',
      definition: saying('fetch', 'Fetches a URL from the internet.'),
    },
    { because: 'anyone may comment', definition: saying('list_comments', 'Lists the comments of an issue.') },
    {
      because: 'an inbox is filled by others',
      definition: saying('read_inbox', 'Reads emails of the inbox.'),
    },
  ],
  negative: [
    { because: 'a quota is no message', definition: saying('get_quota', 'Gets the message quota.') },
    { because: 'a sum is of its own making', definition: saying('add', 'Adds two numbers.') },
    {
      because: 'issues found are findings',
      definition: saying('lint', 'Lints the code and returns any issues found.'),
    },
    {
      because: 'writing brings nothing in',
      definition: saying('post_comment', 'Posts a comment on an issue.'),
    },
    {
      because: 'tables of a database are kept by the user',
      definition: saying('list_tables', 'Lists the tables.'),
    },
  ],
  notice: (tool) => noticeHeadline(tool, bringsIn),
};

function bringsIn(statement: Statement): boolean {
  // "Issues found" are findings.
  if (statement.deed !== 'look' || onlyChecks(statement)) return false;
  const isOutward =
    outwardVerbs.has(statement.verb) || bringsBack(statement, writtenByOthers, placesOfOthers);
  return isOutward && !statement.object.includes('found');
}
