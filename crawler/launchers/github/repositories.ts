import { RequestError } from 'octokit';
import { z } from 'zod';
import { describeRefusal, makeOctokit } from '../../github-client.ts';
import { makeFetch } from '../../http/fetch.ts';

export interface GithubSettings {
  userAgent?: string | undefined;
  /** Without one GitHub answers sixty times an hour. */
  token?: string | undefined;
  /** Another GitHub's API: `https://HOST/api/v3`. */
  baseUrl?: string | undefined;
}

export interface RepositoryFacts {
  /** `owner/name`, as it is called now. */
  fullName: string;
  description: string | null;
  /** SPDX identifier. */
  licence: string | null;
  url: string;
  isArchived: boolean;
}

/** What the launcher asks GitHub. All reject with placard's own errors of HTTP. */
export interface Repositories {
  describe(owner: string, repository: string): Promise<RepositoryFacts>;
  /** Of the default branch; null where the repository is empty. Its date in ISO 8601. */
  findNewestCommit(owner: string, repository: string): Promise<{ sha: string; date: string | null } | null>;
  /** The source at a commit, as a compressed archive (.tar.gz). */
  download(owner: string, repository: string, commit: string): Promise<Buffer>;
}

/** Of the compressed archive. */
const maximumBytes = 100_000_000;

const text = z.string().nullish().catch(null);
const repositorySchema = z.object({
  full_name: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  description: text,
  license: z.object({ spdx_id: text }).nullish().catch(null),
  html_url: z.string(),
  archived: z.boolean().catch(false),
});
const commitsSchema = z.array(
  z.object({
    sha: z.string().regex(/^[0-9a-f]{40,64}$/),
    commit: z.object({ committer: z.object({ date: text }).nullish().catch(null) }),
  }),
);

export function openRepositories({ userAgent = 'placard', token, baseUrl }: GithubSettings): Repositories {
  const namedHosts = baseUrl === undefined ? [] : [new URL(baseUrl).host];
  const fetch = makeFetch({ userAgent, namedHosts, timeoutMs: 180_000 });
  const octokit = makeOctokit({
    fetch: (url, init) => fetch(url, { ...init, maximumBytes }),
    userAgent,
    token,
    baseUrl,
    maximumWaitSeconds: 60,
  });
  return {
    async describe(owner, repository) {
      const { data } = await ask(octokit.request('GET /repos/{owner}/{repo}', { owner, repo: repository }));
      const found = repositorySchema.parse(data);
      const licence = found.license?.spdx_id ?? null;
      return {
        fullName: found.full_name,
        description: found.description?.slice(0, 2000).toWellFormed() ?? null,
        licence: licence === 'NOASSERTION' ? null : licence,
        url: found.html_url,
        isArchived: found.archived,
      };
    },

    async findNewestCommit(owner, repository) {
      // Octokit would try again what GitHub says of an empty repository.
      const place = { owner, repo: repository, per_page: 1, request: { retries: 0 } };
      const asked = octokit.request('GET /repos/{owner}/{repo}/commits', place).catch((error: unknown) => {
        // GitHub's answer for a repository without a commit.
        if (error instanceof RequestError && error.status === 409) return { data: [] };
        throw error;
      });
      const { data } = await ask(asked);
      const [newest] = commitsSchema.parse(data);
      return newest === undefined ? null : { sha: newest.sha, date: newest.commit.committer?.date ?? null };
    },

    async download(owner, repository, commit) {
      const place = { owner, repo: repository, ref: commit };
      const { data } = await ask(octokit.request('GET /repos/{owner}/{repo}/tarball/{ref}', place));
      return Buffer.from(z.instanceof(ArrayBuffer).parse(data));
    },
  };
}

async function ask<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw describeRefusal(error);
  }
}
