import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Failed, Preparation } from '../launcher.ts';
import { readNpmOptions } from '../node/configuration.ts';
import { findEnvironments, findToolchain } from '../python/toolchain.ts';
import type { Sandbox } from '../sandbox.ts';
import type { SourcePackage } from './find-packages.ts';
import { prepareNode } from './prepare-node.ts';
import { preparePython } from './prepare-python.ts';

/** A package of a source, as it is to be made ready. */
export interface Order {
  /** Folder on the host that holds the whole source; only read. */
  source: string;
  /** Names the source and its content among all others. */
  edition: string;
  chosen: SourcePackage;
  /** ISO 8601: no dependency that was published later; null for those of today. */
  before: string | null;
  /** The Python file that starts its server, relative to the package's folder; looked for where it is not given. */
  file?: string;
}

/**
 * Makes packages ready from their source.
 * @param cache folder on the host that is kept; it shares downloads with the launchers of published packages.
 */
export function makeProjectWorkshop(cache: string) {
  const downloads = join(cache, 'npm', 'downloads');
  const npmOptions = lazily(() => readNpmOptions(downloads));
  const toolchain = lazily(() => findToolchain(join(cache, 'pypi')));
  return {
    async prepare(
      { source, edition, chosen, before, file }: Order,
      sandbox: Sandbox,
    ): Promise<Preparation | Failed> {
      const sum = createHash('sha256').update(JSON.stringify([edition, chosen.kind, chosen.path, before]));
      const name = sum.digest('hex').slice(0, 32);
      if (chosen.kind === 'node') {
        const dated = before === null ? {} : { before };
        const options = { ...(await npmOptions()), ...dated };
        return prepareNode(source, chosen, join(cache, 'projects', name), { downloads, options, sandbox });
      }
      const found = await toolchain();
      if ('failure' in found) return found;
      const environments = findEnvironments(join(cache, 'pypi'), sandbox);
      const folder = join(environments, 'projects', name);
      const task = { source, chosen, before, file: file ?? null };
      return preparePython(task, folder, { toolchain: found, cache: environments, sandbox });
    },
  };
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
