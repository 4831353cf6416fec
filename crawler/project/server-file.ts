import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readInside } from '../read-inside.ts';

/** The names that authors give to the file that is run, the surest first. */
const usualNames = ['server.py', 'mcp_server.py', 'main.py', 'app.py', '__main__.py'];

/**
 * The Python file of a project that starts its server, relative to its folder: one that uses an SDK of the protocol,
 * at the top or in `src`, of the usual names or the only one.
 */
export async function findServerFile(home: string): Promise<string | { detail: string }> {
  const files: string[] = [];
  for (const folder of ['', 'src']) {
    const names = await readdir(join(home, folder)).catch(() => []);
    for (const name of names.filter((one) => one.endsWith('.py')).sort()) {
      const file = join(folder, name);
      if (usesProtocol((await readInside(home, file)) ?? '')) files.push(file);
    }
  }
  const usual = usualNames.flatMap((name) => files.filter((file) => file === name || file === `src/${name}`));
  const [first] = usual.length > 0 ? usual : files;
  if (first === undefined)
    return { detail: 'has no program to start: no script is declared, and no file of it uses an MCP SDK.' };
  if (usual.length === 0 && files.length > 1)
    return { detail: `has several files that may start it: ${files.slice(0, 20).join(', ')}.` };
  return first;
}

function usesProtocol(text: string): boolean {
  return /^[ \t]*(from|import)[ \t]+(mcp|fastmcp)\b/m.test(text);
}
