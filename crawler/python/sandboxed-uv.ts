import { relative } from 'node:path';
import { text } from 'node:stream/consumers';
import {
  installationLimits,
  type Sandbox,
  type SandboxExit,
  type SandboxMount,
  sandboxHome,
} from '../sandbox.ts';
import { mountPython, type Python } from './pythons.ts';
import { findAuthorities, type Toolchain } from './toolchain.ts';

/** What came of a program that ran to its end in the sandbox. */
export interface Finished {
  exit: SandboxExit;
  stdout: string;
  stderr: string;
}

const uvAt = '/uv';
const cacheAt = '/cache';
const authoritiesAt = '/authorities.pem';

/**
 * Runs uv with the network, over the whole cache: in one file system it can link what many environments share.
 * Nothing of a package runs here, for uv is told to build nothing.
 * @param args with paths as `insideCache` gives them.
 */
export function runUvOnline(
  args: string[],
  {
    toolchain,
    python,
    cache,
    sandbox,
  }: { toolchain: Toolchain; python: Python; cache: string; sandbox: Sandbox },
): Promise<Finished> {
  const authorities = findAuthorities();
  const [main = '', ...extra] = toolchain.indexes.toReversed();
  return runToEnd(sandbox, {
    program: uvAt,
    args,
    env: {
      ...uvEnv,
      ...passOn(),
      UV_CACHE_DIR: `${cacheAt}/downloads`,
      UV_DEFAULT_INDEX: main,
      UV_INDEX: extra.toReversed().join(' '),
      ...(authorities === null ? {} : { SSL_CERT_FILE: authoritiesAt }),
    },
    mounts: [
      { from: toolchain.uv, to: uvAt, writable: false },
      ...mountPython(python),
      ...(authorities === null ? [] : [{ from: authorities, to: authoritiesAt, writable: false }]),
      { from: cache, to: cacheAt, writable: true },
    ],
    network: 'host',
  });
}

/** Where `runUvOnline` sees a path of the cache. */
export function insideCache(cache: string, path: string): string {
  return `${cacheAt}/${relative(cache, path)}`;
}

/** Runs something of a package itself: without a network, and where it sees no more of the cache than `mounts`. */
export function runOffline(
  [program, ...args]: [string, ...string[]],
  {
    toolchain,
    python,
    mounts,
    sandbox,
  }: { toolchain: Toolchain; python: Python; mounts: SandboxMount[]; sandbox: Sandbox },
): Promise<Finished> {
  return runToEnd(sandbox, {
    program: program === 'uv' ? uvAt : program,
    args,
    env: { ...uvEnv, UV_OFFLINE: '1', UV_NO_CACHE: '1', PYTHONDONTWRITEBYTECODE: '1' },
    mounts: [{ from: toolchain.uv, to: uvAt, writable: false }, ...mountPython(python), ...mounts],
    network: 'none',
  });
}

const uvEnv: Record<string, string> = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  HOME: sandboxHome,
  TMPDIR: '/tmp',
  LANG: 'C.UTF-8',
  NO_COLOR: '1',
  UV_NO_CONFIG: '1',
  UV_NO_PROGRESS: '1',
  UV_PYTHON_DOWNLOADS: 'never',
  UV_LINK_MODE: 'hardlink',
};

/** The way to the network, and how patient to be on it. */
const passedOn = /^((https?|all|no)_proxy|UV_(INSECURE_HOST|HTTP_TIMEOUT|NATIVE_TLS|SYSTEM_CERTS))$/i;

function passOn(): Record<string, string> {
  const settings = Object.entries(process.env).filter(([name]) => passedOn.test(name));
  return Object.fromEntries(settings.map(([name, value]) => [name, value ?? '']));
}

async function runToEnd(
  sandbox: Sandbox,
  request: Omit<Parameters<Sandbox['start']>[0], 'cwd' | 'limits'>,
): Promise<Finished> {
  const started = sandbox.start({ ...request, cwd: sandboxHome, limits: installationLimits });
  started.stdin.on('error', () => {});
  started.stdin.end();
  const [stdout, stderr, exit] = await Promise.all([
    text(started.stdout),
    text(started.stderr),
    started.exited,
  ]);
  return { stdout, stderr, exit };
}
