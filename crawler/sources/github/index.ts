import type { Octokit } from 'octokit';
import { z } from 'zod';
import { type Candidate, makeCandidate, type RepositoryFacts } from '../../candidate.ts';
import { identify, toPackageRef } from '../../coordinate.ts';
import { describeRefusal } from '../../github-client.ts';
import type { Ref } from '../../ref.ts';
import { readServerJson } from '../../server-json.ts';
import type { DiscoveryPage, Source } from '../../source.ts';
import { makeTally, type Tally } from '../../tally.ts';
import { type Place, readFacts } from './facts.ts';
import {
  checkpointSchema,
  codeSchema,
  type Facts,
  type FoundRepository,
  repositorySchema,
} from './schema.ts';
import { runSearch, type Search, searchCode, searchRepositories } from './search.ts';

const topics = [
  'mcp-server',
  'mcp-servers',
  'model-context-protocol',
  'modelcontextprotocol',
  'fastmcp',
  'mcp',
];
const manifests = [
  '"static.modelcontextprotocol.io/schemas" filename:server.json',
  'filename:smithery.yaml',
  'filename:glama.json',
];

export const repositorySearches: Search[] = topics.map((topic) => searchRepositories(`topic:${topic}`));
export const codeSearches: Search[] = manifests.map((query) => searchCode(query));

/**
 * Repositories on GitHub, by topic and by the manifests that servers carry.
 * @param hasToken without one GitHub searches no code and answers no GraphQL: what the search itself tells is used.
 */
export function makeGithub(
  octokit: Pick<Octokit, 'request' | 'graphql'>,
  hasToken: boolean,
  searches: Search[] = hasToken ? [...repositorySearches, ...codeSearches] : repositorySearches,
): Source {
  return {
    id: 'github',
    title: 'GitHub',
    async *discover({ checkpoint, signal }) {
      const known = checkpointSchema.safeParse(checkpoint).data;
      const startedAt = Math.floor(Date.now() / 1000);
      const isFinished = known !== undefined && known.search >= searches.length;
      let state =
        known === undefined || isFinished
          ? { startedAt, since: known?.startedAt ?? null, search: 0, windows: null, page: 1 }
          : known;
      while (state.search < searches.length) {
        const search = searches[state.search];
        if (search === undefined) return;
        for await (const found of runSearch(octokit, search, state, signal)) {
          const tally = makeTally();
          if (found.isIncomplete) tally.add('results that GitHub did not show');
          const places = readPlaces(found.items, search.kind, tally);
          const candidates = await describe(octokit, hasToken, places, tally, signal);
          state = found.checkpoint;
          yield { candidates, skipped: tally.counts, checkpoint: state } satisfies DiscoveryPage;
        }
      }
    },
  };
}

interface FoundPlace extends Place {
  repository: FoundRepository | null;
}

function readPlaces(items: unknown[], kind: Search['kind'], tally: Tally): FoundPlace[] {
  return items.flatMap((item): FoundPlace[] => {
    if (kind === 'repositories') {
      const { data } = repositorySchema.safeParse(item);
      if (data !== undefined) return [{ nodeId: data.node_id, folder: '', repository: data }];
    } else {
      const { data } = codeSchema.safeParse(item);
      const folder = data?.path.split('/').slice(0, -1).join('/') ?? '';
      if (data !== undefined) return [{ nodeId: data.repository.node_id, folder, repository: null }];
    }
    tally.add('no repository in the search result');
    return [];
  });
}

async function describe(
  octokit: Pick<Octokit, 'graphql'>,
  hasToken: boolean,
  places: FoundPlace[],
  tally: Tally,
  signal: AbortSignal | undefined,
): Promise<Candidate[]> {
  if (!hasToken) return places.flatMap(({ repository }) => (repository ? [describeFound(repository)] : []));
  try {
    const facts = await readFacts(octokit, places, signal);
    return facts.flatMap((fact, index) => {
      if (fact === null) tally.add('a repository that is gone');
      return fact === null ? [] : [describeFacts(fact, places[index]?.folder ?? '')];
    });
  } catch (error) {
    throw describeRefusal(error, signal);
  }
}

function describeFound(found: FoundRepository): Candidate {
  return makeCandidateOf(found.full_name, '', found.description ?? null, {
    id: String(found.id),
    url: found.html_url,
    stars: found.stargazers_count,
    licence: found.license?.spdx_id ?? null,
    language: found.language ?? null,
    isArchived: found.archived,
    isFork: found.fork,
    parentUrl: null,
    createdAt: found.created_at,
    pushedAt: found.pushed_at ?? null,
  });
}

function describeFacts(facts: Facts, folder: string): Candidate {
  const candidate = makeCandidateOf(facts.nameWithOwner, folder, facts.description ?? null, {
    id: String(facts.databaseId),
    url: facts.url,
    stars: facts.stargazerCount,
    licence: facts.licenseInfo?.spdxId ?? null,
    language: facts.primaryLanguage?.name ?? null,
    isArchived: facts.isArchived,
    isFork: facts.isFork,
    parentUrl: facts.parent?.url ?? null,
    createdAt: facts.createdAt,
    pushedAt: facts.pushedAt ?? null,
  });
  const declared = readManifest(facts.serverJson);
  const named = readPackageName(facts.packageJson);
  const refs = [...declared.map(({ ref }) => ref), ...(named === null ? [] : [named])];
  const own = identify(candidate.ref);
  const equivalents = new Map(refs.map((ref) => [identify(ref), ref]));
  equivalents.delete(own);
  return {
    ...candidate,
    title: declared[0]?.title ?? null,
    declared: declared[0]?.declared ?? null,
    equivalents: [...equivalents.values()],
  };
}

function makeCandidateOf(
  fullName: string,
  folder: string,
  description: string | null,
  repositoryFacts: RepositoryFacts,
): Candidate {
  const [owner = '', repository = ''] = fullName.split('/');
  const path = folder === '' ? null : folder;
  return makeCandidate({
    ref: { kind: 'github', owner, repository, path },
    source: 'github',
    name: path === null ? fullName : `${fullName}/${path}`,
    description,
    status: repositoryFacts.isArchived ? 'deprecated' : 'active',
    repository: { url: repositoryFacts.url, id: repositoryFacts.id, subfolder: path },
    repositoryFacts,
    seenAt: new Date().toISOString(),
  });
}

/** What the repository says of itself; its own address is no other coordinate, and what cannot be read says nothing. */
function readManifest(text: string | null): Candidate[] {
  const value = parseJson(text);
  try {
    return readServerJson(value, { source: 'github', seenAt: '' }, makeTally());
  } catch (error) {
    if (error instanceof z.ZodError) return [];
    throw error;
  }
}

const packageSchema = z.object({ name: z.string(), private: z.literal(false).optional() });

function readPackageName(text: string | null): Ref | null {
  const { data } = packageSchema.safeParse(parseJson(text));
  return data === undefined ? null : toPackageRef('npm', data.name, null);
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
