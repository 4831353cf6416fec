import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, posix } from 'node:path';
import { z } from 'zod';
import { completeFolder } from '../complete-folder.ts';
import { cleanLine } from '../diagnosis.ts';
import type { Failed, Preparation } from '../launcher.ts';
import type { Failure } from '../observation.ts';
import { buildFolder } from '../python/build.ts';
import { describeFailure, refuse } from '../python/failure.ts';
import { readInstalledPackage } from '../python/installed-package.ts';
import { normaliseName } from '../python/package-index.ts';
import { findEntry } from '../python/program.ts';
import { choosePythons, mountPython, type Python, pythonEnv, pythonInside } from '../python/pythons.ts';
import { isPlainRequirement, readRequirementName } from '../python/requirement.ts';
import { insideCache, runUvOnline } from '../python/sandboxed-uv.ts';
import type { Workshop } from '../python/toolchain.ts';
import { sandboxHome } from '../sandbox.ts';
import { readProjectDeclarations } from './declarations.ts';
import type { SourcePackage } from './find-packages.ts';
import { type PythonProject, readPythonProject } from './python-project.ts';
import { findServerFile } from './server-file.ts';

/** As in Order. */
export interface PythonOrder {
  source: string;
  chosen: SourcePackage;
  before: string | null;
  /** null where it is to be looked for. */
  file: string | null;
}

const treeName = 'source';
const environmentName = 'environment';
const recordName = 'record.json';
const sourceAt = '/source';
const environmentAt = '/environment';
const pythonAt = `${environmentAt}/bin/python`;
const recordSchema = z.object({
  python: z.object({ version: z.string(), program: z.string(), prefix: z.string() }),
  /** The installed package; null where only what it needs is installed. */
  packageName: z.string().nullable(),
  remarks: z.array(z.string()),
});

/**
 * Installs a package of a source into a virtual environment of its own: built as a wheel in the sandbox without a
 * network where the project says how it is built, else only what it needs, and then its file is run as it lies there.
 * @param folder in the workshop's cache; it appears only once it is complete, and is used again.
 */
export async function preparePython(
  { source, chosen, before, file }: PythonOrder,
  folder: string,
  workshop: Workshop,
): Promise<Preparation | Failed> {
  const project = await readPythonProject(join(source, chosen.path));
  const subject = chosen.name ?? 'the package';
  const failure = await completeFolder(folder, (staging) =>
    install(staging, { source, chosen, project, before, subject }, workshop),
  );
  if (failure !== null) return { failure };
  const { python, packageName, remarks } = recordSchema.parse(
    JSON.parse(await readFile(join(folder, recordName), 'utf8')),
  );
  const environment = join(folder, environmentName);
  const home = join(folder, treeName, chosen.path);
  const homeInside = posix.join(sourceAt, chosen.path);
  const started =
    file === null
      ? await findStart(environment, packageName, home, homeInside)
      : { program: pythonAt, args: [posix.join(homeInside, file)] };
  if ('detail' in started)
    return {
      failure: { reason: 'no-program', detail: cleanLine(`${subject} ${started.detail}`), stderrTail: '' },
    };
  return {
    plan: {
      program: started.program,
      args: started.args,
      env,
      mounts: [
        ...mountPython(python),
        { from: environment, to: environmentAt, writable: false },
        { from: join(folder, treeName), to: sourceAt, writable: false },
      ],
      placeholders: [],
    },
    declarations: await readProjectDeclarations(home, chosen.name, [
      ...(chosen.name === null ? [] : [chosen.name]),
      ...[started.program, ...started.args].map((word) => basename(word)).filter((word) => word !== 'python'),
    ]),
    remarks,
  };
}

const env: Record<string, string> = {
  PATH: `${environmentAt}/bin:/usr/local/bin:/usr/bin:/bin`,
  VIRTUAL_ENV: environmentAt,
  HOME: sandboxHome,
  TMPDIR: '/tmp',
  LANG: 'C.UTF-8',
  ...pythonEnv,
};

interface Task {
  source: string;
  chosen: SourcePackage;
  project: PythonProject;
  before: string | null;
  subject: string;
}

async function install(staging: string, task: Task, workshop: Workshop): Promise<Failure | null> {
  const { source, project, before, subject } = task;
  const { toolchain, cache, sandbox } = workshop;
  const [python] = choosePythons(toolchain.pythons, project.requiresPython);
  if (python === undefined) {
    const versions = toolchain.pythons.map(({ version }) => version).join(', ');
    return refuse(
      cleanLine(`${subject} needs Python ${project.requiresPython}; on this machine there is ${versions}.`),
    );
  }
  const tree = join(staging, treeName);
  await cp(source, tree, { recursive: true });
  const built = await buildWheels(staging, tree, python, task, workshop);
  if ('failure' in built) return built.failure;
  const run = (args: string[]) => runUvOnline(args, { toolchain, python, cache, sandbox });
  const inside = insideCache(cache, join(staging, environmentName));
  // Relocatable, for a server finds it elsewhere than the installer.
  const made = await run(['venv', '--relocatable', '--no-project', '--python', pythonInside(python), inside]);
  if (made.exit.code !== 0) return describeFailure(`what ${subject} needs`, made);
  const add = async (options: string[], wanted: string[]): Promise<Failure | null> => {
    if (wanted.length === 0) return null;
    const target = ['--python', `${inside}/bin/python`, '--no-build'];
    const added = await run(['pip', 'install', ...target, ...options, '--', ...wanted]);
    return added.exit.code === 0 ? null : describeFailure(`what ${subject} needs`, added);
  };
  const wheels = built.wheels.map((wheel) => insideCache(cache, wheel));
  const unpacked = await add(['--offline', '--no-deps'], wheels);
  if (unpacked !== null) return unpacked;
  const names = built.wheels.map((wheel) => normaliseName(basename(wheel).split('-', 1).join()));
  // uv would fetch what a wheel asks for by address from wherever that leads.
  const [requirements, leftOut] = await readRequirements(join(staging, environmentName), names);
  const fault = await add(before === null ? [] : ['--exclude-newer', before], [
    ...project.requirements,
    ...requirements,
  ]);
  if (fault !== null) return fault;
  const packageName = project.isBuilt ? (names.at(-1) ?? null) : null;
  const remarks = [...project.leftOut, ...leftOut].map((line) =>
    cleanLine(`Not installed, for it is no plain requirement: ${line}`),
  );
  await writeFile(join(staging, recordName), JSON.stringify({ python, packageName, remarks }));
  await rm(join(staging, 'wheels'), { recursive: true, force: true });
  return null;
}

/** What these installed packages ask for beside each other: by name, and in other ways. */
async function readRequirements(environment: string, names: string[]): Promise<[string[], string[]]> {
  const lines: string[] = [];
  for (const name of names) {
    const content = await readInstalledPackage(environment, name);
    lines.push(...(content?.fields.get('requires-dist') ?? []));
  }
  const others = lines.filter((line) => !names.includes(normaliseName(readRequirementName(line))));
  return [others.filter(isPlainRequirement), others.filter((line) => !isPlainRequirement(line))];
}

/** Of the packages of the same source that it depends on, and last of itself. */
async function buildWheels(
  staging: string,
  tree: string,
  python: Python,
  { chosen, project, before, subject }: Task,
  workshop: Workshop,
): Promise<{ wheels: string[] } | Failed> {
  const siblings = project.siblings.map((path) => posix.join(chosen.path, path));
  const wheels: string[] = [];
  for (const root of [...siblings, ...(project.isBuilt ? [chosen.path] : [])]) {
    const folder = await mkdtemp(join(staging, 'build-'));
    const made = join(staging, 'wheels', String(wheels.length));
    await mkdir(made, { recursive: true });
    const failure = await buildFolder(
      { subject, tree, root },
      { python, folder, wheels: made, before },
      workshop,
    );
    await rm(folder, { recursive: true });
    if (failure !== null) return { failure };
    // The build wrote here, so it may have left anything.
    const wheel = (await readdir(made)).find((name) => /^[\w.!+-]+\.whl$/.test(name));
    if (wheel === undefined) return { failure: refuse(`The build of ${subject} left no wheel.`) };
    wheels.push(join(made, wheel));
  }
  return { wheels };
}

async function findStart(
  environment: string,
  packageName: string | null,
  home: string,
  homeInside: string,
): Promise<{ program: string; args: string[] } | { detail: string }> {
  if (packageName !== null) {
    const content = await readInstalledPackage(environment, packageName);
    const entry = findEntry(packageName, content?.files ?? []);
    if (entry !== null && 'script' in entry)
      return { program: `${environmentAt}/bin/${entry.script}`, args: [] };
    if (entry !== null) return { program: pythonAt, args: ['-m', entry.module] };
  }
  const file = await findServerFile(home);
  return typeof file === 'string' ? { program: pythonAt, args: [posix.join(homeInside, file)] } : file;
}
