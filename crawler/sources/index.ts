import { join } from 'node:path';
import { makeOctokit } from '../github-client.ts';
import { type HttpClient, makeHttpClient } from '../http/client.ts';
import { type Fetch, makeFetch } from '../http/fetch.ts';
import type { Patience } from '../http/patience.ts';
import { rememberAnswers } from '../http/remember.ts';
import type { Source } from '../source.ts';
import { makeAwesomeLists } from './awesome-lists/index.ts';
import { makeDockerCatalogue } from './docker-catalogue/index.ts';
import { makeGithub } from './github/index.ts';
import { makeGlama } from './glama/index.ts';
import { makeList } from './list/index.ts';
import { makeMcpRegistry } from './mcp-registry/index.ts';
import { makeNpm } from './npm/index.ts';
import { makePulseMcp } from './pulsemcp/index.ts';
import { findPypi, makePypi } from './pypi/index.ts';
import { makeSmithery } from './smithery/index.ts';

/** All that can be asked, in the order in which they are worth most. */
export const sourceIds = [
  'mcp-registry',
  'npm',
  'pypi',
  'github',
  'docker-catalogue',
  'awesome-lists',
  'smithery',
  'glama',
  'pulsemcp',
  'list',
] as const;
export type SourceId = (typeof sourceIds)[number];

/** What the sources need of the user; all but the first three may be left out. */
export interface SourceSettings {
  /** Who asks, with an address where to complain: `placard/1.0 (+https://…)`. */
  userAgent: string;
  /** Folder for clones and remembered answers. */
  cache: string;
  /** The user's npm configuration. */
  npmOptions: Record<string, unknown>;
  /** Keys and tokens, by source. */
  keys?: { github?: string; smithery?: string; glama?: string; pulsemcp?: string };
  /** Other addresses to ask than each source's own, by source. */
  baseUrls?: Partial<Record<SourceId, string>>;
  /** The npm registry's feed of changes; left out, only its search is asked. */
  npmFeed?: string;
  /** Lists in Markdown and catalogue pages, instead of the known ones. */
  lists?: string[];
  /** A file of REFs. */
  refList?: string;
  patience?: Patience;
}

/** The source cannot be asked with these settings; the message says what it wants. */
export class SourceSettingsError extends Error {
  override name = 'SourceSettingsError';
}

interface Tools {
  settings: SourceSettings;
  http: HttpClient;
  /** Both remember what has an entity tag. */
  remembered: Fetch;
  remembering: HttpClient;
}

/** How each source is made. */
const makers: Record<SourceId, (tools: Tools) => Source> = {
  'mcp-registry': ({ http, settings }) => makeMcpRegistry(http, settings.baseUrls?.['mcp-registry']),
  npm: ({ http, settings: { npmOptions, npmFeed, patience } }) =>
    makeNpm({ npmOptions, ...(npmFeed && { feed: { url: npmFeed, http } }), ...(patience && { patience }) }),
  pypi: ({ http, remembering, settings }) =>
    makePypi({ http, indexHttp: remembering, baseUrl: settings.baseUrls?.pypi }),
  github: ({ remembered, settings: { userAgent, keys, baseUrls } }) => {
    const access = { fetch: remembered, userAgent, token: keys?.github, baseUrl: baseUrls?.github };
    return makeGithub(makeOctokit(access), keys?.github !== undefined);
  },
  'docker-catalogue': ({ settings: { cache, baseUrls } }) =>
    makeDockerCatalogue(join(cache, 'docker-catalogue'), baseUrls?.['docker-catalogue']),
  'awesome-lists': ({ remembering, settings: { userAgent, lists } }) =>
    makeAwesomeLists(remembering, userAgent, lists),
  smithery: ({ http, settings: { keys, baseUrls } }) => {
    if (keys?.smithery === undefined) throw new SourceSettingsError('Smithery answers nobody without a key.');
    return makeSmithery({ http, key: keys.smithery, baseUrl: baseUrls?.smithery });
  },
  glama: ({ http, settings: { keys, baseUrls } }) =>
    makeGlama({ http, key: keys?.glama, baseUrl: baseUrls?.glama }),
  pulsemcp: ({ http, settings: { keys, baseUrls } }) =>
    makePulseMcp({ http, key: keys?.pulsemcp, baseUrl: baseUrls?.pulsemcp }),
  list: ({ settings: { refList } }) => {
    if (refList === undefined) throw new SourceSettingsError('A list of REFs wants a file.');
    return makeList(refList);
  },
};

/**
 * Makes sources that share one way of asking, so that each host is asked one thing at a time.
 * @throws SourceSettingsError where one of them lacks what it needs.
 */
export function makeSources(ids: SourceId[], settings: SourceSettings): Source[] {
  const fetch = makeFetch({ userAgent: settings.userAgent, namedHosts: listNamedHosts(settings) });
  const patience = settings.patience ?? {};
  const remembered = rememberAnswers(fetch, join(settings.cache, 'answers'));
  const tools: Tools = {
    settings,
    http: makeHttpClient({ fetch, patience }),
    remembered,
    remembering: makeHttpClient({ fetch: remembered, patience }),
  };
  return ids.map((id) => makers[id](tools));
}

/** What the user or placard itself names may lie on a private network (a company's mirror); what answers name may not. */
function listNamedHosts({ baseUrls = {}, lists = [], npmFeed }: SourceSettings): string[] {
  const addresses = [...Object.values(baseUrls), ...lists, findPypi(), ...(npmFeed ? [npmFeed] : [])];
  return addresses.flatMap((address) => (URL.canParse(address) ? [new URL(address).host] : []));
}
