import { taking, text } from '../example.ts';
import { NameWords } from '../name-words.ts';
import type { SignalRule } from '../rule.ts';
import { noticeParameters } from '../signal-notices.ts';
import { Phrase } from '../text/phrase.ts';
import type { Parameter } from '../tool.ts';
import { wordSet } from '../word-set.ts';

const urlWords = wordSet(`
  url urls uri uris endpoint endpoints href host hosts hostname webhook baseurl weburl imageurl
  repourl siteurl feedurl videourl
`);
/** Words that also mean other things: a company's website field, a crypto address, a server by its name. */
const doubtfulWords = wordSet(`
  address domain domains link links proxy server site website target callback
`);
/** A name without any of these tells nothing. */
const tellingWords = new NameWords([...urlWords, ...doubtfulWords]);
const addressFormats = wordSet('uri url iri uri-reference hostname ipv4 ipv6');
/** The description says that the value is an address, not that it was taken from one. */
const addressDescription = new Phrase(
  /(?:^|[(:;,.] ?|\bor |\ba |\ban |\bthe |\bfull |\bbase |\btarget |\bimage |\bpage |\bvideo |\bserver |\bservice |\bendpoint |\bwebsite |\bweb |\brepository )(?:urls?|uris?|hostnames?|domain names?|ip address(?:es)?)\b(?![- ](?:encod|param|path|query|slug|friendly|safe|components?))|(?<!\]\()\bhttps?:\/\/\S/i,
  'url urls uri uris hostname hostnames domain ip http https',
);
/** Enough beside a name that may mean an address. */
const saysAddress = /\burls?\b|\bhosts?\b|https?:|\bdomain name|\bexample\.com|\bip\b/i;
const takenFromAddress =
  /\b(?:from|in|part of|found in|extracted from|within) (?:the |an? |its |your )*(?:\w+ )?(?:url|uri)\b/i;
const otherAddress = /\b(?:file path|wallet|contract|token|e-?mail|street|postal|memory|hex)\b/i;

/** Accepts a URL, host or endpoint. */
export const urlParameter: SignalRule = {
  id: 'url-parameter',
  title: 'Accepts a URL, host or endpoint',
  rationale:
    'Whoever chooses the address chooses whom the tool talks to: an internal service, or a place that data leaves for. Street, wallet and mail addresses are none, nor is an id that is merely copied out of a URL.',
  decides: [],
  positive: [
    { because: 'the name says it', definition: taking('fetch', { url: text() }) },
    {
      because: 'a list of them',
      definition: taking('crawl', { startUrls: { type: 'array', items: text() } }),
    },
    {
      because: 'the format says it though the name does not',
      definition: taking('subscribe', { callback: { type: 'string', format: 'uri' } }),
    },
    {
      because: 'the description says it though the name does not',
      definition: taking('open', { target: text('URL to open, e.g. https://example.com') }),
    },
    { because: 'a host is contacted', definition: taking('ping', { host: text('Host to ping') }) },
    {
      because: 'an issue may be given as a URL',
      definition: taking('get_issue', { issue: text('Issue number or the URL of the issue') }),
    },
  ],
  negative: [
    {
      because: 'an id copied from a URL is not an address',
      definition: taking('get_design', { fileKey: text('File key, found in the URL of the file') }),
    },
    {
      because: 'a wallet address is none of the network',
      definition: taking('get_balance', { address: text('Wallet address (0x…)') }),
    },
    {
      because: 'a switch about URLs takes none',
      definition: taking('crawl', {
        includeUrl: { type: 'boolean', description: 'Include the URL of each hit' },
      }),
    },
    { because: 'a limit of URLs is a number', definition: taking('crawl', { maxUrls: { type: 'integer' } }) },
    {
      because: 'a link to the documentation is none of the value',
      definition: taking('create_page', { cover: text('Cover, as [file object](https://example.com/docs)') }),
    },
    {
      because: 'URL encoding is a form of text',
      definition: taking('decode', { text: text('URL-encoded text') }),
    },
  ],
  notice: (tool) => noticeParameters(tool, isAddress),
};

function isAddress(parameter: Parameter): boolean {
  if (!parameter.takesFreeText) return false;
  if (parameter.format !== '' && addressFormats.has(parameter.format)) return true;
  return tellingWords.areIn(parameter) ? isNamedAddress(parameter) : isDescribedAddress(parameter);
}

function isNamedAddress(parameter: Parameter): boolean {
  const { description, words, head } = parameter;
  if (urlWords.has(head)) return !/^(?:is|max|num|use|include|has|count)$/.test(words[0] ?? '');
  if (!doubtfulWords.has(head)) return isDescribedAddress(parameter);
  if (description === '') return /^(?:link|links|proxy|callback|website)$/.test(head);
  return saysAddress.test(description) && isGiven(parameter);
}

function isDescribedAddress(parameter: Parameter): boolean {
  return addressDescription.isIn(parameter, 160) && isGiven(parameter);
}

/** Whether it is no id that was taken from an address, nor the address of something else. */
function isGiven({ description }: Parameter): boolean {
  return !takenFromAddress.test(description) && !otherAddress.test(description);
}
