import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, mkdir, open, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanLine } from '../diagnosis.ts';
import { isFullDisk } from '../guard-cache.ts';
import type { Failure } from '../observation.ts';

/** What a source may hold: room for large monorepos, and no more. */
export const sourceLimits = { files: 20_000, bytes: 200 * 1000 ** 2 };

/** A source on disk. */
export interface SourceCopy {
  /** SHA-256 over the paths and contents of its files, in hexadecimal. */
  digest: string;
}

/**
 * Copies a package's source: plain files and folders alone, for a link could lead anywhere. Left out are histories,
 * what was installed or built for this machine, and files that hold secrets.
 * @param to an empty folder.
 */
export async function copySource(
  from: string,
  to: string,
  limits = sourceLimits,
): Promise<SourceCopy | { failure: Failure }> {
  const sum = createHash('sha256');
  const left = { ...limits };
  try {
    await copyFolder('');
    return { digest: sum.digest('hex') };
  } catch (error) {
    return { failure: describeFault(error, limits) };
  }

  async function copyFolder(path: string): Promise<void> {
    const entries = await readdir(join(from, path), { withFileTypes: true });
    if (entries.some(({ name }) => name === 'pyvenv.cfg')) return;
    await mkdir(join(to, path), { recursive: true });
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      if (isLeftOut(entry.name)) continue;
      if (entry.isDirectory()) await copyFolder(join(path, entry.name));
      else if (entry.isFile()) await copyFile(join(path, entry.name));
    }
  }

  async function copyFile(path: string): Promise<void> {
    const file = await open(
      join(from, path),
      constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
    );
    try {
      const { size, mode } = await file.stat();
      left.files--;
      left.bytes -= size;
      if (left.files < 0 || left.bytes < 0) throw new SourceTooLargeError();
      const content = await file.readFile();
      await writeFile(join(to, path), content);
      if (mode & 0o100) await chmod(join(to, path), 0o755);
      sum.update(`${JSON.stringify(path)}\n${content.length}\n`).update(content);
    } finally {
      await file.close();
    }
  }
}

class SourceTooLargeError extends Error {
  override name = 'SourceTooLargeError';
}

const leftOut = new Set([
  ...['.git', '.hg', '.svn', 'node_modules', '__pycache__', '.tox', '.nox', '.turbo', '.pnpm-store'],
  ...['.npmrc', '.pypirc', '.netrc'],
]);

/** Servers that find a file of variables beside them would read real secrets. */
function isLeftOut(name: string): boolean {
  return leftOut.has(name) || (/^\.env(\.|$)/.test(name) && !/example|sample|template/.test(name));
}

function describeFault(error: unknown, { files, bytes }: typeof sourceLimits): Failure {
  const { code, path }: { code?: unknown; path?: unknown } = Object(error);
  if (error instanceof SourceTooLargeError) {
    const detail = `Its source holds more than ${files} files or ${bytes / 1000 ** 2} MB, which placard does not copy.`;
    return { reason: 'limit-exceeded', detail, stderrTail: '' };
  }
  if (typeof code !== 'string' || isFullDisk(error)) throw error;
  const why =
    { EACCES: 'you may not read it', EPERM: 'you may not read it', ENOENT: 'it is gone' }[code] ?? code;
  return {
    reason: 'install-failed',
    detail: cleanLine(`Its source could not be copied: ${String(path ?? '')} (${why}).`),
    stderrTail: '',
  };
}
