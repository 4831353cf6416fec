import { posix } from 'node:path';
import { parse } from 'smol-toml';
import { z } from 'zod';
import { isPlainRequirement } from '../python/requirement.ts';
import { readInside } from '../read-inside.ts';

/** What installing a Python project of a source needs to know. */
export interface PythonProject {
  /** Whether it is a package that is built (PEP 517); else its files are run as they lie there. */
  isBuilt: boolean;
  requiresPython: string | null;
  /** Of a project that is not built: names with versions (PEP 508), and nothing that is fetched by address. */
  requirements: string[];
  /** Lines of its requirements that are none of those. */
  leftOut: string[];
  /** Folders of packages of the same source that it depends on, relative to its own. */
  siblings: string[];
}

const projectSchema = z.object({
  'build-system': z.unknown().optional(),
  project: z
    .object({
      dependencies: z.array(z.string()).default([]),
      scripts: z.unknown().optional(),
      'requires-python': z.string().optional(),
    })
    .optional()
    .catch(undefined),
  tool: z
    .object({
      uv: z.object({ sources: z.record(z.string(), z.unknown()).default({}) }).optional(),
    })
    .optional()
    .catch(undefined),
});

/** A NUL would end the word in which uv is told of it. */
const pathSchema = z.object({ path: z.string().regex(/^\P{Cc}+$/u) });

/** Reads `pyproject.toml`, and `requirements.txt` where that names no dependencies. */
export async function readPythonProject(home: string): Promise<PythonProject> {
  const { data } = projectSchema.safeParse(parseToml((await readInside(home, 'pyproject.toml')) ?? ''));
  const project = data?.project;
  const isBuilt = data?.['build-system'] !== undefined || project?.scripts !== undefined;
  const lines =
    project?.dependencies ??
    ((await readInside(home, 'requirements.txt')) ?? '').split('\n').map(withoutComment);
  const wanted = isBuilt ? [] : lines.filter((line) => line !== '');
  const siblings = Object.values(data?.tool?.uv?.sources ?? {}).flatMap((source) => {
    const { data: local } = pathSchema.safeParse(source);
    return local === undefined || posix.isAbsolute(local.path) ? [] : [local.path];
  });
  return {
    isBuilt,
    requiresPython: project?.['requires-python'] ?? null,
    requirements: wanted.filter(isPlainRequirement),
    leftOut: wanted.filter((line) => !isPlainRequirement(line)),
    siblings,
  };
}

function withoutComment(line: string): string {
  return line.replace(/(^|\s)#.*$/, '').trim();
}

function parseToml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return {};
  }
}
