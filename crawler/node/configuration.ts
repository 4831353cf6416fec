import { dirname } from 'node:path';
import Config from '@npmcli/config';
import definitions from '@npmcli/config/lib/definitions/index.js';

/** The user's npm configuration as npm's own libraries take it: registries by scope, credentials, CA, proxy. */
export type NpmOptions = Record<string, unknown>;

/**
 * Reads the user's npm configuration (environment, .npmrc of the project, user and installation).
 * @param cache folder for downloaded metadata and tarballs.
 */
export async function readNpmOptions(cache: string): Promise<NpmOptions> {
  const config = new Config({
    npmPath: dirname(process.execPath),
    ...definitions,
    argv: [],
    env: process.env,
    cwd: process.cwd(),
  });
  await config.load();
  return { ...config.flat, cache };
}
