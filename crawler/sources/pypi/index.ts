import type { z } from 'zod';
import { type Candidate, makeCandidate } from '../../candidate.ts';
import { toPackageRef } from '../../coordinate.ts';
import type { HttpClient } from '../../http/client.ts';
import { RefusedRequestError, UnreadableAnswerError } from '../../http/errors.ts';
import { isServerLikeName } from '../../package-name.ts';
import { packagePage } from '../../ref.ts';
import { readRepository } from '../../repository.ts';
import type { Source } from '../../source.ts';
import { makeTally, type Tally } from '../../tally.ts';
import { readIndex } from './read-index.ts';
import { checkpointSchema, projectSchema, releaseSchema } from './schema.ts';

const pageSize = 50;

export interface PypiOptions {
  http: HttpClient;
  /** For the index of all projects, which may be remembered; `http` where it is not given. */
  indexHttp?: HttpClient;
  /** Of an index with PyPI's JSON pages, without a path. */
  baseUrl?: string | undefined;
}

/**
 * Projects of a Python package index whose name says that they may be MCP servers; there is no search to ask.
 * They are read in the order in which they were last changed, so that going on after an interruption and reading
 * what is new are the same.
 */
export function makePypi({ http, indexHttp = http, baseUrl = findPypi() }: PypiOptions): Source {
  return {
    id: 'pypi',
    title: 'Python Package Index',
    async *discover({ checkpoint, signal }) {
      const projects = await readIndex(indexHttp, baseUrl, signal);
      const known = checkpointSchema.safeParse(checkpoint).data ?? null;
      const tally = makeTally();
      const wanted = selectProjects(projects, known, tally);
      const hasSerials = wanted.some(({ serial }) => serial > 0);
      for (let start = 0; start < wanted.length; start += pageSize) {
        const batch = wanted.slice(start, start + pageSize);
        const pageTally = start === 0 ? tally : makeTally();
        const candidates: Candidate[] = [];
        for (const { name } of batch) {
          const candidate = await readProject(http, baseUrl, name, pageTally, signal);
          if (candidate !== null) candidates.push(candidate);
        }
        // Without serials nothing tells what is new: the next discovery has to read all again.
        const isEnd = start + pageSize >= wanted.length;
        yield {
          candidates,
          skipped: pageTally.counts,
          checkpoint: isEnd && !hasSerials ? null : (batch.at(-1) ?? null),
        };
      }
    },
  };
}

type Mark = z.infer<typeof checkpointSchema>;

function selectProjects(projects: unknown[], known: Mark | null, tally: Tally): Mark[] {
  const marks = projects.flatMap((project) => {
    const { data } = projectSchema.safeParse(project);
    if (data === undefined) tally.add('no project in the index');
    return data === undefined || !isServerLikeName(data.name)
      ? []
      : [{ serial: data['_last-serial'], name: data.name }];
  });
  return marks.filter((mark) => known === null || compare(mark, known) > 0).sort(compare);
}

function compare(a: Mark, b: Mark): number {
  return a.serial - b.serial || Number(a.name > b.name) - Number(a.name < b.name);
}

async function readProject(
  http: HttpClient,
  baseUrl: string,
  name: string,
  tally: Tally,
  signal?: AbortSignal,
): Promise<Candidate | null> {
  const url = new URL(`/pypi/${encodeURIComponent(name)}/json`, baseUrl);
  try {
    const { info } = await http.getJson(url, releaseSchema, { signal });
    const ref = toPackageRef('pypi', info.name, info.version ?? null);
    if (ref === null) tally.add('no pypi package can have that name');
    return ref && describeRelease(ref, info);
  } catch (error) {
    const isGone = error instanceof RefusedRequestError && error.status === 404;
    if (!isGone && !(error instanceof UnreadableAnswerError)) throw error;
    tally.add(isGone ? 'a project without releases' : 'a project page that cannot be read');
    return null;
  }
}

function describeRelease(ref: Candidate['ref'], info: z.infer<typeof releaseSchema>['info']): Candidate {
  return makeCandidate({
    ref,
    source: 'pypi',
    name: info.name,
    description: info.summary,
    status: info.yanked === true ? 'deprecated' : 'active',
    repository: findRepository({
      ...info.project_urls,
      Homepage: info.project_urls?.Homepage ?? info.home_page,
    }),
    seenAt: new Date().toISOString(),
  });
}

/** Labels are free text; the home page is taken last, since it is often somebody else's. */
function findRepository(links: Record<string, unknown>): Candidate['repository'] {
  const labels = [/^(repository|source|source[ -]?code|code|github|git)$/i, /./];
  for (const label of labels) {
    for (const [name, url] of Object.entries(links)) {
      const repository = label.test(name) && typeof url === 'string' ? readRepository(url) : null;
      if (repository !== null) return repository;
    }
  }
  return null;
}

/** The address of the index that everybody means, by the library that knows each registry's pages. */
export function findPypi(): string {
  const page = packagePage('pkg:pypi/pip');
  if (page === null) throw new Error('The library of package URLs knows no page of PyPI.');
  return new URL(page).origin;
}
