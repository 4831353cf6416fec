import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { cleanTail } from '../../diagnosis.ts';
import type { Failed } from '../../launcher.ts';
import type { Failure } from '../../observation.ts';
import { buildWheel } from '../../python/build.ts';
import { describeFailure, refuse } from '../../python/failure.ts';
import { normaliseName, type ProjectFile } from '../../python/package-index.ts';
import { choosePythons, type Python, pythonInside } from '../../python/pythons.ts';
import { type Finished, insideCache, runUvOnline } from '../../python/sandboxed-uv.ts';
import type { Workshop } from '../../python/toolchain.ts';
import { chooseNewest, chooseVersion, findSource } from './resolve.ts';

/** One exact version, with dependencies as they are now or were at a time. */
export interface Wanted {
  /** Normalised (PEP 503). */
  name: string;
  version: string;
  /** ISO 8601: nothing that was published later; null for whatever there is now. */
  before: string | null;
  /** Not the newest Python that it allows but the one before. */
  isOnOlder: boolean;
}

/** A package with its dependencies on disk. */
export interface Installed {
  /** The virtual environment, on the host. */
  environment: string;
  python: Python;
  remarks: string[];
}

const environmentName = 'environment';
const wheelsName = 'wheels';
const recordName = 'record.json';
const recordSchema = z.object({
  python: z.object({ version: z.string(), program: z.string(), prefix: z.string() }),
  remarks: z.array(z.string()),
});

/** Packages without a wheel, dependencies included, that placard builds for one server. */
const maximumBuilds = 8;

/** The newest ones: a package that is years behind is rarely worth more looks. */
const maximumPythons = 4;

/**
 * Puts a package and its dependencies into a virtual environment of their own, unless they are there already; it
 * appears only once it is complete. Wheels are preferred, for they are only unpacked: what comes as source alone is
 * built in the sandbox without a network.
 */
export async function installPackage(wanted: Wanted, workshop: Workshop): Promise<Installed | Failed> {
  const { name, version, before, isOnOlder } = wanted;
  const edition = [
    version,
    ...(before === null ? [] : [`as-of-${before.replaceAll(':', '')}`]),
    ...(isOnOlder ? ['on-older'] : []),
  ].join('-');
  const folder = join(workshop.cache, 'installed', name, edition);
  const known = await readInstalled(folder);
  if (known !== null) return known;
  await mkdir(dirname(folder), { recursive: true });
  const staging = await mkdtemp(`${folder}.`);
  try {
    const failure = await installInto(staging, wanted, workshop);
    if (failure !== null) return { failure };
    // Another run may have put the same version there in the meantime; one is as good as the other.
    if ((await readInstalled(folder)) === null) await rm(folder, { recursive: true, force: true });
    await rename(staging, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  const installed = await readInstalled(folder);
  if (installed === null) throw new Error(`What was installed into ${folder} is gone.`);
  return installed;
}

/** null where nothing is installed, or the Python that it needs has left the machine. */
async function readInstalled(folder: string): Promise<Installed | null> {
  const text = await readFile(join(folder, recordName), 'utf8').catch(() => null);
  if (text === null) return null;
  const record = recordSchema.parse(JSON.parse(text));
  return existsSync(record.python.program) ? { environment: join(folder, environmentName), ...record } : null;
}

async function installInto(staging: string, wanted: Wanted, workshop: Workshop): Promise<Failure | null> {
  const { pythons, index } = workshop.toolchain;
  const project = await index.readProject(wanted.name).catch(() => null);
  const [file] = chooseVersion(project?.files ?? [], wanted.version);
  const allowed = choosePythons(pythons, file?.requiresPython ?? null).slice(0, maximumPythons);
  const fitting = wanted.isOnOlder ? allowed.slice(1) : allowed;
  await mkdir(join(staging, wheelsName));
  let failure: Failure | null = null;
  for (const python of fitting) {
    const tried = await installFor(python, staging, wanted, workshop);
    if ('built' in tried) {
      const record = { python, remarks: describeSteps(python, fitting[0], tried.built) };
      await writeFile(join(staging, recordName), JSON.stringify(record));
      await rm(join(staging, wheelsName), { recursive: true });
      return null;
    }
    failure ??= tried.failure;
    if (!tried.mayFitOthers) break;
  }
  const versions = pythons.map(({ version }) => version).join(', ');
  const needed = `${wanted.name} ${wanted.version} needs Python ${file?.requiresPython}`;
  return failure ?? refuse(`${needed}; on this machine there is ${versions}.`);
}

function describeSteps(python: Python, newest: Python | undefined, built: string[]): string[] {
  return [
    ...(python === newest
      ? []
      : [`It runs with Python ${python.version}: for ${newest?.version} a wheel that it needs is missing.`]),
    ...(built.length === 0 ? [] : [`Built from source, without a network: ${built.join(', ')}.`]),
  ];
}

/** Packages without wheels are built and named; those with wheels for other Pythons alone may fit one of them. */
async function installFor(
  python: Python,
  staging: string,
  wanted: Wanted,
  workshop: Workshop,
): Promise<{ built: string[] } | { failure: Failure; mayFitOthers: boolean }> {
  const built: string[] = [];
  for (;;) {
    const finished = await installWheels(staging, wanted, python, workshop);
    if (finished.exit.code === 0) return { built };
    const failure = describeFailure(`${wanted.name} ${wanted.version}`, finished);
    const lacking = findLacking(finished.stderr).filter(({ name }) => !built.includes(name));
    const source = built.length < maximumBuilds ? await findBuildable(lacking, wanted, workshop) : undefined;
    if (source === undefined) return { failure, mayFitOthers: lacking.length > 0 };
    built.push(source.name);
    const folder = await mkdtemp(join(staging, 'build-'));
    const wheels = join(staging, wheelsName);
    const fault = await buildWheel(
      source.archive,
      { python, folder, wheels, before: wanted.before },
      workshop,
    );
    await rm(folder, { recursive: true });
    if (fault !== null) return { failure: fault, mayFitOthers: false };
  }
}

async function installWheels(
  staging: string,
  { name, version, before }: Wanted,
  python: Python,
  { toolchain, cache, sandbox }: Workshop,
): Promise<Finished> {
  const run = (args: string[]) => runUvOnline(args, { toolchain, python, cache, sandbox });
  const environment = insideCache(cache, join(staging, environmentName));
  // Relocatable, for a server finds it elsewhere than the installer.
  const made = await run([
    'venv',
    '--clear',
    '--relocatable',
    '--no-project',
    '--python',
    pythonInside(python),
    environment,
  ]);
  if (made.exit.code !== 0) return made;
  const wheels = insideCache(cache, join(staging, wheelsName));
  return run([
    ...['pip', 'install', '--python', `${environment}/bin/python`, '--no-build', '--find-links', wheels],
    ...(before === null ? [] : ['--exclude-newer', before]),
    `${name}==${version}`,
  ]);
}

interface Lacking {
  name: string;
  /** null where uv names no single version. */
  version: string | null;
}

/** The packages of which uv finds no wheel that fits; empty where it fails for another reason. */
function findLacking(stderr: string): Lacking[] {
  const text = cleanTail(stderr);
  const unfit = [
    ...text.matchAll(/\b([\w.-]+)(?:==([\w.!+-]+))?\s+ha(?:s|ve)\s+no\s+(?:usable\s+)?wheels\b/g),
  ];
  const hinted = [...text.matchAll(/Wheels are required for `([\w.-]+)`/g)];
  const names = new Set([...hinted, ...unfit].flatMap(([, name]) => name ?? []));
  return [...names].map((name) => ({
    name,
    version: unfit.find(([, other]) => other === name)?.[2] ?? null,
  }));
}

/** The first of them that comes as source alone. */
async function findBuildable(
  lacking: Lacking[],
  wanted: Wanted,
  workshop: Workshop,
): Promise<{ name: string; archive: ProjectFile } | undefined> {
  for (const candidate of lacking) {
    const files = await findFiles(candidate, wanted, workshop);
    const archive = findSource(files);
    if (archive !== undefined && !files.some(({ isWheel }) => isWheel))
      return { name: candidate.name, archive };
  }
  return undefined;
}

/** The files of the version that is lacking, or of the newest in time. */
async function findFiles(
  { name, version }: Lacking,
  { before }: Wanted,
  { toolchain }: Workshop,
): Promise<ProjectFile[]> {
  const project = await toolchain.index.readProject(normaliseName(name)).catch(() => null);
  const files = project?.files ?? [];
  if (version !== null) return chooseVersion(files, version);
  const isInTime = ({ uploadedAt }: ProjectFile) =>
    before === null || uploadedAt === null || uploadedAt < before;
  return chooseNewest(files.filter(isInTime));
}
