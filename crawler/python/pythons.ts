import { readdir, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, delimiter, join, relative, resolve } from 'node:path';
import { compare, satisfies } from '@renovatebot/pep440';
import { z } from 'zod';
import type { SandboxMount } from '../sandbox.ts';
import { runOnHost } from './uv.ts';

/** A CPython of this machine. */
export interface Python {
  /** `3.11.7`. */
  version: string;
  /** On the host, links and shims resolved. */
  program: string;
  /** The folder on the host that holds it, its standard library and all else that it needs. */
  prefix: string;
}

const pythonAt = '/python';

const foundSchema = z.array(
  z.object({
    path: z.string().nullable(),
    implementation: z.string(),
    variant: z.string().default('default'),
  }),
);
const pythonSchema = z.object({ version: z.string(), program: z.string(), prefix: z.string() });

/** Asked of each interpreter, for what is on the path may be a shim, or stand in a virtual environment. */
const questions = `import json, os, sys
program = getattr(sys, "_base_executable", None) or sys.executable
version = sys.version.split()[0].rstrip("+")
print(json.dumps({"version": version, "program": os.path.realpath(program), "prefix": sys.base_prefix}))`;

/** The Pythons of this machine, the newest first, one of each minor version. */
export async function findPythons(uv: string): Promise<Python[]> {
  const list = ['python', 'list', '--only-installed', '--no-config', '--output-format', 'json'];
  const env = { ...process.env, PATH: await findProgramFolders() };
  const found = foundSchema.parse(JSON.parse((await runOnHost(uv, list, { env })).stdout));
  const usable = found.flatMap(({ path, implementation, variant }) =>
    path !== null && implementation === 'cpython' && variant === 'default' ? [path] : [],
  );
  // Each goes by several names: python, python3, python3.13.
  const programs = new Set(await Promise.all(usable.map((path) => realpath(path).catch(() => path))));
  const pythons = new Map<string, Python>();
  for (const python of await Promise.all([...programs].map(askPython))) {
    const minor = python?.version.split('.', 2).join('.');
    if (python !== null && minor !== undefined && !pythons.has(minor)) pythons.set(minor, python);
  }
  return [...pythons.values()].sort((one, other) => compare(other.version, one.version));
}

/** Those of the Pythons that a `Requires-Python` allows, in their order; one that cannot be read allows all. */
export function choosePythons(pythons: Python[], requires: string | null): Python[] {
  return pythons.filter(({ version }) => requires === null || allows(requires, version));
}

/** Its program inside the sandbox. What a server prints is published, and a path of the host can name the user. */
export function pythonInside({ program, prefix }: Python): string {
  return isInSystem(prefix) ? program : `${pythonAt}/${relative(prefix, program)}`;
}

/** What it needs inside the sandbox. At its own path as well, for that is where a build of it may look for its library. */
export function mountPython({ prefix }: Python): SandboxMount[] {
  return isInSystem(prefix) ? [] : [pythonAt, prefix].map((to) => ({ from: prefix, to, writable: false }));
}

/**
 * For every Python server: nothing compiled is left behind, and sets stand in the same order at each start, so that
 * definitions that are made of them do not change by themselves.
 */
export const pythonEnv: Readonly<Record<string, string>> = {
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONHASHSEED: '0',
};

/** Every sandbox shows /usr. */
function isInSystem(prefix: string): boolean {
  return `${prefix}/`.startsWith('/usr/');
}

/**
 * The path of programs, with the folders in which managers of versions keep all their Pythons in place of their shims,
 * which are slow and know only those that are switched on.
 */
export async function findProgramFolders(): Promise<string> {
  const { PYENV_ROOT = '.pyenv', ASDF_DATA_DIR = '.asdf', MISE_DATA_DIR = '.local/share/mise' } = process.env;
  const managers = [
    [PYENV_ROOT, 'versions'],
    [ASDF_DATA_DIR, 'installs/python'],
    [MISE_DATA_DIR, 'installs/python'],
  ].map((parts) => resolve(homedir(), ...parts));
  const managed = await Promise.all(
    managers.map(async (folder) => {
      const versions = await readdir(folder).catch(() => []);
      return versions.map((version) => join(folder, version, 'bin'));
    }),
  );
  const plain = (process.env.PATH ?? '').split(delimiter).filter((folder) => basename(folder) !== 'shims');
  return [...plain, ...managed.flat()].join(delimiter);
}

async function askPython(path: string): Promise<Python | null> {
  try {
    const python = pythonSchema.parse(JSON.parse((await runOnHost(path, ['-I', '-c', questions])).stdout));
    return canBeShown(python) ? python : null;
  } catch {
    return null;
  }
}

/** Not one that would show a server the user's own files with it. */
function canBeShown({ program, prefix }: Python): boolean {
  const contains = (path: string) => !relative(prefix, path).startsWith('..');
  return contains(program) && !contains(homedir());
}

function allows(requires: string, version: string): boolean {
  try {
    return satisfies(version, requires, { prereleases: true });
  } catch {
    return true;
  }
}
