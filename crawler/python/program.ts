/** How a package's server is started in its environment: a program in `bin`, or a module that Python runs. */
export type Entry = { script: string } | { module: string };

/**
 * Chooses as `uvx` does: the script named like the package, a single script, the one whose name holds `mcp`; without
 * scripts, a module that can be run (`__main__`), by the same order.
 * @param name normalised (PEP 503).
 * @param files paths of its files, as its installer recorded them.
 * @returns null where there is nothing to start.
 */
export function findEntry(name: string, files: string[]): Entry | null {
  const scripts = files.flatMap((file) => /^(?:\.\.\/){3}bin\/([\w.-]+)$/.exec(file)?.[1] ?? []);
  const script = choose(name, scripts);
  if (script !== null) return { script };
  const modules = files.flatMap((file) => /^([A-Za-z_]\w*)\/__main__\.py$/.exec(file)?.[1] ?? []);
  const module = scripts.length === 0 ? choose(name, modules) : null;
  return module === null ? null : { module };
}

function choose(name: string, candidates: string[]): string | null {
  const same = candidates.find((candidate) => candidate.toLowerCase().replaceAll(/[-_.]+/g, '-') === name);
  if (same !== undefined || candidates.length === 1) return same ?? candidates[0] ?? null;
  return candidates.find((candidate) => /mcp/i.test(candidate)) ?? null;
}
