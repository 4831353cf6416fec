import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdir, mkdtemp, open, realpath, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/**
 * The path of uv: the user's own, else the one that placard keeps, fetched with pip where it is not there yet.
 * null where there is neither uv nor a pip that can fetch it.
 * @throws Error with the code ENOSPC where there is no room for it.
 * @param folder where placard keeps its own.
 */
export async function findUv(folder: string): Promise<string | null> {
  for (const directory of (process.env.PATH ?? '').split(delimiter)) {
    const program = await readProgram(join(directory, 'uv'));
    if (program !== null) return program;
  }
  const own = join(folder, 'bin', 'uv');
  return (await readProgram(own)) ?? ((await fetchUv(folder)) ? own : null);
}

/** Runs a program of the user's, as the user: never one that a package brought. */
export const runOnHost = promisify(execFile);

/** Where links lead in the end; null for what is missing or a script, which the sandbox could not run by itself. */
async function readProgram(path: string): Promise<string | null> {
  try {
    await access(path, constants.X_OK);
    const program = await realpath(path);
    const file = await open(program);
    try {
      const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
      return buffer.toString('latin1') === '#!' ? null : program;
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}

/** The wheel holds the program ready made, so nothing of it is run by installing it. */
async function fetchUv(folder: string): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  const staging = await mkdtemp(`${folder}.`);
  const options = ['--quiet', '--no-deps', '--only-binary', ':all:', '--target', staging];
  try {
    await runOnHost('python3', ['-m', 'pip', 'install', ...options, 'uv'], { timeout: 180_000 });
    await rm(folder, { recursive: true, force: true });
    await rename(staging, folder);
    return true;
  } catch (error) {
    const { stderr } = Object(error);
    if (/No space left on device/.test(String(stderr)))
      throw Object.assign(new Error('uv found no room.', { cause: error }), { code: 'ENOSPC' });
    // Another placard may have put it there in the meantime.
    return (await readProgram(join(folder, 'bin', 'uv'))) !== null;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
