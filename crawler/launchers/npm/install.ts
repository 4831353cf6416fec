import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cleanLine } from '../../diagnosis.ts';
import type { Failed } from '../../launcher.ts';
import type { NpmOptions } from '../../node/configuration.ts';
import { describeNpmFailure, runNpmInside } from '../../node/sandboxed-npm.ts';
import type { Failure } from '../../observation.ts';
import type { Sandbox } from '../../sandbox.ts';

/** A package with its dependencies on disk. */
export interface Installed {
  /** Folder on the host that holds `node_modules`. */
  folder: string;
  remarks: string[];
}

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
  const run = await runNpmInside({ step: 'install', spec, options }, tree, downloads, sandbox);
  const { answer } = run;
  if (!answer.done) return describeNpmFailure(spec, answer, run);
  const remarks = answer.needsBuild.length > 0 ? await build(tree, answer.needsBuild, sandbox) : [];
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

async function build(tree: string, packages: string[], sandbox: Sandbox): Promise<string[]> {
  const { answer } = await runNpmInside({ step: 'build' }, tree, null, sandbox);
  if (answer.done) return [];
  return [
    cleanLine(
      `Without a network the install scripts failed (${answer.code}); these have one: ${packages.join(', ')}.`,
    ),
  ];
}
