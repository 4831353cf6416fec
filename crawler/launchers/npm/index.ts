import { join } from 'node:path';
import type { Failed, Launcher, Preparation, Resolution } from '../../launcher.ts';
import { readNpmOptions } from '../../node/configuration.ts';
import { mountNode } from '../../node/node-runtime.ts';
import { findProgram, readEngines } from '../../node/program.ts';
import { toPackageUrl } from '../../ref.ts';
import type { Sandbox } from '../../sandbox.ts';
import { readDeclarations } from './declarations.ts';
import { installPackage } from './install.ts';
import { findOlderNode } from './older-node.ts';
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
    async prepareOnOlder(resolution, sandbox) {
      const installed = await install(resolution, null, sandbox);
      if ('failure' in installed) return installed;
      const engines = await readEngines(join(installed.folder, 'node_modules', resolution.package.name));
      const place = join(cache, 'node');
      const node =
        engines === null ? null : await findOlderNode(engines, place, downloads, await options(), sandbox);
      if (node === null) return null;
      const preparation = await prepare(resolution, null, sandbox, mountNode(node.program));
      return 'failure' in preparation ? preparation : { preparation, runtime: `Node.js ${node.major}` };
    },
  };

  async function install(
    { version, package: { name } }: Resolution,
    before: string | null,
    sandbox: Sandbox,
  ) {
    const edition = before === null ? version : `${version}-as-of-${before.replaceAll(':', '')}`;
    const dated = before === null ? {} : { before };
    return installPackage(
      `${name}@${version}`,
      join(cache, 'npm', 'installed', name.replace('/', '__'), edition),
      downloads,
      { ...(await options()), ...dated },
      sandbox,
    );
  }

  async function prepare(
    resolution: Resolution,
    before: string | null,
    sandbox: Sandbox,
    node = mountNode(),
  ): Promise<Preparation | Failed> {
    const installed = await install(resolution, before, sandbox);
    if ('failure' in installed) return installed;
    const {
      version,
      package: { name },
    } = resolution;
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
