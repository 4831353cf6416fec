import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Failed } from '../../launcher.ts';
import type { Failure } from '../../observation.ts';
import { buildWheel } from './build.ts';
import { describeFailure, refuse } from './failure.ts';
import { normaliseName, type ProjectFile } from './package-index.ts';
import { choosePython, type Python, pythonInside } from './pythons.ts';
import { chooseNewest, chooseVersion } from './resolve.ts';
import { type Finished, insideCache, runUvOnline } from './sandboxed-uv.ts';
import type { Workshop } from './toolchain.ts';

/** One exact version, with dependencies as they are now or were at a time. */
export interface Wanted {
  /** Normalised (PEP 503). */
  name: string;
  version: string;
  /** ISO 8601: nothing that was published later; null for whatever there is now. */
  before: string | null;
}

/** A package with its dependencies on disk. */
export interface Installed {
  /** The virtual environment, on the host. */
  environment: string;
  python: Python;
  remarks: string[];
}

const environmentName = 'environment';
const recordName = 'record.json';
const recordSchema = z.object({
  python: z.object({ version: z.string(), program: z.string(), prefix: z.string() }),
  remarks: z.array(z.string()),
});

/** Packages without a wheel, dependencies included, that placard builds for one server. */
const maximumBuilds = 8;

/**
 * Puts a package and its dependencies into a virtual environment of their own, unless they are there already; it
 * appears only once it is complete. Wheels are preferred, for they are only unpacked: what comes as source alone is
 * built in the sandbox without a network.
 */
export async function installPackage(wanted: Wanted, workshop: Workshop): Promise<Installed | Failed> {
  const { name, version, before } = wanted;
  const folder = join(
    workshop.cache,
    'installed',
    name,
    before === null ? version : `${version}-as-of-${before.replaceAll(':', '')}`,
  );
  const known = await readInstalled(folder);
  if (known !== null) return known;
  await mkdir(dirname(folder), { recursive: true });
  const staging = await mkdtemp(`${folder}.`);
  try {
    const failure = await installInto(staging, wanted, workshop);
    if (failure !== null) return { failure };
    await rm(folder, { recursive: true, force: true });
    await rename(staging, folder).catch((error: unknown) => {
      // Another run may have put the same version there in the meantime; one is as good as the other.
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
  const spec = `${wanted.name} ${wanted.version}`;
  const project = await index.readProject(wanted.name).catch(() => null);
  const [file] = chooseVersion(project?.files ?? [], wanted.version);
  const python = choosePython(pythons, file?.requiresPython ?? null);
  if (python === null) {
    const versions = pythons.map(({ version }) => version).join(', ');
    return refuse(`${spec} needs Python ${file?.requiresPython}; on this machine there is ${versions}.`);
  }
  const wheels = join(staging, 'wheels');
  await mkdir(wheels);
  const built: string[] = [];
  for (;;) {
    const finished = await installWheels(staging, wanted, python, workshop);
    if (finished.exit.code === 0) break;
    const source = built.length < maximumBuilds ? findNeedsBuild(finished.stderr, built) : null;
    if (source === null) return describeFailure(spec, finished);
    built.push(source);
    const failure = await buildSource(source, { wanted, python, staging, wheels }, workshop);
    if (failure !== null) return failure;
  }
  await rm(wheels, { recursive: true });
  const remarks = built.length === 0 ? [] : [`Built from source, without a network: ${built.join(', ')}.`];
  await writeFile(join(staging, recordName), JSON.stringify({ python, remarks }));
  return null;
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
  const wheels = insideCache(cache, join(staging, 'wheels'));
  return run([
    ...['pip', 'install', '--python', `${environment}/bin/python`, '--no-build', '--find-links', wheels],
    ...(before === null ? [] : ['--exclude-newer', before]),
    `${name}==${version}`,
  ]);
}

/** The package that uv would have to build; null where that is not what it lacks, or was built already. */
function findNeedsBuild(stderr: string, built: string[]): string | null {
  const [, name] = /Wheels are required for `([\w.-]+)`/.exec(stderr) ?? [];
  return name === undefined || built.includes(name) ? null : name;
}

async function buildSource(
  name: string,
  { wanted, python, staging, wheels }: { wanted: Wanted; python: Python; staging: string; wheels: string },
  workshop: Workshop,
): Promise<Failure | null> {
  const project = await workshop.toolchain.index.readProject(normaliseName(name)).catch(() => null);
  const sources = (project?.files ?? []).filter((file) => !file.isWheel && isInTime(file, wanted.before));
  const [source] = name === wanted.name ? chooseVersion(sources, wanted.version) : chooseNewest(sources);
  if (source === undefined)
    return refuse(`${name} has neither a wheel for this machine nor a source archive.`);
  const folder = await mkdtemp(join(staging, 'build-'));
  const failure = await buildWheel(source, { python, folder, wheels, before: wanted.before }, workshop);
  await rm(folder, { recursive: true });
  return failure;
}

function isInTime({ uploadedAt }: ProjectFile, before: string | null): boolean {
  return before === null || uploadedAt === null || uploadedAt < before;
}
