import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { create } from 'tar';
import { lastLine } from '../diagnosis.ts';
import { listSystemFolders, listSystemSettings, loopbackHosts, madeFiles } from '../host-system.ts';
import { type SandboxMount, sandboxHome } from '../sandbox.ts';
import { type Engine, runEngine } from './engine.ts';

/** What a container of the base image sees of the host's system, all of it read-only. */
export function mountSystem(): SandboxMount[] {
  const folders = listSystemFolders().flatMap(({ path, link }) => (link === null ? [path] : []));
  return ['/usr', ...folders, ...listSystemSettings()].map((path) => ({
    from: path,
    to: path,
    writable: false,
  }));
}

/**
 * Makes the image in which the host's own system is shown, unless it is there already: folders to mount it in, and
 * nothing of the host itself.
 * @returns its name, or one sentence that says what the engine said.
 */
export async function makeBaseImage(engine: Engine): Promise<{ image: string } | { mend: string }> {
  const folders = listSystemFolders();
  const files = [...madeFiles, loopbackHosts];
  const sum = createHash('sha256')
    .update(JSON.stringify([folders, files]))
    .digest('hex');
  const image = `localhost/placard-base:${sum.slice(0, 16)}`;
  const { code } = await runEngine(engine, ['image', 'inspect', image]);
  if (code === 0) return { image };
  const root = mkdtempSync(join(tmpdir(), 'placard-base-'));
  try {
    for (const path of ['usr', 'etc', 'tmp', 'proc', 'sys', 'dev', 'run', sandboxHome])
      mkdirSync(join(root, path), { recursive: true });
    for (const { path, link } of folders) {
      if (link === null) mkdirSync(join(root, path));
      else symlinkSync(link, join(root, path));
    }
    for (const { path, content } of files) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    const said = await importFolder(engine, root, image);
    return said === null
      ? { image }
      : { mend: `Mend ${engine.id}, which cannot take an image (it said: ${said}).` };
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** null where it went well, else what the engine said. */
async function importFolder(
  { program, options }: Engine,
  root: string,
  image: string,
): Promise<string | null> {
  const importer = spawn(program, [...options, 'import', '-', image], { stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  importer.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4000);
  });
  const ended = once(importer, 'close');
  await pipeline(create({ cwd: root, portable: true, noMtime: true }, ['.']), importer.stdin).catch(() => {});
  const [code] = await ended;
  return code === 0 ? null : lastLine(said);
}
