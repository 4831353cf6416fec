import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** With more in it than this, a folder is too large whatever its files hold. */
const maximumEntries = 20_000;

/** What all files below some folders take on disk together; Infinity where they are more than anybody needs. */
export async function measureFolders(folders: string[]): Promise<number> {
  const open = [...folders];
  let blocks = 0;
  let entries = 0;
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const content: Dirent[] = await readdir(folder, { withFileTypes: true }).catch(() => []);
    entries += content.length;
    if (entries > maximumEntries) return Infinity;
    for (const entry of content) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) open.push(path);
      else blocks += (await lstat(path).catch(() => null))?.blocks ?? 0;
    }
  }
  return blocks * bytesPerBlock;
}

const bytesPerBlock = 512;
