import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { cleanLine, cleanTail } from '../../diagnosis.ts';
import type { Failed } from '../../launcher.ts';
import type { Failure } from '../../observation.ts';
import type { Sandbox, SandboxExit, SandboxLimits, SandboxMount } from '../../sandbox.ts';
import type { NpmOptions } from './configuration.ts';
import { mountNode } from './node-runtime.ts';

/** What the program inside the sandbox is asked; `folder` is a path inside. */
export interface InstallRequest {
  step: 'install' | 'build';
  folder: string;
  spec: string;
  options: NpmOptions;
}

const answerSchema = z.discriminatedUnion('done', [
  z.object({ done: z.literal(true), needsBuild: z.array(z.string()) }),
  z.object({ done: z.literal(false), code: z.string(), message: z.string() }),
]);
export type InstallAnswer = z.infer<typeof answerSchema>;

/** A package with its dependencies on disk. */
export interface Installed {
  /** Folder on the host that holds `node_modules`. */
  folder: string;
  remarks: string[];
}

const installedAt = '/package';
const downloadsAt = '/downloads';
const authoritiesAt = '/authorities.pem';

const installLimits: SandboxLimits = {
  wallMs: 180_000,
  cpuSeconds: 180,
  memoryBytes: 2 * 1024 ** 3,
  processes: 256,
  openFiles: 4096,
  outputBytes: 4 * 1024 ** 2,
};

/**
 * Puts one exact version of a package and its dependencies into `folder`, unless they are there already.
 * Everything runs in the sandbox: first the download, with the network and without any script of the packages;
 * then, without the network, the scripts of those packages that have one. A failing script is a remark, for many
 * servers do without what it builds.
 * @param folder on the host; it appears only once it is complete.
 * @param downloads folder on the host that is kept between installs.
 */
export async function installPackage(
  spec: string,
  folder: string,
  downloads: string,
  options: NpmOptions,
  sandbox: Sandbox,
): Promise<Installed | Failed> {
  if (!existsSync(folder)) {
    await mkdir(dirname(folder), { recursive: true });
    await mkdir(downloads, { recursive: true });
    const staging = await mkdtemp(`${folder}.`);
    try {
      const failure = await installInto(staging, { spec, downloads, options, sandbox });
      if (failure !== null) return { failure };
      await renameUnlessThere(staging, folder);
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  }
  return {
    folder: join(folder, treeName),
    remarks: JSON.parse(await readFile(join(folder, remarksName), 'utf8')),
  };
}

/** What scripts of packages may write is a folder of its own: beside it they could plant links for the host to follow. */
const treeName = 'tree';
const remarksName = 'remarks.json';

async function installInto(
  staging: string,
  {
    spec,
    downloads,
    options,
    sandbox,
  }: { spec: string; downloads: string; options: NpmOptions; sandbox: Sandbox },
): Promise<Failure | null> {
  const tree = join(staging, treeName);
  await mkdir(tree);
  await writeFile(join(tree, 'package.json'), '{"private":true}');
  const { answer, stderr, exit } = await runInside(
    { step: 'install', folder: installedAt, spec, options: { ...options, cache: downloadsAt } },
    tree,
    downloads,
    sandbox,
  );
  if (!answer.done) return describeFailure(spec, answer, stderr, exit);
  const remarks = answer.needsBuild.length > 0 ? await build(spec, tree, answer.needsBuild, sandbox) : [];
  await writeFile(join(staging, remarksName), JSON.stringify(remarks));
  return null;
}

/** Another run may have put the same version there in the meantime; one is as good as the other. */
async function renameUnlessThere(staging: string, folder: string): Promise<void> {
  try {
    await rename(staging, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

async function build(spec: string, tree: string, packages: string[], sandbox: Sandbox): Promise<string[]> {
  const request: InstallRequest = { step: 'build', folder: installedAt, spec, options: {} };
  const { answer } = await runInside(request, tree, null, sandbox);
  if (answer.done) return [];
  return [
    cleanLine(
      `Without a network the install scripts failed (${answer.code}); these have one: ${packages.join(', ')}.`,
    ),
  ];
}

async function runInside(
  request: InstallRequest,
  tree: string,
  downloads: string | null,
  sandbox: Sandbox,
): Promise<{ answer: InstallAnswer; stderr: string; exit: SandboxExit }> {
  const script = fileURLToPath(
    new URL(import.meta.url.endsWith('.ts') ? './install-inside.ts' : './install-inside.js', import.meta.url),
  );
  const node = mountNode();
  // Certificate authorities that the user's Node.js knows beyond its own, as behind a company's proxy.
  const extraAuthorities = process.env.NODE_EXTRA_CA_CERTS;
  const installer = sandbox.start({
    program: node.program,
    args: [script],
    env: {
      ...node.env,
      ...(extraAuthorities === undefined ? {} : { NODE_EXTRA_CA_CERTS: authoritiesAt }),
      ...(node.headers === null ? {} : { npm_config_nodedir: node.headers }),
    },
    mounts: [
      ...node.mounts,
      ...mountModules(script),
      ...(extraAuthorities === undefined
        ? []
        : [{ from: extraAuthorities, to: authoritiesAt, writable: false }]),
      { from: tree, to: installedAt, writable: true },
      ...(downloads === null ? [] : [{ from: downloads, to: downloadsAt, writable: true }]),
    ],
    cwd: installedAt,
    network: request.step === 'install' ? 'host' : 'none',
    limits: installLimits,
  });
  // A program that ends before it has read its request shows in its exit.
  installer.stdin.on('error', () => {});
  installer.stdin.end(JSON.stringify(request));
  const [stdout, stderr, exit] = await Promise.all([
    text(installer.stdout),
    text(installer.stderr),
    installer.exited,
  ]);
  return { answer: readAnswer(stdout, exit), stderr, exit };
}

/** The scripts of packages may print as well, even into this stream: the answer is the last line, and is not trusted. */
function readAnswer(stdout: string, exit: SandboxExit): InstallAnswer {
  try {
    return answerSchema.parse(JSON.parse(stdout.slice(stdout.lastIndexOf('\n') + 1)));
  } catch {
    const code = exit.stoppedBy ?? exit.signal ?? `exit code ${exit.code}`;
    return { done: false, code, message: 'It ended without an answer.' };
  }
}

/** The script and every `node_modules` that its imports can reach, at the same paths as on the host. */
function mountModules(script: string): SandboxMount[] {
  const mounts: SandboxMount[] = [{ from: dirname(script), to: dirname(script), writable: false }];
  for (let folder = dirname(script); ; folder = dirname(folder)) {
    for (const name of ['node_modules', 'package.json']) {
      const path = join(folder, name);
      if (existsSync(path)) mounts.push({ from: path, to: path, writable: false });
    }
    if (folder === dirname(folder)) return mounts;
  }
}

function describeFailure(
  spec: string,
  answer: { code: string; message: string },
  stderr: string,
  exit: SandboxExit,
): Failure {
  const isUnknown = ['E404', 'ETARGET', 'ENOVERSIONS'].includes(answer.code);
  return {
    reason:
      exit.stoppedBy === null
        ? 'install-failed'
        : exit.stoppedBy === 'wall-time'
          ? 'timed-out'
          : 'limit-exceeded',
    detail: isUnknown
      ? `npm could not install ${spec}: the registry lacks one of its dependencies (${answer.code}).`
      : `npm could not install ${spec} (${answer.code}).`,
    stderrTail: cleanTail(`${answer.message}\n${stderr}`),
  };
}
