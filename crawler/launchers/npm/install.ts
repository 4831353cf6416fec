import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
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

export type InstallAnswer =
  | { done: true; needsBuild: string[] }
  | { done: false; code: string; message: string };

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
  const remarksFile = join(folder, 'placard-install.json');
  if (existsSync(remarksFile)) return { folder, remarks: JSON.parse(await readFile(remarksFile, 'utf8')) };
  const staging = `${folder}.${process.pid}`;
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  await mkdir(downloads, { recursive: true });
  await writeFile(join(staging, 'package.json'), '{"private":true}');
  const inside = { ...options, cache: downloadsAt };
  const install = await runInside(
    { step: 'install', folder: installedAt, spec, options: inside },
    staging,
    downloads,
    sandbox,
  );
  if (!install.answer.done) {
    await rm(staging, { recursive: true, force: true });
    return { failure: describeFailure(spec, install.answer, install.stderr, install.exit) };
  }
  const remarks =
    install.answer.needsBuild.length > 0
      ? await build(spec, staging, install.answer.needsBuild, sandbox)
      : [];
  await writeFile(join(staging, 'placard-install.json'), JSON.stringify(remarks));
  await rm(folder, { recursive: true, force: true });
  await rename(staging, folder);
  return { folder, remarks };
}

async function build(spec: string, staging: string, packages: string[], sandbox: Sandbox): Promise<string[]> {
  const request: InstallRequest = { step: 'build', folder: installedAt, spec, options: {} };
  const { answer } = await runInside(request, staging, null, sandbox);
  if (answer.done) return [];
  return [
    `The install scripts of ${packages.join(', ')} did not all succeed without a network (${answer.code}).`,
  ];
}

async function runInside(
  request: InstallRequest,
  staging: string,
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
      { from: staging, to: installedAt, writable: true },
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

/** The scripts of packages may print as well: the answer is the last line. */
function readAnswer(stdout: string, exit: SandboxExit): InstallAnswer {
  try {
    return JSON.parse(stdout.slice(stdout.lastIndexOf('\n') + 1));
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
    stderrTail: `${answer.message}\n${stderr}`.trim().slice(-4000),
  };
}
