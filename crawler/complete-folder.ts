import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Failure } from './observation.ts';

/**
 * Makes a folder that appears only once it is complete, unless it is there already.
 * @param fill puts its content into the folder that it is given; what it answers other than null leaves no folder.
 */
export async function completeFolder(
  folder: string,
  fill: (staging: string) => Promise<Failure | null>,
): Promise<Failure | null> {
  if (existsSync(folder)) return null;
  await mkdir(dirname(folder), { recursive: true });
  const staging = await mkdtemp(`${folder}.`);
  try {
    const failure = await fill(staging);
    if (failure !== null) return failure;
    await rename(staging, folder).catch((error: unknown) => {
      // Another run may have put the same there in the meantime; one is as good as the other.
      if (!existsSync(folder)) throw error;
    });
    return null;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
