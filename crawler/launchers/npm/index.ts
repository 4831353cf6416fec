import { join } from 'node:path';
import type { Failed, Launcher, Preparation, Resolution } from '../../launcher.ts';
import { readNpmOptions } from '../../node/configuration.ts';
import { mountNode } from '../../node/node-runtime.ts';
import { findProgram } from '../../node/program.ts';
import { toPackageUrl } from '../../ref.ts';
import type { Sandbox } from '../../sandbox.ts';
import { readDeclarations } from './declarations.ts';
import { installPackage } from './install.ts';
import { resolvePackage } from './resolve.ts';

/**
 * Launches servers that are published as npm packages.
 * @param cache folder on the host that is kept: metadata, tarballs, and each installed version by name and version.
 */
export function makeNpmLauncher(cache: string): Launcher {
  const downloads = join(cache, 'npm', 'downloads');
  const options = lazily(() => readNpmOptions(downloads));
  return {
    id: 'npm',
    accepts: (ref) => ref.kind === 'npm',
    async resolve(ref) {
      if (ref.kind !== 'npm') throw new TypeError(`The npm launcher was given a ${ref.kind} REF.`);
      const purl = toPackageUrl({ ...ref, version: null }) ?? '';
      return resolvePackage(purl, ref.name, ref.version, await options());
    },
    prepare: (resolution, sandbox) => prepare(resolution, null, sandbox),
    prepareAsOf: (resolution, date, sandbox) => prepare(resolution, date, sandbox),
  };

  async function prepare(
    { version, package: { name } }: Resolution,
    before: string | null,
    sandbox: Sandbox,
  ): Promise<Preparation | Failed> {
    const edition = before === null ? version : `${version}-as-of-${before.replaceAll(':', '')}`;
    const folder = join(cache, 'npm', 'installed', name.replace('/', '__'), edition);
    const dated = before === null ? {} : { before };
    const installed = await installPackage(
      `${name}@${version}`,
      folder,
      downloads,
      { ...(await options()), ...dated },
      sandbox,
    );
    if ('failure' in installed) return installed;
    const home = join(installed.folder, 'node_modules', name);
    const program = await findProgram(home);
    if (program === null)
      return {
        failure: {
          reason: 'no-program',
          detail: `The package ${name}@${version} has no program to start.`,
          stderrTail: '',
        },
      };
    const node = mountNode();
    return {
      plan: {
        program: node.program,
        args: [join(packageAt, 'node_modules', name, program)],
        env: node.env,
        mounts: [...node.mounts, { from: installed.folder, to: packageAt, writable: false }],
        placeholders: [],
      },
      declarations: await readDeclarations(home, name),
      remarks: installed.remarks,
    };
  }
}

const packageAt = '/package';

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
