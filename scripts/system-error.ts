import { UsageError } from './exit-codes.ts';

/**
 * Runs what uses a file, folder or port that the person named, and turns the system's refusal into one sentence.
 * @param name what the person named, as the sentence begins.
 * @param mend what to do, as the sentence ends.
 * @throws UsageError; any other error as it came.
 */
export async function explainRefusal<T>(name: string, mend: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = refusals[code];
    if (reason === undefined) throw error;
    throw new UsageError(`${name} ${reason}: ${mend}.`, { cause: error });
  }
}

const refusals: Record<string, string | undefined> = {
  EACCES: 'may not be used by this user',
  EADDRINUSE: 'is taken by another program',
  EEXIST: 'is there already and is no folder',
  EISDIR: 'is a folder',
  ENAMETOOLONG: 'has too long a name',
  ENOENT: 'does not exist',
  ENOSPC: 'has no room, for its disk is full',
  ENOTDIR: 'lies below something that is no folder',
  EPERM: 'may not be used by this user',
  EROFS: 'may not be written, for its disk is read-only',
};
