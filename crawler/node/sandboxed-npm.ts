import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { cleanLine, cleanTail } from '../diagnosis.ts';
import type { Failure } from '../observation.ts';
import { installationLimits, type Sandbox, type SandboxExit, type SandboxMount } from '../sandbox.ts';
import type { NpmOptions } from './configuration.ts';
import { mountNode } from './node-runtime.ts';

/**
 * What the program inside the sandbox is asked, in the folder that it is given: to install a package by its name or a
 * project from its manifests (`member`: the folder of one package in it, relative, `.` for itself), or to run the
 * scripts of what is installed there.
 */
export type NpmRequest =
  | { step: 'install'; spec: string; options: NpmOptions }
  | { step: 'build' }
  | { step: 'install-project'; member: string; options: NpmOptions }
  | { step: 'build-project'; member: string };

const answerSchema = z.discriminatedUnion('done', [
  z.object({ done: z.literal(true), needsBuild: z.array(z.string()) }),
  z.object({ done: z.literal(false), code: z.string(), message: z.string() }),
]);
export type NpmAnswer = z.infer<typeof answerSchema>;

/** What came of a request. */
export interface NpmRun {
  answer: NpmAnswer;
  stderr: string;
  exit: SandboxExit;
}

const folderAt = '/package';
const downloadsAt = '/downloads';
const authoritiesAt = '/authorities.pem';

/**
 * Carries out a request in the sandbox with npm's own library: with the network where it downloads, and then nothing of
 * the packages runs; without it where their scripts do.
 * @param folder on the host: what it works on.
 * @param downloads folder on the host that is kept between downloads; null where nothing is to be downloaded.
 */
export async function runNpmInside(
  request: NpmRequest,
  folder: string,
  downloads: string | null,
  sandbox: Sandbox,
): Promise<NpmRun> {
  const script = fileURLToPath(
    new URL(import.meta.url.endsWith('.ts') ? './install-inside.ts' : './install-inside.js', import.meta.url),
  );
  const node = mountNode();
  // Certificate authorities that the user's Node.js knows beyond its own, as behind a company's proxy.
  const extraAuthorities = process.env.NODE_EXTRA_CA_CERTS;
  const installer = sandbox.start({
    program: node.program,
    args: [script, ...(downloads === null ? [] : [downloadsAt])],
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
      { from: folder, to: folderAt, writable: true },
      ...(downloads === null ? [] : [{ from: downloads, to: downloadsAt, writable: true }]),
    ],
    cwd: folderAt,
    network: downloads === null ? 'none' : 'host',
    limits: installationLimits,
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

/** Why a request failed, where its answer says so. */
export function describeNpmFailure(
  what: string,
  { code, message }: { code: string; message: string },
  { stderr, exit }: NpmRun,
): Failure {
  const isUnknown = ['E404', 'ETARGET', 'ENOVERSIONS'].includes(code);
  const stopped = exit.stoppedBy === 'wall-time' ? 'timed-out' : 'limit-exceeded';
  return {
    reason: exit.stoppedBy === null ? 'install-failed' : stopped,
    detail: isUnknown
      ? `npm could not install ${what}: the registry lacks one of its dependencies (${code}).`
      : `npm could not install ${what} (${cleanLine(code)}).`,
    stderrTail: cleanTail(`${message}\n${stderr}`),
  };
}

/** The scripts of packages may print as well, even into this stream: the answer is the last line, and is not trusted. */
function readAnswer(stdout: string, exit: SandboxExit): NpmAnswer {
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
