import { join } from 'node:path';
import { readDeclarations } from '../../declarations.ts';
import type { Failed, Launcher, Preparation, Resolution } from '../../launcher.ts';
import { readInstalledPackage } from '../../python/installed-package.ts';
import { normaliseName } from '../../python/package-index.ts';
import { type Entry, findEntry } from '../../python/program.ts';
import { mountPython, type Python, pythonEnv } from '../../python/pythons.ts';
import { findEnvironments, findToolchain } from '../../python/toolchain.ts';
import { toPackageUrl } from '../../ref.ts';
import { type Sandbox, sandboxHome } from '../../sandbox.ts';
import { readOwnArguments } from './command-line.ts';
import { completeFacts } from './facts.ts';
import { installPackage } from './install.ts';
import { resolveProject } from './resolve.ts';

/**
 * Launches servers that are published as Python packages.
 * @param cache folder on the host that is kept: uv where the user has none, downloads, and each installed version.
 */
export function makePypiLauncher(cache: string): Launcher {
  const folder = join(cache, 'pypi');
  const toolchain = lazily(() => findToolchain(folder));
  return {
    id: 'pypi',
    accepts: (ref) => ref.kind === 'pypi',
    async resolve(ref) {
      if (ref.kind !== 'pypi') throw new TypeError(`The pypi launcher was given a ${ref.kind} REF.`);
      const found = await toolchain();
      if ('failure' in found) return found;
      const name = normaliseName(ref.name);
      const purl = toPackageUrl({ kind: 'pypi', name, version: null }) ?? '';
      return resolveProject(purl, name, ref.version, found.index);
    },
    prepare: async (resolution, sandbox) => prepare(resolution, null, false, sandbox),
    prepareAsOf: async (resolution, date, sandbox) => prepare(resolution, date, false, sandbox),
    async prepareOnOlder(resolution, sandbox) {
      const prepared = await prepare(resolution, null, true, sandbox);
      if ('failure' in prepared) return prepared;
      const minor = prepared.python.version.split('.', 2).join('.');
      return { preparation: prepared, runtime: `Python ${minor}` };
    },
  };

  async function prepare(
    { version, package: facts }: Resolution,
    before: string | null,
    isOnOlder: boolean,
    sandbox: Sandbox,
  ): Promise<(Preparation & { python: Python }) | Failed> {
    const found = await toolchain();
    if ('failure' in found) return found;
    const { name } = facts;
    const wanted = { name, version, before, isOnOlder };
    const installed = await installPackage(wanted, {
      toolchain: found,
      cache: findEnvironments(folder, sandbox),
      sandbox,
    });
    if ('failure' in installed) return installed;
    const content = await readInstalledPackage(installed.environment, name);
    const entry = findEntry(name, content?.files ?? []);
    if (content === null || entry === null)
      return {
        failure: {
          reason: 'no-program',
          detail: `The package ${name}@${version} has no program to start.`,
          stderrTail: '',
        },
      };
    return {
      plan: {
        ...writeCommand(entry),
        env,
        mounts: [
          ...mountPython(installed.python),
          { from: installed.environment, to: environmentAt, writable: false },
        ],
        placeholders: [],
      },
      package: completeFacts(facts, content),
      declarations: readDeclarations({ serverJson: null, readme: content.description }, name, (line) =>
        readOwnArguments(line, name, entry),
      ),
      remarks: installed.remarks,
      python: installed.python,
    };
  }
}

const environmentAt = '/environment';

const env: Record<string, string> = {
  PATH: `${environmentAt}/bin:/usr/local/bin:/usr/bin:/bin`,
  VIRTUAL_ENV: environmentAt,
  HOME: sandboxHome,
  TMPDIR: '/tmp',
  LANG: 'C.UTF-8',
  ...pythonEnv,
};

function writeCommand(entry: Entry): { program: string; args: string[] } {
  return 'script' in entry
    ? { program: `${environmentAt}/bin/${entry.script}`, args: [] }
    : { program: `${environmentAt}/bin/python`, args: ['-m', entry.module] };
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
