import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { z } from 'zod';
import { readInside } from '../read-inside.ts';

/** Of an installed package's package.json, what starting it needs. A field of the wrong shape counts as missing. */
const manifestSchema = z.object({
  name: z.string().catch(''),
  bin: z
    .union([z.string(), z.record(z.string(), z.string())])
    .optional()
    .catch(undefined),
  main: z.string().optional().catch(undefined),
  engines: z.object({ node: z.string() }).optional().catch(undefined),
});
type Manifest = z.infer<typeof manifestSchema>;

/**
 * The file that starts a package's server, relative to the package's folder: a single `bin`, the bin named like the
 * package, the first whose name holds `mcp`, else `main` (or index.js) where that file exists; null where there is none.
 */
export async function findProgram(folder: string): Promise<string | null> {
  const manifest = readManifest(await readInside(folder, 'package.json'));
  if (manifest === null) return null;
  const file = chooseBin(manifest) ?? findMain(manifest, folder);
  if (file === null) return null;
  const inside = posix.normalize(file);
  return inside.startsWith('..') || posix.isAbsolute(inside) || !existsSync(join(folder, inside))
    ? null
    : inside;
}

/** The range of Node.js versions that a package says it needs; null where it says nothing. */
export async function readEngines(folder: string): Promise<string | null> {
  return readManifest(await readInside(folder, 'package.json'))?.engines?.node ?? null;
}

/** An install script can have overwritten it with anything. */
function readManifest(text: string | null): Manifest | null {
  try {
    return manifestSchema.parse(JSON.parse(text ?? ''));
  } catch {
    return null;
  }
}

function chooseBin({ name, bin }: Manifest): string | null {
  if (typeof bin === 'string') return bin;
  const entries = Object.entries(bin ?? {});
  if (entries.length === 1) return entries[0]?.[1] ?? null;
  const bare = name.slice(name.indexOf('/') + 1);
  const chosen = entries.find(([key]) => key === bare) ?? entries.find(([key]) => /mcp/i.test(key));
  return chosen?.[1] ?? null;
}

function findMain({ main }: Manifest, folder: string): string | null {
  const candidates = main === undefined ? ['index.js'] : [main, `${main}.js`, posix.join(main, 'index.js')];
  return (
    candidates.find((candidate) => /\.[cm]?js$/.test(candidate) && existsSync(join(folder, candidate))) ??
    null
  );
}
