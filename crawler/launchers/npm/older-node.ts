import { existsSync } from 'node:fs';
import { join } from 'node:path';
import semver from 'semver';
import type { NpmOptions } from '../../node/configuration.ts';
import type { Sandbox } from '../../sandbox.ts';
import { installPackage } from './install.ts';

/** Before it there is no `fetch`, on which the MCP SDK is built. */
const oldest = 18;

/**
 * The Node.js that a package names as the least it needs, in its newest version: that which its author had. It comes
 * as a package of npm, once.
 * @param engines the package's `engines.node`.
 * @param folder on the host, kept.
 * @returns its program on the host and its major version; null where that is the one that runs placard or a newer one, where the range cannot be read, or where there is none for this machine.
 */
export async function findOlderNode(
  engines: string,
  folder: string,
  downloads: string,
  options: NpmOptions,
  sandbox: Sandbox,
): Promise<{ program: string; major: number } | null> {
  const least = semver.validRange(engines) === null ? null : semver.minVersion(engines);
  if (least === null) return null;
  const major = Math.max(least.major, oldest);
  if (major >= semver.major(process.versions.node) || !semver.intersects(`${major}.x`, engines)) return null;
  const name = `node-${process.platform}-${process.arch}`;
  const installed = await installPackage(
    `${name}@${major}`,
    join(folder, String(major)),
    downloads,
    options,
    sandbox,
  );
  if ('failure' in installed) return null;
  const program = join(installed.folder, 'node_modules', name, 'bin', 'node');
  return existsSync(program) ? { program, major } : null;
}
