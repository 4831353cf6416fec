import { chmod, readFile } from 'node:fs/promises';
import { basename, join, posix, relative, resolve as resolvePath } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { makeFetch } from '../../http/fetch.ts';
import type { LaunchPlan } from '../../launch-plan.ts';
import type { Failed, Launcher, Preparation, Resolution } from '../../launcher.ts';
import { mountNode } from '../../node/node-runtime.ts';
import { makeProjectWorkshop } from '../../project/index.ts';
import { choosePythons, mountPython, pythonEnv, pythonInside } from '../../python/pythons.ts';
import { findToolchain } from '../../python/toolchain.ts';
import { readInside } from '../../read-inside.ts';
import { type Ref, toPackageUrl } from '../../ref.ts';
import { refuse } from '../../refuse.ts';
import { type Sandbox, sandboxHome } from '../../sandbox.ts';
import { type BundleCommand, bundleAt, readCommand, system } from './command.ts';
import { type BundleRef, fetchBundle, remarksName, treeName } from './fetch-bundle.ts';
import { describeBundle, type Manifest, readManifest } from './manifest.ts';

export interface BundleSettings {
  /** Who asks: `placard/1.0`. */
  userAgent?: string;
  /** What the user named: only it may be `http://` or lie on a private network. */
  named?: Ref[];
}

/** A whole bundle may be long under way. */
const downloadMs = 5 * 60_000;

/**
 * Launches servers that come as bundles (MCPB, once DXT): an archive with a manifest that says how to start it.
 * @param cache folder on the host that is kept: the content of each bundle, by the SHA-256 of the file.
 */
export function makeMcpbLauncher(
  cache: string,
  { userAgent = 'placard', named = [] }: BundleSettings,
): Launcher {
  const bundles = join(cache, 'bundles');
  const namedHosts = named.flatMap((ref) => (isElsewhere(ref) ? [new URL(ref.location).host] : []));
  const fetch = makeFetch({ userAgent, namedHosts, timeoutMs: downloadMs });
  const workshop = makeProjectWorkshop(cache);
  return {
    id: 'mcpb',
    accepts: (ref) => ref.kind === 'bundle',
    async resolve(ref) {
      if (ref.kind !== 'bundle') throw new TypeError(`The mcpb launcher was given a ${ref.kind} REF.`);
      if (/^http:/i.test(ref.location) && !namedHosts.includes(new URL(ref.location).host))
        return refuse(
          'unavailable',
          'Its address begins with http://, so anybody on the way could answer in its place: it is asked only where a person names it.',
        );
      const fetched = await fetchBundle(ref, bundles, fetch);
      return 'failure' in fetched ? fetched : resolve(ref, fetched.sha256, join(bundles, fetched.sha256));
    },
    async prepare({ package: { integrity } }, sandbox) {
      const sha256 = Buffer.from(integrity?.replace(/^sha256-/, '') ?? '', 'base64').toString('hex');
      const folder = join(bundles, sha256);
      const manifest = await readBundle(join(folder, treeName));
      if ('failure' in manifest) return manifest;
      const remarks = z
        .array(z.string())
        .parse(JSON.parse(await readFile(join(folder, remarksName), 'utf8')));
      const plan = await makePlan(manifest, join(folder, treeName), sha256, sandbox);
      if ('failure' in plan) return plan;
      return { plan: plan.plan, declarations: plan.declarations, remarks: [...remarks, ...plan.remarks] };
    },
  };

  async function makePlan(
    manifest: Manifest,
    tree: string,
    sha256: string,
    sandbox: Sandbox,
  ): Promise<Preparation | Failed> {
    const start = readCommand(manifest);
    const declarations = start.declaration === null ? [] : [start.declaration];
    const started = (part: Pick<LaunchPlan, 'program' | 'args' | 'env' | 'mounts'>): Preparation => ({
      plan: {
        ...part,
        env: { ...part.env, ...start.env },
        mounts: [...part.mounts, { from: tree, to: bundleAt, writable: false }],
        placeholders: [],
      },
      declarations,
      remarks: [],
    });
    const command = posix.normalize(start.command);
    const program = basename(command);
    if (command.startsWith(`${bundleAt}/`)) {
      const fault = await allowToRun(tree, relative(bundleAt, command), manifest);
      return fault ?? started({ program: command, args: start.args, env: plainEnv, mounts: [] });
    }
    if (program === 'node') {
      const node = mountNode();
      return started({ ...node, args: start.args });
    }
    if (manifest.server.type === 'uv' || program === 'uv') return runByUv(start);
    if (/^python(\d(\.\d+)?)?$/.test(program)) {
      const toolchain = await findToolchain(join(cache, 'pypi'));
      if ('failure' in toolchain) return toolchain;
      const wanted = manifest.compatibility?.runtimes?.python ?? null;
      const [python] = choosePythons(toolchain.pythons, wanted);
      if (python === undefined)
        return refuse('install-failed', `It needs Python ${wanted}, which is not here.`);
      return started({
        program: pythonInside(python),
        args: start.args,
        env: { ...plainEnv, ...pythonEnv },
        mounts: mountPython(python),
      });
    }
    return refuse(
      'no-program',
      `It is started by ${start.command || 'nothing'}, which is neither in the bundle nor node, python or uv.`,
    );

    /** What uv would install at each start is installed before, and the file is run with it. */
    async function runByUv({ args, env }: BundleCommand): Promise<Preparation | Failed> {
      const at = args.findIndex((word) => /\.py$/.test(word));
      const file =
        at < 0 ? manifest.server.entry_point : relative(bundleAt, resolvePath(bundleAt, args[at] ?? ''));
      if ((await readInside(tree, file)) === null)
        return refuse('no-program', `The file that its manifest starts is not in it: ${file}.`);
      const chosen = {
        ...{ kind: 'python' as const, path: '.', name: manifest.name, version: manifest.version },
        ...{ description: null, licence: null, isServer: true, workspaces: [] },
      };
      const made = await workshop.prepare(
        { source: tree, edition: sha256, chosen, before: null, file },
        sandbox,
      );
      if ('failure' in made) return made;
      const own = at < 0 ? [] : args.slice(at + 1);
      const plan = { ...made.plan, args: [...made.plan.args, ...own], env: { ...made.plan.env, ...env } };
      return { plan, declarations, remarks: made.remarks };
    }
  }
}

function isElsewhere(ref: Ref): ref is BundleRef {
  return ref.kind === 'bundle' && /^https?:/i.test(ref.location);
}

const plainEnv = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: sandboxHome, TMPDIR: '/tmp', LANG: 'C.UTF-8' };

/** The identity of a file of this machine is its address, as a folder's is. */
async function resolve(ref: BundleRef, sha256: string, folder: string): Promise<Resolution | Failed> {
  const manifest = await readBundle(join(folder, treeName));
  if ('failure' in manifest) return manifest;
  const integrity = `sha256-${Buffer.from(sha256, 'hex').toString('base64')}`;
  return {
    purl: toPackageUrl(ref) ?? pathToFileURL(resolvePath(ref.location)).href,
    version: manifest.version,
    package: describeBundle(manifest, integrity),
  };
}

async function readBundle(tree: string): Promise<Manifest | Failed> {
  const content = await readInside(tree, 'manifest.json');
  if (content === null)
    return refuse(
      'no-program',
      'It holds no manifest.json, without which an archive is no bundle of a server.',
    );
  const manifest = readManifest(content);
  return 'fault' in manifest ? refuse('no-program', manifest.fault) : manifest;
}

/** A program of the bundle's own; archives made on Windows do not say that it is one. */
async function allowToRun(tree: string, file: string, manifest: Manifest): Promise<Failed | null> {
  const platforms = manifest.compatibility?.platforms ?? [];
  if (platforms.length > 0 && !platforms.includes(system.id))
    return refuse(
      'no-program',
      `It is made for ${platforms.join(' and ')}, and placard runs servers on ${system.name}.`,
    );
  try {
    await chmod(join(tree, file), 0o755);
    return null;
  } catch {
    return refuse('no-program', `The program that its manifest starts is not in it: ${file}.`);
  }
}
