import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join, posix } from 'node:path';
import { z } from 'zod';
import { completeFolder } from '../complete-folder.ts';
import { cleanLine } from '../diagnosis.ts';
import type { Failed, Preparation } from '../launcher.ts';
import type { NpmOptions } from '../node/configuration.ts';
import { mountNode } from '../node/node-runtime.ts';
import { findProgram } from '../node/program.ts';
import { describeNpmFailure, runNpmInside } from '../node/sandboxed-npm.ts';
import type { Failure } from '../observation.ts';
import { readInside } from '../read-inside.ts';
import type { Sandbox } from '../sandbox.ts';
import { findWorkspace } from './choose-package.ts';
import { readProjectDeclarations } from './declarations.ts';
import type { SourcePackage } from './find-packages.ts';

/** What a project of npm, pnpm or yarn is made ready with. */
export interface NodeWorkshop {
  /** Folder on the host that is kept between downloads. */
  downloads: string;
  options: NpmOptions;
  sandbox: Sandbox;
}

/** What scripts may write is a folder of its own: beside it they could plant links for the host to follow. */
const treeName = 'tree';
const remarksName = 'remarks.json';
const projectAt = '/project';

/**
 * Installs what a package of a source needs and builds it, in a copy: the download with the network and without any
 * script, then every script in the sandbox without a network.
 * @param source folder on the host, only read.
 * @param folder on the host; it appears only once it is complete, and is used again.
 */
export async function prepareNode(
  source: string,
  chosen: SourcePackage,
  folder: string,
  workshop: NodeWorkshop,
): Promise<Preparation | Failed> {
  const place = await findWorkspace(source, chosen);
  const subject = chosen.name ?? 'the package';
  const failure = await completeFolder(folder, async (staging) => {
    const tree = join(staging, treeName);
    await cp(source, tree, { recursive: true });
    const made = await make(join(tree, place.folder), place.member, subject, workshop);
    if ('failure' in made) return made.failure;
    await writeFile(join(staging, remarksName), JSON.stringify(made.remarks));
    return null;
  });
  if (failure !== null) return { failure };
  const home = join(folder, treeName, chosen.path);
  const program = await findStart(home);
  if (program === null) return { failure: lackProgram(subject) };
  const node = mountNode();
  return {
    plan: {
      program: node.program,
      args: [posix.join(projectAt, chosen.path, program)],
      env: node.env,
      mounts: [...node.mounts, { from: join(folder, treeName), to: projectAt, writable: false }],
      placeholders: [],
    },
    declarations: await readProjectDeclarations(
      home,
      chosen.name,
      [chosen.name, basename(program)].filter((name) => name !== null),
    ),
    remarks: z.array(z.string()).parse(JSON.parse(await readFile(join(folder, remarksName), 'utf8'))),
  };
}

/** A script that fails without a network is a remark where there is a program all the same. */
async function make(
  folder: string,
  member: string,
  subject: string,
  { downloads, options, sandbox }: NodeWorkshop,
): Promise<{ remarks: string[] } | Failed> {
  await mkdir(downloads, { recursive: true });
  const run = await runNpmInside({ step: 'install-project', member, options }, folder, downloads, sandbox);
  if (!run.answer.done) return { failure: describeNpmFailure(`what ${subject} needs`, run.answer, run) };
  const remarks: string[] = [];
  const { needsBuild } = run.answer;
  if (needsBuild.length > 0) {
    const { answer } = await runNpmInside({ step: 'build' }, folder, null, sandbox);
    const failed = `Without a network the install scripts of its dependencies failed`;
    if (!answer.done) remarks.push(cleanLine(`${failed} (${answer.code}): ${needsBuild.join(', ')}.`));
  }
  const build = await runNpmInside({ step: 'build-project', member }, folder, null, sandbox);
  if (build.answer.done) return { remarks };
  const { message } = build.answer;
  if ((await findStart(join(folder, member))) !== null)
    return { remarks: [...remarks, cleanLine(`It was built without a network: ${message}`)] };
  const failure = describeNpmFailure(subject, build.answer, build);
  return { failure: { ...failure, detail: cleanLine(`It was built without a network: ${message}`) } };
}

const startSchema = z.object({ scripts: z.object({ start: z.string() }) });

/** As for a published package; else the file that `npm start` would run. */
async function findStart(home: string): Promise<string | null> {
  const program = await findProgram(home);
  if (program !== null) return program;
  try {
    const { scripts } = startSchema.parse(JSON.parse((await readInside(home, 'package.json')) ?? ''));
    const file = /^node\s+(?:--\S+\s+)*([\w./-]+\.[cm]?[jt]s)(\s|$)/.exec(scripts.start)?.[1] ?? '';
    return (await readInside(home, file)) === null ? null : posix.normalize(file);
  } catch {
    return null;
  }
}

function lackProgram(subject: string): Failure {
  const detail = cleanLine(
    `${subject} has no program to start: no bin, main or start of its own leads to a file.`,
  );
  return { reason: 'no-program', detail, stderrTail: '' };
}
