import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cleanLine } from '../../diagnosis.ts';
import type { Failed, Launcher, Resolution } from '../../launcher.ts';
import type { FailureReason } from '../../observation.ts';
import { choosePackage, lists } from '../../project/choose-package.ts';
import { copySource } from '../../project/copy-source.ts';
import { readPackages, type SourcePackage } from '../../project/find-packages.ts';
import { makeProjectWorkshop } from '../../project/index.ts';

interface Found {
  source: string;
  edition: string;
  chosen: SourcePackage;
}

/**
 * Launches servers whose source lies in a folder of the user's, which is only read: everything is done to a copy. Its
 * identity is the address of the folder (`file:`), which is nobody else's, and its version the one that it gives itself
 * with the first digits of the SHA-256 of what lies there.
 * @param cache folder on the host that is kept: a copy of each source, and each installed package.
 */
export function makeFolderLauncher(cache: string): Launcher {
  const sources = join(cache, 'sources');
  const workshop = makeProjectWorkshop(cache);
  const found = new Map<string, Found>();
  return {
    id: 'folder',
    accepts: (ref) => ref.kind === 'folder',
    async resolve(ref) {
      if (ref.kind !== 'folder') throw new TypeError(`The folder launcher was given a ${ref.kind} REF.`);
      const folder = resolve(ref.path);
      const absence = await findAbsence(folder, ref.path);
      if (absence !== null) return refuse('not-found', absence);
      const top = await findTop(folder);
      const source = await keepSource(top, sources);
      if ('failure' in source) return source;
      const path = relative(top, folder).split(sep).join('/') || null;
      const shown = ref.path.replace(/\/+$/, '');
      const nameAt = (inner: string) => `${shown}/${path === null ? inner : relative(path, inner)}`;
      const chosen = await choosePackage(source.folder, path, nameAt);
      if ('failure' in chosen) return chosen;
      const version = `${chosen.version ?? '0'}+${source.digest.slice(0, 12)}`;
      const resolution = describe(pathToFileURL(folder).href, folder, version, chosen);
      found.set(`${resolution.purl} ${version}`, { source: source.folder, edition: source.digest, chosen });
      return resolution;
    },
    async prepare({ purl, version }, sandbox) {
      const order = found.get(`${purl} ${version}`);
      if (order === undefined) throw new TypeError('The folder launcher was given what another one found.');
      return workshop.prepare({ ...order, before: null }, sandbox);
    },
  };
}

async function findAbsence(folder: string, shown: string): Promise<string | null> {
  try {
    return (await stat(folder)).isDirectory() ? null : cleanLine(`${shown} is no folder.`);
  } catch (error) {
    const isDenied = Object(error).code === 'EACCES';
    return cleanLine(isDenied ? `You may not read the folder ${shown}.` : `There is no folder ${shown}.`);
  }
}

/** A package of workspaces needs its siblings, so the source begins at the folder that lists it, within one repository. */
async function findTop(folder: string): Promise<string> {
  for (let top = folder; !existsSync(join(top, '.git')) && top !== dirname(top); ) {
    top = dirname(top);
    const [above] = await readPackages(top, '.');
    if (lists(above?.workspaces ?? [], relative(top, folder).split(sep).join('/'))) return top;
  }
  return folder;
}

/** A copy by the digest of its content: the same source is kept once, and no change of the folder reaches it. */
async function keepSource(
  from: string,
  sources: string,
): Promise<{ folder: string; digest: string } | Failed> {
  await mkdir(sources, { recursive: true });
  const staging = await mkdtemp(join(sources, 'copy-'));
  try {
    const copy = await copySource(from, join(staging, 'source'));
    if ('failure' in copy) return copy;
    const folder = join(sources, copy.digest);
    await rename(join(staging, 'source'), folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
    return { folder, digest: copy.digest };
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

function describe(purl: string, folder: string, version: string, chosen: SourcePackage): Resolution {
  return {
    purl,
    version,
    package: {
      name: chosen.name ?? folder,
      version,
      description: chosen.description,
      licence: chosen.licence,
      homepage: null,
      repository: null,
      publishedAt: null,
      integrity: null,
      deprecated: null,
      mcpName: null,
    },
  };
}

function refuse(reason: FailureReason, detail: string): Failed {
  return { failure: { reason, detail, stderrTail: '' } };
}
