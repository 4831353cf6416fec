import type { Declaration, DeclaredArgument, DeclaredVariable } from '../../launch-plan.ts';
import { sandboxHome } from '../../sandbox.ts';
import type { Manifest, UserOption } from './manifest.ts';

/** Where the bundle lies inside the sandbox. */
export const bundleAt = '/bundle';

/** How a bundle says that it is started, with all that its manifest settles filled in. */
export interface BundleCommand {
  command: string;
  args: string[];
  env: Record<string, string>;
  /** What the user would have to fill in; null where that is nothing. */
  declaration: Declaration | null;
}

/** What servers run on, as bundles call it and as people do. */
export const system =
  process.platform === 'darwin' ? { id: 'darwin', name: 'macOS' } : { id: 'linux', name: 'Linux' };

/** Reads `mcp_config` as a client on this system does: its overrides first, then `${…}`. */
export function readCommand(manifest: Manifest): BundleCommand {
  const { mcp_config: given = {}, entry_point: entryPoint } = manifest.server;
  const own = given.platform_overrides?.[system.id] ?? {};
  const fallback = defaultCommands[manifest.server.type](entryPoint);
  const command = fill(own.command ?? given.command ?? fallback[0] ?? '', manifest).text ?? '';
  const words = own.args ?? given.args ?? fallback.slice(1);
  const { args, open } = readArguments(words, manifest);
  const { env, variables } = readVariables(own.env ?? given.env ?? {}, manifest);
  const isOpen = open.length > 0 || variables.length > 0;
  return {
    command,
    args,
    env,
    declaration: isOpen ? { source: 'manifest.json', args: open, variables } : null,
  };
}

/** How each kind is started where the manifest leaves it open. */
const defaultCommands: Record<Manifest['server']['type'], (entryPoint: string) => string[]> = {
  node: (file) => ['node', `${bundleAt}/${file}`],
  python: (file) => ['python', `${bundleAt}/${file}`],
  binary: (file) => [`${bundleAt}/${file}`],
  uv: (file) => ['uv', 'run', `${bundleAt}/${file}`],
};

/** Arguments from the first on that a user has to fill in are left open, with the flag before it. */
function readArguments(words: string[], manifest: Manifest): { args: string[]; open: DeclaredArgument[] } {
  const args: string[] = [];
  const open: DeclaredArgument[] = [];
  for (const word of words) {
    const list = readList(word, manifest);
    const filled = list === null ? [fill(word, manifest)] : list.map((text) => ({ text, missing: [] }));
    for (const { text, missing } of filled) {
      const place = open.length > 0 ? open : null;
      if (text !== null) {
        if (place === null) args.push(text);
        else place.push({ flag: null, value: text, hint: '', isOwn: true });
        continue;
      }
      const isRequired = missing.some((key) => manifest.user_config[key]?.required);
      const flag = takeFlag(place ?? args);
      if (!isRequired) continue;
      const joined = /^(--?[\w-]+=)\$\{/.exec(word)?.[1] ?? null;
      open.push({
        flag: joined ?? flag,
        value: null,
        hint: missing.map((key) => describe(key, manifest)).join(' '),
      });
    }
  }
  return { args, open };
}

/** Takes away the flag at the end, whose value is what follows. */
function takeFlag(words: (string | DeclaredArgument)[]): string | null {
  const last = words.at(-1);
  const word = typeof last === 'string' ? last : (last?.value ?? '');
  if (!/^--?[A-Za-z][\w-]*$/.test(word)) return null;
  words.pop();
  return word;
}

function readVariables(given: Record<string, string>, manifest: Manifest) {
  const env: Record<string, string> = {};
  const variables: DeclaredVariable[] = [];
  for (const [name, value] of Object.entries(given)) {
    if (!/^[A-Za-z_]\w{0,199}$/.test(name)) continue;
    const { text, missing } = fill(value, manifest);
    if (text !== null) env[name] = text;
    else if (missing.some((key) => manifest.user_config[key]?.required))
      variables.push({ name, value: null, hint: missing.map((key) => describe(key, manifest)).join(' ') });
  }
  return { env, variables };
}

/** An argument that is nothing but a setting of several values stands for as many arguments. */
function readList(word: string, manifest: Manifest): string[] | null {
  const key = /^\$\{user_config\.([^}]{1,100})\}$/.exec(word)?.[1];
  const value = key === undefined ? undefined : manifest.user_config[key]?.default;
  return Array.isArray(value) ? value.map((text) => fill(text, manifest).text ?? text) : null;
}

/** null where it holds a setting that has no value of its own; `missing` names those. */
function fill(word: string, manifest: Manifest): { text: string | null; missing: string[] } {
  const missing: string[] = [];
  const text = word.replaceAll(/\$\{([^{}]{1,100})\}/g, (whole, name: string) => {
    const known = places[name];
    if (known !== undefined) return known;
    if (!name.startsWith('user_config.')) return whole;
    const key = name.slice('user_config.'.length);
    const value = manifest.user_config[key]?.default;
    if (value === undefined) missing.push(key);
    return fillPlaces(String(value));
  });
  return { text: missing.length > 0 ? null : text, missing };
}

/** Values by default may begin in the user's home. */
function fillPlaces(value: string): string {
  return value.replaceAll(/\$\{([^{}]{1,100})\}/g, (whole, name: string) => places[name] ?? whole);
}

const places: Record<string, string | undefined> = {
  __dirname: bundleAt,
  HOME: sandboxHome,
  DESKTOP: `${sandboxHome}/Desktop`,
  DOCUMENTS: `${sandboxHome}/Documents`,
  DOWNLOADS: `${sandboxHome}/Downloads`,
  pathSeparator: '/',
  '/': '/',
};

function describe(key: string, { user_config: options }: Manifest): string {
  const { type, title, description } = options[key] ?? ({} as Partial<UserOption>);
  return [key, type === 'string' ? null : type, title, description].filter(Boolean).join(' ').slice(0, 500);
}
