import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import Arborist from '@npmcli/arborist';
import type { NpmOptions } from './configuration.ts';
import { writePlainManifests } from './plain-manifests.ts';

/**
 * Downloads what one package of a project needs, by the project's lock file where npm can read it, else by its
 * manifests. What it is built with counts as needed where the package has a script that builds it.
 */
export async function installProject(
  path: string,
  member: string,
  options: NpmOptions,
): Promise<Arborist.Node> {
  await writePlainManifests(path);
  const { name, scripts } = await readManifest(join(path, member));
  const only = member === '.' || name === undefined ? {} : { workspaces: [name], includeWorkspaceRoot: true };
  const omit = buildScripts.some((script) => scripts?.[script] !== undefined) ? [] : ['dev' as const];
  const reify = (more: object) => {
    const all = { ...options, ...only, ...more, path, omit, save: false };
    return new Arborist(all).reify(all);
  };
  // Other package managers than npm only warn of peers that disagree.
  return reify({}).catch((error: unknown) => {
    if (Object(error).code !== 'ERESOLVE') throw error;
    return reify({ legacyPeerDeps: true });
  });
}

/** Of a package that has both, the first alone: `prepare` mostly calls it. */
const buildScripts = ['build', 'prepare'];

/**
 * Runs the script that builds a package, after those of the packages of the same project that it depends on.
 * @throws Error with the name of the package whose script failed.
 */
export async function buildProject(path: string, member: string): Promise<void> {
  const tree = await new Arborist({ path }).loadActual();
  const home = resolve(path, member);
  const target = [...tree.inventory.values()].find((node) => !node.isLink && node.realpath === home) ?? tree;
  const env = { ...process.env, PATH: `${await makeStandIns()}:${process.env.PATH}` };
  for (const folder of listInOrder(target, path)) {
    const { name, scripts } = await readManifest(folder);
    const script = buildScripts.find((candidate) => scripts?.[candidate] !== undefined);
    if (script === undefined) continue;
    const ran = spawnSync('npm', ['run', script], { cwd: folder, env, stdio: ['ignore', 2, 2] });
    if (ran.status !== 0)
      throw Object.assign(new Error(`The script "${script}" of ${name} failed.`), { code: 'EBUILD' });
  }
}

/** Folders of the project's own packages that a package needs, each after those that it needs itself. */
function listInOrder(start: Arborist.Node, path: string): string[] {
  const seen = new Set<Arborist.Node>();
  const order: string[] = [];
  visit(start);
  return order;

  function visit(node: Arborist.Node): void {
    if (seen.has(node)) return;
    seen.add(node);
    for (const { to } of node.edgesOut.values()) if (to) visit(to.isLink ? to.target : to);
    const isOwn = `${node.realpath}${sep}`.startsWith(path + sep);
    if (isOwn && !node.realpath.includes(`${sep}node_modules${sep}`)) order.push(node.realpath);
  }
}

interface Manifest {
  name?: string;
  scripts?: Record<string, string>;
}

async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
}

/** Scripts call the package manager of their author, of which the sandbox has none. */
async function makeStandIns(): Promise<string> {
  const standIn = fileURLToPath(
    new URL(import.meta.url.replace(/project-inside(\.\w+)$/, 'run-script-inside$1')),
  );
  const folder = join(tmpdir(), 'stand-ins');
  await mkdir(folder);
  for (const name of ['npm', 'npx', 'pnpm', 'pnpx', 'yarn', 'bun', 'bunx']) {
    const file = join(folder, name);
    await writeFile(file, `#!/bin/sh\nexec node '${standIn}' ${name} "$@"\n`);
    await chmod(file, 0o755);
  }
  return folder;
}
