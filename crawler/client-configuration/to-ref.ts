import { basename } from 'node:path';
import parseArguments from 'string-argv';
import { parseRef, type Ref, RefError } from '../ref.ts';
import type { ConfiguredEntry } from './parse.ts';

/**
 * What a configured server is to everybody: the package, image or address behind the line that starts it.
 * @throws RefError whose message says why it is none of these.
 */
export function toRef({ command, url }: ConfiguredEntry): Ref {
  if (url !== null) return parseRef(checkAddress(url));
  const [program = '', ...args] = splitLine(command);
  return parseRef(readLine(basename(program.replaceAll('\\', '/')).replace(/\.(exe|cmd)$/i, ''), args));
}

function checkAddress(url: string): string {
  if (!/^https?:\/\//i.test(url)) throw new RefError('its address is none of the web.');
  if (/\$\{|\{\{/.test(url))
    throw new RefError('its address holds a variable, whose value is not in the file.');
  return url;
}

/** Some write the whole line as the program. */
function splitLine(command: string[]): string[] {
  const [line = '', ...args] = command;
  return args.length === 0 && /\s/.test(line) ? parseArguments(line) : command;
}

/** Programs that fetch a package of npm and run it; the words after them that only say so. */
const npmRunners: Record<string, string[]> = {
  npx: [],
  bunx: [],
  pnpx: [],
  npm: ['exec', 'x'],
  pnpm: ['dlx', 'exec'],
  yarn: ['dlx'],
  bun: ['x'],
};
const pythonRunners: Record<string, string[]> = { uvx: [], uv: ['tool', 'run', 'x'], pipx: ['run'] };

/** Options of these programs that are followed by a value. */
const npmValues = new Set(['-p', '--package', '-c', '--call', '-w', '--workspace', '--registry', '--cache']);
const pythonValues = new Set([
  ...['--from', '--spec', '--with', '--with-editable', '--with-requirements', '-p', '--python', '--index'],
  ...['--index-url', '-i', '--default-index', '--extra-index-url', '--find-links', '-f', '--refresh-package'],
  ...['--directory', '--project', '--cache-dir', '--constraints', '-c', '--prerelease', '--exclude-newer'],
]);
const engineValues = new Set([
  ...[
    '-e',
    '--env',
    '--env-file',
    '-v',
    '--volume',
    '--mount',
    '-p',
    '--publish',
    '--name',
    '--network',
    '--net',
  ],
  ...[
    '-w',
    '--workdir',
    '-u',
    '--user',
    '--entrypoint',
    '--platform',
    '--add-host',
    '-l',
    '--label',
    '--pull',
  ],
  ...[
    '-h',
    '--hostname',
    '-m',
    '--memory',
    '--cpus',
    '--gpus',
    '--device',
    '--cap-add',
    '--cap-drop',
    '--tmpfs',
  ],
  ...['--security-opt', '--ulimit', '--shm-size', '--dns', '--ipc', '--pid', '--restart', '--log-driver'],
]);

/** The REF, as text, of the package or image that the line starts. */
function readLine(program: string, args: string[]): string {
  const npmWords = npmRunners[program];
  if (npmWords !== undefined) return readNpm(skipWords(args, npmWords));
  const pythonWords = pythonRunners[program];
  if (pythonWords !== undefined) return readPython(skipWords(args, pythonWords));
  if (program === 'docker' || program === 'podman') return readImage(args);
  if (program === 'deno') {
    const name = args.find((argument) => /^npm:/.test(argument));
    if (name !== undefined) return name;
  }
  // Windows starts npx through its shell, and env sets variables first.
  if (program === 'cmd' && /^\/c$/i.test(args[0] ?? '')) return readFurther(args.slice(1));
  if (program === 'env') return readFurther(args.slice(args.findIndex((word) => !word.includes('='))));
  throw new RefError(`it is started by ${program}, which names no package.`);
}

function readFurther([program = '', ...args]: string[]): string {
  return readLine(program.replace(/\.(exe|cmd)$/i, ''), args);
}

function skipWords(args: string[], words: string[]): string[] {
  const first = args.findIndex((argument) => !words.includes(argument));
  return first < 0 ? [] : args.slice(first);
}

function readNpm(args: string[]): string {
  const { values, rest } = readOptions(args, npmValues);
  const name = values.get('--package') ?? values.get('-p') ?? rest[0];
  if (name === undefined) throw new RefError('it names no package.');
  // A bridge to a server that runs elsewhere is that server.
  const address = /^mcp-remote(@|$)/.test(name) ? rest.find((word) => /^https?:/.test(word)) : undefined;
  return address === undefined ? `npm:${withoutLatest(name)}` : checkAddress(address);
}

function readPython(args: string[]): string {
  const { values, rest } = readOptions(args, pythonValues);
  const requirement = values.get('--from') ?? values.get('--spec') ?? rest[0];
  if (requirement === undefined) throw new RefError('it names no package.');
  const repository = /^git\+https:\/\/github\.com\/([\w.-]+\/[\w.-]+?)(?:\.git)?(?:@[^#]*)?(?:#.*)?$/.exec(
    requirement,
  );
  if (repository !== null) return `github:${repository[1]}`;
  const [, name, version] = /^([\w.-]+)(?:\[[^\]]*\])?(?:(?:===?|@)(.+))?$/.exec(requirement) ?? [];
  if (name === undefined) throw new RefError(`"${requirement.slice(0, 60)}" names no version of a package.`);
  return `pypi:${withoutLatest(version === undefined ? name : `${name}@${version}`)}`;
}

function readImage(args: string[]): string {
  const run = args.indexOf('run');
  const image = run < 0 ? undefined : readOptions(args.slice(run + 1), engineValues).rest[0];
  if (image === undefined) throw new RefError('it starts no image.');
  return `oci:${image.replace(/@sha256:.*$/, '').replace(/:latest$/, '')}`;
}

/** What comes before the first word that is no option, by its option, and that word with all after it. */
function readOptions(args: string[], withValue: ReadonlySet<string>) {
  const values = new Map<string, string>();
  let at = 0;
  for (; args[at]?.startsWith('-') === true && args[at] !== '--'; at++) {
    const [option = '', value] = (args[at] ?? '').split(/=(.*)/s);
    if (value !== undefined) values.set(option, value);
    else if (withValue.has(option)) values.set(option, args[++at] ?? '');
  }
  return { values, rest: args.slice(args[at] === '--' ? at + 1 : at) };
}

/** The newest is what a REF without a version means. */
function withoutLatest(name: string): string {
  return name.replace(/(?<=.)@latest$/, '');
}
