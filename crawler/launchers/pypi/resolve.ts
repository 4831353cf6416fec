import { compare, explain, satisfies } from '@renovatebot/pep440';
import { cleanLine } from '../../diagnosis.ts';
import type { Failed, Resolution } from '../../launcher.ts';
import type { FailureReason } from '../../observation.ts';
import type { PackageIndex, Project, ProjectFile } from '../../python/package-index.ts';

/**
 * Finds the exact version that a name and a version mean: the newest one that is neither withdrawn nor a
 * pre-release where no version is given, a pre-release only where there is nothing else, as uv chooses.
 * A project or version that no index knows is `not-found`; an index that does not answer is `install-failed`.
 * @param name normalised (PEP 503).
 * @param version one version, withdrawn ones included, or a series (`1.2.*`).
 */
export async function resolveProject(
  purl: string,
  name: string,
  version: string | null,
  index: PackageIndex,
): Promise<Resolution | Failed> {
  try {
    const project = await index.readProject(name);
    if (project === null) return refuse('not-found', `No Python package index has a package ${name}.`);
    const files = version === null ? chooseNewest(project.files) : chooseVersion(project.files, version);
    const [first] = files;
    if (first !== undefined)
      return { purl, version: first.version, package: readFacts(name, project, files) };
    return refuse('not-found', explainAbsence(name, version, project));
  } catch (error) {
    const detail = `The Python package index could not be asked for ${name}.`;
    return refuse(
      'install-failed',
      detail,
      cleanLine(error instanceof Error ? error.message : String(error)),
    );
  }
}

/** The files of one version. */
export function chooseVersion(files: ProjectFile[], version: string): ProjectFile[] {
  return filesOfNewest(
    files.filter((file) => satisfies(file.version, `==${version}`, { prereleases: true })),
  );
}

/** The files of the newest version, of those that are not withdrawn. */
export function chooseNewest(files: ProjectFile[]): ProjectFile[] {
  const offered = files.filter(({ yanked }) => yanked === null);
  const finished = offered.filter(({ version }) => !isPrerelease(version));
  return filesOfNewest(finished.length > 0 ? finished : offered);
}

function filesOfNewest(files: ProjectFile[]): ProjectFile[] {
  const [newest] = files.map(({ version }) => version).sort((one, other) => compare(other, one));
  return newest === undefined ? [] : files.filter(({ version }) => compare(version, newest) === 0);
}

function isPrerelease(version: string): boolean {
  const { is_prerelease, is_devrelease } = explain(version) ?? {};
  return is_prerelease === true || is_devrelease === true;
}

/** What the index says; the rest stands in the package itself. */
function readFacts(name: string, project: Project, files: ProjectFile[]): Resolution['package'] {
  const [released] = files.flatMap(({ uploadedAt }) => uploadedAt ?? []).sort();
  const artefact = files.find(({ filename }) => filename.endsWith('-none-any.whl')) ?? findSource(files);
  const isYanked = files.every(({ yanked }) => yanked !== null);
  const reason = files.find(({ yanked }) => yanked !== null && yanked !== '')?.yanked;
  return {
    name,
    version: files[0]?.version ?? '',
    description: null,
    licence: null,
    homepage: null,
    repository: null,
    publishedAt: released ?? null,
    integrity:
      artefact?.sha256 == null ? null : `sha256-${Buffer.from(artefact.sha256, 'hex').toString('base64')}`,
    deprecated: isYanked
      ? cleanLine(`Withdrawn from the index (yanked)${reason === undefined ? '' : `: ${reason}`}`)
      : project.retired === null
        ? null
        : cleanLine(project.retired),
    mcpName: null,
  };
}

/** The source archive of a version's files. */
export function findSource(files: ProjectFile[]): ProjectFile | undefined {
  return files.find(({ isWheel }) => !isWheel);
}

function explainAbsence(name: string, version: string | null, { files }: Project): string {
  if (version !== null) return `The Python package index has no version ${version} of ${name}.`;
  return files.length === 0
    ? `The Python package index has no file of ${name}.`
    : `Every version of ${name} has been withdrawn from the Python package index.`;
}

function refuse(reason: FailureReason, detail: string, stderrTail = ''): Failed {
  return { failure: { reason, detail, stderrTail } };
}
