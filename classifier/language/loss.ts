import { type Described, Phrase } from '../text/phrase.ts';
import { longestProse } from './read-prose.ts';
import type { Statement } from './statement.ts';

/** What merely ties things that both stay: taking one away loses nothing (taxonomy rule 12). */
const links = new Set(
  `link links hyperlink hyperlinks label labels tag tags assignment assignments reaction reactions bookmark bookmarks membership association relationship
  relationships association associations like likes vote votes star stars follow assignee assignees watcher watchers favorite favorites
  favourite favourites approval reviewer reviewers mapping binding attachment_link pin alias highlight highlights overlay upvote subscription dependency dependencies relation relations remote remotes type milestone priority ban bans protection`.split(
    /\s+/,
  ),
);
/** Lists of things that stay when they leave the list. */
const lists = new Set(
  `list lists playlist playlists watchlist wishlist favorites favourites cart basket collection collections group label segment queue
  board milestone sprint channel folder folders album albums parent playlists groups collections labels channels boards portfolio library bookmarks
  watch pipeline category categories topic whitelist blacklist allowlist blocklist denylist`.split(/\s+/),
);
/** What is lost with its place: a message stands only in its queue, and a member's access ends (taxonomy rule 11). */
const placed = new Set(
  'message messages member members participant participants collaborator collaborators user users element elements'.split(
    ' ',
  ),
);
/** Whoever leaves one of these loses nothing: it may be joined again, or was a bar. */
const harmless = new Set('watching following blocklist blacklist denylist'.split(' '));
/** What a collection of a database holds is nowhere else. */
const storedThings = new Set('document documents record records row rows'.split(' '));
/** Words of the deletion itself that call it restorable. */
const restorable = new Phrase(
  /\b(?:trash(?:ed)?|recycle bin|soft[- ]delet\w*|can be (?:restored|recovered|undone)|restorable|recoverable|moves? (?:it |them )?to (?:the )?(?:trash|bin)|archive[sd]? instead)\b/i,
  'trash trashed recycle soft bin restored recovered undone restorable recoverable archive archives archived',
);
const permanent =
  /\b(?:permanent(?:ly)?|irreversibl[ey]|cannot be (?:undone|recovered|restored)|not recoverable|for good|forever)\b/i;
const saysPermanent = new Phrase(
  permanent,
  'permanent permanently irreversible irreversibly undone recovered restored recoverable good forever',
);
const hedged = /\b(?:may|might|can|could) be (?:permanent|irreversible)\b/i;

/** Whether what a removing statement takes away is gone, as far as the definition says. */
export function isLoss({ verb, object, rest, field }: Statement, described: Described): boolean {
  if (saysPermanent.isIn(described, longestProse) && !hedged.test(described.description)) return true;
  if (restorable.isIn(described, longestProse)) return false;
  const head = object.findLast((word) => !word.endsWith('ed')) ?? '';
  if (field === 'name') {
    const at = object.indexOf('from');
    const removed = object[at - 1] ?? '';
    if (at > 0) return placed.has(removed) || (!lists.has(object.at(-1) ?? '') && !links.has(removed));
    return !isLink(verb, head, object);
  }
  if (isLink(verb, head, object)) return false;
  const at = rest.indexOf('from');
  if (verb === 'remove' && at >= 0 && rest.slice(at + 1, at + 3).some((word) => harmless.has(word)))
    return false;
  return (
    verb !== 'remove' ||
    placed.has(head) ||
    (storedThings.has(head) && rest.some((word) => word === 'collection' || word === 'collections')) ||
    at < 0 ||
    !rest.slice(at + 1, at + 4).some((word) => lists.has(word))
  );
}

/** Whether the words that put something aside, or make one of two things, say that it is for good. */
export function isForGood({ deed, verb, quote, field, start }: Statement, description: string): boolean {
  if (deed !== 'detach' && verb !== 'merge') return false;
  const before =
    field === 'description' ? description.slice(Math.max(0, start - 'permanently '.length), start) : '';
  return permanent.test(before + quote) && !hedged.test(quote);
}

const overwritingVerbs = new Set('restore replace overwrite revert reset import'.split(' '));
const lost = new Phrase(
  /\b(?:is|are|be|gets?) (?:permanently |irreversibly )?(?:lost|erased|wiped|destroyed)\b(?! if\b)|\bcannot be (?:brought back|undone|recovered|restored)\b|\bdata loss\b/i,
  'lost erased wiped destroyed cannot loss',
);

/** Whether what is put in place of something takes it away for good, as far as the definition says. */
export function isLostUnder({ verb, place }: Statement, described: Described): boolean {
  return place !== 'body' && overwritingVerbs.has(verb) && lost.isIn(described, longestProse);
}

/** A short link is content of its own. */
const contentLinks = new Set('short payment deep invite download public login'.split(' '));

/** "Delete a label" ends the label itself; "remove a label" takes it off something. A link is a link with any verb. */
function isLink(verb: string, head: string, object: readonly string[]): boolean {
  if (!links.has(head) || object.some((word) => contentLinks.has(word))) return false;
  if (verb === 'remove') return true;
  return (
    /^(?:(?:hyper)?links?|reactions?|relationships?|memberships?|associations?|assignments?|likes?|votes?|bookmarks?|favou?rites?|follow)$/.test(
      head,
    ) && object.length > 0
  );
}
