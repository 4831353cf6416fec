import { createHash } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { z } from 'zod';
import { cleanLine } from '../diagnosis.ts';
import type { Failure } from '../observation.ts';
import { readInside } from '../read-inside.ts';
import { describeFailure, refuse } from './failure.ts';
import type { ProjectFile } from './package-index.ts';
import { type Python, pythonInside } from './pythons.ts';
import { isPlainRequirement } from './requirement.ts';
import { insideCache, runOffline, runUvOnline } from './sandboxed-uv.ts';
import type { Workshop } from './toolchain.ts';

/** Unpacks with Python's own library. */
const unpack = 'import shutil, sys; shutil.unpack_archive(sys.argv[1], sys.argv[2])';

/**
 * Builds a wheel of a source archive: what its build needs is downloaded first, as wheels, with nothing of it run;
 * then it is built in the sandbox without a network. Whatever the archive brings can write to folders of its own only:
 * elsewhere it could plant what the next step with the network would run.
 * @param folder an empty folder of the cache, for this build alone.
 * @param wheels the folder that the wheel is put into.
 */
export async function buildWheel(
  source: ProjectFile,
  {
    python,
    folder,
    wheels,
    before,
  }: { python: Python; folder: string; wheels: string; before: string | null },
  { toolchain, cache, sandbox }: Workshop,
): Promise<Failure | null> {
  const archive = await toolchain.index.download(source.url).catch(() => null);
  if (archive === null) return refuse(`The source archive ${source.filename} could not be downloaded.`);
  if (source.sha256 !== null && createHash('sha256').update(archive).digest('hex') !== source.sha256)
    return refuse(`The source archive ${source.filename} is not what the index says that it is.`);
  const packed = source.filename.endsWith('.zip') ? 'packed.zip' : 'packed.tar.gz';
  const unpacked = join(folder, 'source');
  await writeFile(join(folder, packed), archive);
  await mkdir(unpacked);
  const sourceMount = { from: unpacked, to: '/source', writable: true };
  const packedMount = { from: join(folder, packed), to: `/${packed}`, writable: false };
  const workshop = { toolchain, python, sandbox };
  const opened = await runOffline([pythonInside(python), '-I', '-c', unpack, `/${packed}`, '/source'], {
    ...workshop,
    mounts: [packedMount, sourceMount],
  });
  if (opened.exit.code !== 0) return describeFailure(source.filename, opened);
  const [root] = await readdir(unpacked);
  if (root === undefined) return refuse(`The source archive ${source.filename} is empty.`);
  return buildFolder(
    { subject: source.filename, tree: unpacked, root },
    { python, folder, wheels, before },
    { toolchain, cache, sandbox },
  );
}

/** A source that lies unpacked. */
interface UnpackedSource {
  /** What it is called in a message. */
  subject: string;
  /** Folder on the host, which the build may write to. */
  tree: string;
  /** The package's own folder, relative to it. */
  root: string;
}

/** Builds a wheel of an unpacked source, as `buildWheel` does. */
export async function buildFolder(
  { subject, tree, root }: UnpackedSource,
  {
    python,
    folder,
    wheels,
    before,
  }: { python: Python; folder: string; wheels: string; before: string | null },
  { toolchain, cache, sandbox }: Workshop,
): Promise<Failure | null> {
  const workshop = { toolchain, python, sandbox };
  const environment = join(folder, 'environment');
  const inside = insideCache(cache, environment);
  const online = (args: string[]) => runUvOnline(args, { ...workshop, cache });
  const made = await online([
    'venv',
    '--relocatable',
    '--no-project',
    '--python',
    pythonInside(python),
    inside,
  ]);
  if (made.exit.code !== 0) return describeFailure(subject, made);
  const requirements = await readBuildRequirements(tree, root);
  const foreign = requirements.find((line) => !isPlainRequirement(line));
  if (foreign !== undefined)
    return refuse(cleanLine(`${subject} is built with what is no plain requirement: ${foreign}`));
  if (requirements.length > 0) {
    const dated = before === null ? [] : ['--exclude-newer', before];
    const target = ['--python', `${inside}/bin/python`];
    const installed = await online([
      'pip',
      'install',
      '--no-build',
      ...target,
      ...dated,
      '--',
      ...requirements,
    ]);
    if (installed.exit.code !== 0) return describeFailure(`what ${subject} is built with`, installed);
  }

  const target = ['--python', '/environment/bin/python', '--out-dir', '/wheels', `/source/${root}`];
  const built = await runOffline(['uv', 'build', '--wheel', '--no-build-isolation', ...target], {
    ...workshop,
    mounts: [
      { from: tree, to: '/source', writable: true },
      { from: environment, to: '/environment', writable: false },
      { from: wheels, to: '/wheels', writable: true },
    ],
  });
  return built.exit.code === 0
    ? null
    : describeFailure(`${subject}, which was built without a network`, built);
}

const projectSchema = z.object({ 'build-system': z.object({ requires: z.array(z.string()) }) });

/** What `pyproject.toml` names (PEP 518); without it, what such archives were always built with. */
async function readBuildRequirements(unpacked: string, root: string): Promise<string[]> {
  const setuptools = ['setuptools', 'wheel'];
  try {
    const project: unknown = parse((await readInside(unpacked, join(root, 'pyproject.toml'))) ?? '');
    const { success, data } = projectSchema.safeParse(project);
    return success ? data['build-system'].requires : setuptools;
  } catch {
    return setuptools;
  }
}
