import { glob, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const pnpmSchema = z.object({
  packages: z.array(z.string()).catch([]),
  catalog: z.record(z.string(), z.string()).catch({}),
  catalogs: z.record(z.string(), z.record(z.string(), z.string())).catch({}),
});
type PnpmWorkspace = z.infer<typeof pnpmSchema>;

const dependenciesSchema = z.record(z.string(), z.string()).optional().catch(undefined);
const manifestSchema = z.looseObject({
  name: z.string().optional(),
  workspaces: z
    .union([
      z.array(z.string()),
      z.object({ packages: z.array(z.string()) }).transform(({ packages }) => packages),
    ])
    .optional(),
  dependencies: dependenciesSchema,
  devDependencies: dependenciesSchema,
  optionalDependencies: dependenciesSchema,
  peerDependencies: dependenciesSchema,
});
type Manifest = z.infer<typeof manifestSchema>;

/**
 * Writes what pnpm and yarn alone understand in a project's manifests in npm's terms: pnpm's list of workspaces and its
 * catalogues, and dependencies on siblings (`workspace:`), which become links to their folders, so that no registry is
 * ever asked for a sibling.
 */
export async function writePlainManifests(path: string): Promise<void> {
  const pnpm = await readPnpmWorkspace(path);
  const root = await readManifest(join(path, 'package.json'));
  root.workspaces ??= pnpm.packages.length > 0 ? pnpm.packages : undefined;
  const members = await readMembers(path, root.workspaces ?? []);
  const siblings = new Map([...members].flatMap(([file, { name }]) => (name ? [[name, dirname(file)]] : [])));
  for (const [file, manifest] of [[join(path, 'package.json'), root] as const, ...members]) {
    translate(manifest, dirname(file), siblings, pnpm);
    await writeFile(file, JSON.stringify(manifest));
  }
  // Yarn's own format since version 2; npm can read the first one.
  const yarnLock = await readFile(join(path, 'yarn.lock'), 'utf8').catch(() => '');
  if (yarnLock.includes('__metadata:')) await rm(join(path, 'yarn.lock'));
}

async function readPnpmWorkspace(path: string): Promise<PnpmWorkspace> {
  const text = await readFile(join(path, 'pnpm-workspace.yaml'), 'utf8').catch(() => '{}');
  return pnpmSchema.parse(parse(text) ?? {});
}

async function readManifest(file: string): Promise<Manifest> {
  const text = await readFile(file, 'utf8').catch(() => '{"private":true}');
  return manifestSchema.parse(JSON.parse(text));
}

async function readMembers(path: string, patterns: string[]): Promise<Map<string, Manifest>> {
  const wanted = patterns.filter((pattern) => !pattern.startsWith('!'));
  const unwanted = patterns.flatMap((pattern) => (pattern.startsWith('!') ? pattern.slice(1) : []));
  const exclude = ['**/node_modules/**', ...unwanted];
  const members = new Map<string, Manifest>();
  for await (const file of glob(
    wanted.map((pattern) => join(pattern, 'package.json')),
    { cwd: path, exclude },
  ))
    members.set(join(path, file), await readManifest(join(path, file)));
  return members;
}

function translate(
  manifest: Manifest,
  folder: string,
  siblings: Map<string, string>,
  { catalog, catalogs }: PnpmWorkspace,
): void {
  for (const dependencies of [
    manifest.dependencies,
    manifest.devDependencies,
    manifest.optionalDependencies,
    manifest.peerDependencies,
  ]) {
    for (const [name, wanted] of Object.entries(dependencies ?? {})) {
      const sibling = siblings.get(name);
      const [, catalogue] = /^catalog:(.*)$/.exec(wanted) ?? [];
      const translated =
        wanted.startsWith('workspace:') && sibling !== undefined
          ? `file:${relative(folder, sibling)}`
          : catalogue !== undefined
            ? (['', 'default'].includes(catalogue) ? catalog : catalogs[catalogue])?.[name]
            : undefined;
      if (dependencies && translated !== undefined) dependencies[name] = translated;
    }
  }
}
