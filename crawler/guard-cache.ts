import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import type { AnyLauncher, Failed } from './launcher.ts';
import { makeFolder } from './make-folder.ts';

/** The folder that launchers keep what they fetch in cannot be used; the message names it, says why, and what to do. */
export class CacheError extends Error {
  override name = 'CacheError';
}

/** Of free room, below which an installation that says that its disk is full is believed. */
const littleRoom = 512 * 1024 ** 2;

/**
 * The same launcher, to which a folder that takes nothing more is a fault of this machine, and never one of the server:
 * it rejects with a CacheError then. What an installer says of a full disk is believed only where there is little
 * room, for it repeats what packages print.
 */
export function guardCache(launcher: AnyLauncher, cache: string): AnyLauncher {
  const guard = async <T>(run: () => Promise<T>): Promise<T> => {
    await openCache(cache);
    const result = await run().catch((error: unknown) => {
      throw explain(error, cache);
    });
    if (tellsOfFullDisk(result) && (await hasLittleRoom(cache)))
      throw new CacheError(describe(cache, 'ENOSPC'));
    return result;
  };
  if ('ask' in launcher) return launcher;
  const { prepareAsOf, prepareOnOlder } = launcher;
  return {
    ...launcher,
    resolve: (ref) => guard(() => launcher.resolve(ref)),
    prepare: (resolution, sandbox) => guard(() => launcher.prepare(resolution, sandbox)),
    ...(prepareAsOf && {
      prepareAsOf: (resolution, date, sandbox) => guard(() => prepareAsOf(resolution, date, sandbox)),
    }),
    ...(prepareOnOlder && {
      prepareOnOlder: (resolution, sandbox) => guard(() => prepareOnOlder(resolution, sandbox)),
    }),
  };
}

/**
 * Makes the folder where there is none.
 * @throws CacheError where it cannot be made, or not be written.
 */
export async function openCache(cache: string): Promise<void> {
  try {
    await makeFolder(cache);
    await access(cache, constants.W_OK);
  } catch (error) {
    const code = String(Object(error).code);
    throw reasons[code] === undefined ? error : new CacheError(describe(cache, code), { cause: error });
  }
}

/** Whether an error is that of a disk or quota that is used up. */
export function isFullDisk(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(String(Object(error).code));
}

const reasons: Record<string, string | undefined> = {
  ENOSPC: 'has too little room left: make room',
  EDQUOT: 'has too little room left: make room',
  EROFS: 'lies on a disk that may not be written: make it writable',
  EACCES: 'may not be written by this user: change its permissions',
  EPERM: 'may not be written by this user: change its permissions',
  ENOTDIR: 'has a file where a folder should be: remove that',
  EEXIST: 'is no folder: remove it',
  ENOENT: 'cannot be made, for the file system there takes no folders: make it otherwise',
  ENAMETOOLONG: 'has too long a name: shorten it',
};

function describe(cache: string, code: string): string {
  return `The cache folder ${cache} ${reasons[code]}, or name another one with PLACARD_CACHE, and run this again.`;
}

/** A write to a full disk does not name its file; other refusals count where they are of the folder or within. */
function explain(error: unknown, cache: string): unknown {
  const { code, path }: { code?: unknown; path?: unknown } = Object(error);
  if (typeof code !== 'string' || reasons[code] === undefined) return error;
  const isWithin = typeof path === 'string' && `${path}/`.startsWith(`${cache}/`);
  return isFullDisk(error) || isWithin ? new CacheError(describe(cache, code), { cause: error }) : error;
}

function tellsOfFullDisk(result: unknown): boolean {
  const { failure }: Partial<Failed> = Object(result);
  if (failure === undefined) return false;
  const { detail, stderrTail } = failure;
  return /\b(ENOSPC|EDQUOT)\b|No space left on device|os error 28\b/.test(`${detail}\n${stderrTail}`);
}

async function hasLittleRoom(folder: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize < littleRoom;
  } catch {
    return false;
  }
}
