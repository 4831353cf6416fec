import { findProgramFolders } from './pythons.ts';
import { runOnHost } from './uv.ts';

/**
 * The package indexes that the user's configuration names, in the order in which they are asked: uv's own
 * configuration where there is one, else pip's, else the one that uv knows by itself.
 * The addresses may hold credentials: they are never shown or stored.
 */
export async function readIndexes(uv: string): Promise<string[]> {
  const plainEnv = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('UV_')),
  );
  // uv looks for a Python before it answers.
  const PATH = await findProgramFolders();
  const [own, standard, pip] = await Promise.all([
    askUv(uv, [], { ...process.env, PATH }),
    askUv(uv, ['--no-config'], { ...plainEnv, PATH }),
    askPip(),
  ]);
  if (own.join() !== standard.join()) return own;
  return [...pip.extra, ...(pip.main ?? own)];
}

/** uv writes the indexes that it would use at the head of a list of requirements, an empty one included. */
async function askUv(uv: string, options: string[], env: NodeJS.ProcessEnv): Promise<string[]> {
  const asked = runOnHost(uv, ['pip', 'compile', '-', '--quiet', '--emit-index-url', ...options], { env });
  asked.child.stdin?.end();
  const { stdout } = await asked;
  const read = (option: string) =>
    [...stdout.matchAll(new RegExp(`^${option} (\\S+)$`, 'gm'))].flatMap(([, url]) => url ?? []);
  return [...read('--extra-index-url'), ...read('--index-url')].filter((url) => URL.canParse(url));
}

/** pip's environment outranks its files, and what is said for installing outranks what is said for all commands. */
async function askPip(): Promise<{ main: string[] | null; extra: string[] }> {
  const { stdout } = await runOnHost('python3', ['-m', 'pip', 'config', 'list']).catch(() => ({
    stdout: '',
  }));
  const settings = new Map(
    [...stdout.matchAll(/^([^=\n]+)='(.*)'$/gm)].map(([, name, value]) => [name, value]),
  );
  const read = (setting: string) => {
    const value = [':env:', 'install', 'global'].map((place) => settings.get(`${place}.${setting}`));
    return value
      .find((text) => text !== undefined)
      ?.split(/\s+|\\n/)
      .filter((url) => URL.canParse(url));
  };
  return { main: read('index-url') ?? null, extra: read('extra-index-url') ?? [] };
}
