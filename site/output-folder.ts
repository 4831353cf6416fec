import { mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const listName = '.placard-files.json';

/** What became of the files of a build. */
export interface FolderReport {
  written: number;
  unchanged: number;
  removed: number;
}

/**
 * A folder that ends up holding exactly the files written to it, while files that something else put there stay.
 * A file whose bytes did not change is not touched.
 */
export interface OutputFolder {
  /** Writes one file; `path` is relative, with forward slashes, and never seen twice. */
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** Removes the files of the build before that were not written this time. */
  finish(): Promise<FolderReport>;
}

export async function openOutputFolder(out: string): Promise<OutputFolder> {
  await mkdir(out, { recursive: true });
  const before = await readList(out);
  const now = new Set<string>();
  const report: FolderReport = { written: 0, unchanged: 0, removed: 0 };
  return {
    async write(path, content) {
      if (now.has(path)) throw new Error(`two pages of the site claim ${path}`);
      now.add(path);
      const isWritten = await writeIfChanged(join(out, path), Buffer.from(content));
      if (isWritten) report.written++;
      else report.unchanged++;
    },
    async finish() {
      for (const path of before) {
        if (now.has(path)) continue;
        await removeFile(out, path);
        report.removed++;
      }
      await writeIfChanged(join(out, listName), Buffer.from(`${JSON.stringify([...now].sort(), null, 1)}\n`));
      return report;
    },
  };
}

async function writeIfChanged(file: string, content: Buffer): Promise<boolean> {
  const old = await readFile(file).catch(() => null);
  if (old?.equals(content)) return false;
  await mkdir(dirname(file), { recursive: true });
  // A reader, or a build that is stopped half-way, never meets half a file.
  await writeFile(`${file}.part`, content);
  await rename(`${file}.part`, file);
  return true;
}

async function readList(out: string): Promise<string[]> {
  const paths = await readFile(join(out, listName), 'utf8').then(parseList, (): unknown[] => []);
  return paths.filter((path): path is string => typeof path === 'string' && isInside(path));
}

function parseList(text: string): unknown[] {
  try {
    const paths: unknown = JSON.parse(text);
    return Array.isArray(paths) ? paths : [];
  } catch {
    return []; // Without its list, the build before has left nothing that may be removed.
  }
}

/** The list lies in a folder that others may write to, so it may not lead out of it. */
function isInside(path: string): boolean {
  return !path.startsWith('/') && !path.split(/[/\\]/).includes('..');
}

async function removeFile(out: string, path: string): Promise<void> {
  await rm(join(out, path), { force: true });
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    const isEmptied = await rmdir(join(out, folder)).then(
      () => true,
      () => false,
    );
    if (!isEmptied) return;
  }
}
