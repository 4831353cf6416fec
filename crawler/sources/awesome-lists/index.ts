import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { type Candidate, makeCandidate } from '../../candidate.ts';
import { identify } from '../../coordinate.ts';
import type { HttpClient, TextAnswer } from '../../http/client.ts';
import { makeRobotsRules } from '../../http/robots.ts';
import { readRepository } from '../../repository.ts';
import type { Source } from '../../source.ts';
import { makeTally, type Tally } from '../../tally.ts';
import { type ListEntry, readLink } from './entry.ts';
import { readHtml } from './read-html.ts';
import { readMarkdown } from './read-markdown.ts';

const raw = 'https://raw.githubusercontent.com';
const knownLists = [
  `${raw}/punkpeye/awesome-mcp-servers/HEAD/README.md`,
  `${raw}/wong2/awesome-mcp-servers/HEAD/README.md`,
  `${raw}/appcypher/awesome-mcp-servers/HEAD/README.md`,
  `${raw}/jaw9c/awesome-remote-mcp-servers/HEAD/README.md`,
];

/** A catalogue of more pages is one whose next page never ends. */
const maximumPages = 1000;

const checkpointSchema = z
  .object({ list: z.number().int().min(0), page: z.string().nullable() })
  .catch({ list: 0, page: null });

/**
 * Lists that people keep by hand, in Markdown, and catalogues that are web pages only.
 * @param lists addresses, each of Markdown or of the first page of a catalogue.
 */
export function makeAwesomeLists(http: HttpClient, userAgent: string, lists: string[] = knownLists): Source {
  const robots = makeRobotsRules(http, userAgent);
  return {
    id: 'awesome-lists',
    title: 'Awesome lists and catalogue pages',
    async *discover({ checkpoint, signal }) {
      const start = checkpointSchema.parse(checkpoint);
      for (const [index, list] of [...lists.entries()].slice(start.list)) {
        let page: string | null = index === start.list && start.page !== null ? start.page : list;
        const seen = new Set<string>(page === list ? [] : [list]);
        while (page !== null && !seen.has(page) && seen.size < maximumPages) {
          if (seen.size > 0)
            await setTimeout(await robots.readDelayMs(page), undefined, { ...(signal && { signal }) });
          seen.add(page);
          const tally = makeTally();
          const isAllowed = await robots.allows(page);
          if (!isAllowed) tally.add('a page that its host asks programs not to read');
          const read: ListPage = isAllowed
            ? readPage(await http.getText(page, { signal }))
            : { entries: [], next: null };
          const isEnd = read.next === null || seen.has(read.next);
          page = isEnd ? null : read.next;
          const next = isEnd ? { list: (index + 1) % lists.length, page: null } : { list: index, page };
          yield { candidates: describe(read.entries, tally), skipped: tally.counts, checkpoint: next };
        }
      }
    },
  };
}

interface ListPage {
  entries: ListEntry[];
  next: string | null;
}

function readPage({ text, contentType, url }: TextAnswer): ListPage {
  return contentType === 'text/html' ? readHtml(text, url) : { entries: readMarkdown(text), next: null };
}

function describe(entries: ListEntry[], tally: Tally): Candidate[] {
  const candidates = new Map<string | null, Candidate>();
  for (const entry of entries) {
    const link = readLink(entry);
    if ('reason' in link) {
      tally.add(link.reason);
      continue;
    }
    const { ref } = link;
    const identity = identify(ref);
    if (candidates.has(identity)) continue;
    const { name, url, description } = entry;
    const repository = ref.kind === 'github' ? readRepository(url) : null;
    const claim = { ref, source: 'awesome-lists', name: name.slice(0, 300), description, repository };
    candidates.set(identity, makeCandidate({ ...claim, seenAt: new Date().toISOString() }));
  }
  return [...candidates.values()];
}
