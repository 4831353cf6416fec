import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Failed } from '../launcher.ts';
import type { Sandbox } from '../sandbox.ts';
import { readIndexes } from './configuration.ts';
import { refuse } from './failure.ts';
import { openPackageIndex, type PackageIndex } from './package-index.ts';
import { findPythons, type Python } from './pythons.ts';
import { findUv } from './uv.ts';

/** What Python servers are found, fetched and run with on this machine. */
export interface Toolchain {
  /** Path of uv's program. */
  uv: string;
  /** The newest first; never empty. */
  pythons: Python[];
  index: PackageIndex;
  /** Addresses of the indexes, credentials included. */
  indexes: string[];
}

/** What an installation works with. */
export interface Workshop {
  toolchain: Toolchain;
  /** Folder on the host that is kept: downloads, and environments that share them. */
  cache: string;
  sandbox: Sandbox;
}

/**
 * Finds it once for a run.
 * @param cache placard's own folder: it keeps a uv there where the user has none, and what indexes answered.
 */
export async function findToolchain(cache: string): Promise<Toolchain | Failed> {
  const uv = await findUv(join(cache, 'uv'));
  if (uv === null)
    return {
      failure: refuse(
        'Install uv, or pip for python3, with which placard fetches uv: it installs Python servers.',
      ),
    };
  const [pythons, indexes] = await Promise.all([findPythons(uv), readIndexes(uv)]);
  if (pythons.length === 0)
    return { failure: refuse('Install Python 3 (CPython): placard found none to run servers with.') };
  return { uv, pythons, indexes, index: openPackageIndex(indexes, join(cache, 'index')) };
}

/**
 * Where environments are kept, with the downloads that they share: they name the Python that they are made for by the
 * path at which the sandbox shows it.
 * @param folder placard's own folder for Python.
 */
export function findEnvironments(folder: string, sandbox: Sandbox): string {
  return join(folder, sandbox.showsHostPaths ? 'environments-on-host' : 'environments');
}

/** Certificate authorities that the user's programs are told to trust, as behind a company's proxy. */
export function findAuthorities(): string | null {
  const { SSL_CERT_FILE, PIP_CERT, NODE_EXTRA_CA_CERTS } = process.env;
  return [SSL_CERT_FILE, PIP_CERT, NODE_EXTRA_CA_CERTS].find((path) => path && existsSync(path)) ?? null;
}
