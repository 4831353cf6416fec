import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { z } from 'zod';
import { isServerLikeName } from '../package-name.ts';
import { readInside } from '../read-inside.ts';

/** A package in a source. */
export interface SourcePackage {
  kind: 'node' | 'python';
  /** Its folder, relative, with `/`; `.` for the source itself. */
  path: string;
  name: string | null;
  version: string | null;
  description: string | null;
  licence: string | null;
  /** Whether its manifest says that it is an MCP server: it has a program, and is built with an SDK or named so. */
  isServer: boolean;
  /** Patterns of the folders of its workspaces; empty where it has none. */
  workspaces: string[];
}

const maximumDepth = 5;
const maximumPackages = 500;

/** Folders that hold servers for other ends than to be run by users. */
const passedOver = /^(\.|node_modules$|(__)?tests?(__)?$|fixtures?$|examples?$|templates?$|docs?$)/;

/** The packages of a source, those nearer to its root first; of a folder with manifests of both kinds, both. */
export async function findPackages(root: string): Promise<SourcePackage[]> {
  const packages: SourcePackage[] = [];
  let folders = ['.'];
  for (let depth = 0; depth <= maximumDepth; depth++) {
    const next: string[] = [];
    for (const path of folders) {
      packages.push(...(await readPackages(root, path)));
      if (packages.length >= maximumPackages) return packages;
      const entries = await readdir(join(root, path), { withFileTypes: true });
      const inner = entries.filter((entry) => entry.isDirectory() && !passedOver.test(entry.name));
      next.push(...inner.map(({ name }) => (path === '.' ? name : `${path}/${name}`)).sort());
    }
    folders = next;
  }
  return packages;
}

/** The packages whose manifests lie in one folder. */
export async function readPackages(root: string, path: string): Promise<SourcePackage[]> {
  const found = [await readNodePackage(root, path), await readPythonPackage(root, path)];
  return found.filter((one) => one !== null);
}

const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value?.slice(0, 2000).toWellFormed() ?? null);
const names = z.record(z.string(), z.unknown()).catch({}).default({});
const manifestSchema = z.object({
  name: text,
  version: text,
  description: text,
  license: text,
  bin: z.unknown().optional(),
  scripts: names,
  dependencies: names,
  devDependencies: names,
  workspaces: z
    .union([
      z.array(z.string()),
      z.object({ packages: z.array(z.string()) }).transform((own) => own.packages),
    ])
    .catch([])
    .default([]),
});

const nodeKits = /^(@modelcontextprotocol\/(sdk|server)|fastmcp|mcp-framework|xmcp)$/;

async function readNodePackage(root: string, path: string): Promise<SourcePackage | null> {
  const { data } = manifestSchema.safeParse(parseJson(await readInside(root, join(path, 'package.json'))));
  if (data === undefined) return null;
  const needed = Object.keys({ ...data.dependencies, ...data.devDependencies });
  const hasProgram = data.bin !== undefined || 'start' in data.scripts;
  return {
    ...{ kind: 'node', path, name: data.name, version: data.version },
    ...{ description: data.description, licence: data.license },
    isServer: hasProgram && (needed.some((name) => nodeKits.test(name)) || isServerLikeName(data.name ?? '')),
    workspaces: [...data.workspaces, ...(await readPnpmWorkspaces(root, path))],
  };
}

/** Whether there are any is enough to know here; pnpm's own list is in YAML, one pattern a line. */
async function readPnpmWorkspaces(root: string, path: string): Promise<string[]> {
  const content = (await readInside(root, join(path, 'pnpm-workspace.yaml'))) ?? '';
  return [...content.matchAll(/^ {0,8}- {0,8}["']?([^"'#\n]{1,200}?)["']?[ \r]{0,8}$/gm)].flatMap(
    ([, pattern]) => pattern ?? [],
  );
}

const projectSchema = z.object({
  project: z
    .object({
      name: text,
      version: text,
      description: text,
      license: z.unknown().optional(),
      dependencies: z.array(z.string()).catch([]).default([]),
      scripts: names,
    })
    .optional()
    .catch(undefined),
  tool: z
    .object({
      poetry: z.object({ name: text, version: text, description: text, dependencies: names, scripts: names }),
    })
    .optional()
    .catch(undefined),
});

const pythonKit = /^(mcp|fastmcp)\b(?!-)/i;

async function readPythonPackage(root: string, path: string): Promise<SourcePackage | null> {
  const [toml, requirements] = await Promise.all([
    readInside(root, join(path, 'pyproject.toml')),
    readInside(root, join(path, 'requirements.txt')),
  ]);
  const { data } = projectSchema.safeParse(parseToml(toml));
  const poetry = data?.tool?.poetry;
  const project = data?.project ?? poetry;
  if (project === undefined && requirements === null) return null;
  const needed = [
    ...(data?.project?.dependencies ?? []),
    ...Object.keys(poetry?.dependencies ?? {}),
    ...(project === undefined ? (requirements ?? '').split('\n') : []),
  ];
  const isNamedSo = Object.keys(project?.scripts ?? {}).length > 0 && isServerLikeName(project?.name ?? '');
  const licence = data?.project?.license;
  return {
    ...{ kind: 'python', path, name: project?.name ?? null, version: project?.version ?? null },
    ...{ description: project?.description ?? null, licence: typeof licence === 'string' ? licence : null },
    isServer: isNamedSo || needed.some((requirement) => pythonKit.test(requirement.trim())),
    workspaces: [],
  };
}

function parseJson(content: string | null): unknown {
  try {
    return JSON.parse(content ?? '');
  } catch {
    return undefined;
  }
}

function parseToml(content: string | null): unknown {
  try {
    return parse(content ?? '');
  } catch {
    return {};
  }
}
