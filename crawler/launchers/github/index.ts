import { join } from 'node:path';
import { cleanLine } from '../../diagnosis.ts';
import { RefusedRequestError } from '../../http/errors.ts';
import type { Failed, Launcher, Preparation, Resolution } from '../../launcher.ts';
import type { FailureReason, PackageFacts } from '../../observation.ts';
import { choosePackage } from '../../project/choose-package.ts';
import { makeProjectWorkshop } from '../../project/index.ts';
import { formatRef, fromPackageUrl, type Ref, toPackageUrl } from '../../ref.ts';
import type { Sandbox } from '../../sandbox.ts';
import { fetchSource } from './fetch-source.ts';
import { type GithubSettings, openRepositories, type Repositories } from './repositories.ts';

type GithubRef = Extract<Ref, { kind: 'github' }>;

/**
 * Launches servers from their source on GitHub: the newest commit of the default branch, which is their version.
 * @param cache folder on the host that is kept: the source of each commit, and each installed package.
 */
export function makeGithubLauncher(cache: string, settings: GithubSettings): Launcher {
  const workshop = makeProjectWorkshop(cache);
  let opened: Repositories | undefined;
  const open = () => {
    opened ??= openRepositories(settings);
    return opened;
  };
  return {
    id: 'github',
    accepts: (ref) => ref.kind === 'github',
    async resolve(ref) {
      if (ref.kind !== 'github') throw new TypeError(`The github launcher was given a ${ref.kind} REF.`);
      return resolve(ref, open());
    },
    prepare: (resolution, sandbox) => prepare(resolution, null, sandbox),
    prepareAsOf: (resolution, date, sandbox) => prepare(resolution, date, sandbox),
  };

  async function prepare(
    { purl, version, package: facts }: Resolution,
    before: string | null,
    sandbox: Sandbox,
  ): Promise<Preparation | Failed> {
    const ref = fromPackageUrl(purl);
    if (ref.kind !== 'github') throw new TypeError('The github launcher was given what another one found.');
    const { owner, repository, path } = ref;
    const folder = join(cache, 'repositories', `${owner}__${repository}`, version);
    const fault = await fetchSource(folder, () => open().download(owner, repository, version));
    if (fault !== null) return { failure: fault };
    const chosen = await choosePackage(folder, path, (inner) => formatRef({ ...ref, path: inner }));
    if ('failure' in chosen) return chosen;
    const edition = `${owner}/${repository}@${version}`;
    const preparation = await workshop.prepare({ source: folder, edition, chosen, before }, sandbox);
    if ('failure' in preparation) return preparation;
    const own: PackageFacts = {
      ...facts,
      name: chosen.name ?? facts.name,
      description: chosen.description ?? facts.description,
      licence: chosen.licence ?? facts.licence,
    };
    return { ...preparation, package: own };
  }
}

/** A repository that was renamed is known by its present name. */
async function resolve(ref: GithubRef, repositories: Repositories): Promise<Resolution | Failed> {
  const name = `${ref.owner}/${ref.repository}`;
  try {
    const { fullName, description, licence, url, isArchived } = await repositories.describe(
      ref.owner,
      ref.repository,
    );
    const [owner = '', repository = ''] = fullName.split('/');
    const commit = await repositories.findNewestCommit(owner, repository);
    if (commit === null) return refuse('no-program', `The repository ${name} is empty.`);
    return {
      purl: toPackageUrl({ kind: 'github', owner, repository, path: ref.path }) ?? '',
      version: commit.sha,
      package: {
        name: fullName,
        version: commit.sha,
        description,
        licence,
        homepage: null,
        repository: url,
        publishedAt: commit.date,
        integrity: null,
        deprecated: isArchived ? 'Its repository is archived.' : null,
        mcpName: null,
      },
    };
  } catch (error) {
    const isGone = error instanceof RefusedRequestError && [404, 410, 451].includes(error.status ?? 0);
    if (isGone) return refuse('not-found', `GitHub shows no repository ${name}.`);
    return refuse(
      'install-failed',
      `GitHub could not be asked for ${name}.`,
      cleanLine(error instanceof Error ? error.message : String(error)),
    );
  }
}

function refuse(reason: FailureReason, detail: string, stderrTail = ''): Failed {
  return { failure: { reason, detail, stderrTail } };
}
