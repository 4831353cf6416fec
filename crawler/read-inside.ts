import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';

const maximumBytes = 1024 ** 2;

/**
 * The text of a file of an installed package; null where it is missing, no plain file, over 1 MiB, or a link that leads
 * out of the folder: an install script can leave links to files of the host, which only the sandbox keeps from it.
 */
export async function readInside(folder: string, path: string): Promise<string | null> {
  try {
    const [root, target] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
    if (!target.startsWith(root + sep)) return null;
    const file = await open(target, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stat = await file.stat();
      return stat.isFile() && stat.size <= maximumBytes ? await file.readFile('utf8') : null;
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}
