import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extract } from 'tar';
import { completeFolder } from '../../complete-folder.ts';
import { cleanLine } from '../../diagnosis.ts';
import { isFullDisk } from '../../guard-cache.ts';
import type { Failure, FailureReason } from '../../observation.ts';
import { copySource, sourceLimits } from '../../project/copy-source.ts';

/**
 * Unpacks the archive of a commit: plain files and folders alone, within the bounds of any source.
 * @param folder on the host; it appears only once it is complete, and then nothing is downloaded again.
 */
export async function fetchSource(
  folder: string,
  download: () => Promise<Buffer>,
  limits = sourceLimits,
): Promise<Failure | null> {
  return completeFolder(folder, async (staging) => {
    const [archive, unpacked] = [join(staging, '.archive'), join(staging, '.unpacked')];
    try {
      await writeFile(archive, await download());
      await mkdir(unpacked);
      if (!(await unpack(archive, unpacked, limits)))
        return refuse(
          'limit-exceeded',
          `Its source holds more than ${limits.files} files or ${limits.bytes / 1000 ** 2} MB, which placard does not copy.`,
        );
      const copy = await copySource(unpacked, staging, limits);
      return 'failure' in copy ? copy.failure : null;
    } catch (error) {
      if (isFullDisk(error)) throw error;
      const why = cleanLine(error instanceof Error ? error.message : String(error));
      return refuse('install-failed', 'Its source could not be fetched from GitHub.', why);
    } finally {
      await rm(archive, { force: true });
      await rm(unpacked, { recursive: true, force: true });
    }
  });
}

/** Without the folder that GitHub puts around it. Whether it was within the limits. */
async function unpack(archive: string, to: string, limits: typeof sourceLimits): Promise<boolean> {
  const left = { ...limits };
  await extract({
    file: archive,
    cwd: to,
    strip: 1,
    preserveOwner: false,
    filter: (_, entry) => {
      if (!('type' in entry) || !['File', 'OldFile', 'Directory'].includes(entry.type)) return false;
      left.files--;
      left.bytes -= entry.size;
      return left.files >= 0 && left.bytes >= 0;
    },
  });
  return left.files >= 0 && left.bytes >= 0;
}

function refuse(reason: FailureReason, detail: string, stderrTail = ''): Failure {
  return { reason, detail, stderrTail };
}
