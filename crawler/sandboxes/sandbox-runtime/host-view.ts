import { existsSync, mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { type SandboxMount, type SandboxRequest, sandboxHome } from '../../sandbox.ts';

/** Folders of every sandbox that are empty at the start. */
const emptyFolders = ['/tmp', sandboxHome];

/** How paths of a sandbox and of the host stand for each other, where programs see the host's own. */
export interface HostView {
  /** The request, said in the host's paths. */
  request: SandboxRequest;
  /** The empty folders. */
  ownFolders: string[];
  /** Folders and files of the host that the program may read. */
  readable: string[];
  /** Those of them that it may write to. */
  writable: string[];
  /** Passes on what the program prints, said in the sandbox's paths: what a server prints is published. */
  toSandbox(): Transform;
}

/**
 * Shows a request's mounts where they lie, and the empty folders in a folder of the launch's own. Of its strings, those
 * that are paths, lists of paths with colons, or a flag with one (`--root=/package`) are said anew.
 * @param folder empty; real, no links on its way. It also gets a link for each mount, so that folders which hold nothing
 * but mounts can be named.
 * @throws Error where a mount is not there.
 */
export function viewFromHost(request: SandboxRequest, folder: string): HostView {
  const own = join(folder, 'own');
  const shown = join(folder, 'shown');
  mkdirSync(shown);
  for (const path of emptyFolders) mkdirSync(own + path, { recursive: true });
  const mounts = request.mounts.map((mount) => ({ ...mount, real: realpathSync(mount.from) }));
  for (const { from, to, real } of mounts) {
    const isElsewhere = from !== to && !mounts.some((other) => other.to !== to && isAtOrUnder(to, other.to));
    if (isElsewhere) linkMount(shown + to, real);
  }
  const say = (text: string) => sayInHostPaths(text, (path) => findOnHost(path, mounts, own, shown));
  const ownFolders = emptyFolders.map((path) => own + path);
  const writable = mounts.flatMap((mount) => (mount.writable ? [mount.real] : []));
  return {
    request: {
      ...request,
      program: say(request.program),
      args: request.args.map(say),
      env: Object.fromEntries(Object.entries(request.env).map(([name, value]) => [name, say(value)])),
      cwd: say(request.cwd),
    },
    ownFolders,
    readable: [shown, ...ownFolders, ...new Set(mounts.flatMap(({ from, real }) => [from, real]))],
    writable: [...ownFolders, ...new Set(writable)],
    toSandbox: () => sayInSandboxPaths(mounts, [own, shown]),
  };
}

interface RealMount extends SandboxMount {
  real: string;
}

function linkMount(place: string, real: string): void {
  if (existsSync(place)) return;
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(real, place);
}

function findOnHost(path: string, mounts: RealMount[], own: string, shown: string): string {
  const [nearest] = mounts
    .filter(({ to }) => isAtOrUnder(path, to))
    .toSorted((one, other) => other.to.length - one.to.length);
  if (nearest !== undefined)
    return nearest.to === nearest.from ? path : nearest.real + path.slice(nearest.to.length);
  if (emptyFolders.some((folder) => isAtOrUnder(path, folder))) return own + path;
  const holdsMounts = mounts.some(({ from, to }) => from !== to && isAtOrUnder(to, path));
  return holdsMounts && path !== '/' ? shown + path : path;
}

function sayInHostPaths(text: string, find: (path: string) => string): string {
  const [, flag = '', rest = text] = /^(--?[\w-]+=)(\/.*)$/s.exec(text) ?? [];
  const paths = rest.split(':');
  return paths.every((path) => path.startsWith('/')) ? flag + paths.map(find).join(':') : text;
}

function sayInSandboxPaths(mounts: RealMount[], roots: string[]): Transform {
  const names = new Map(roots.map((root) => [toBytes(root), '']));
  for (const { real, from, to } of mounts) {
    if (from !== to && !names.has(toBytes(real))) names.set(toBytes(real), toBytes(to));
  }
  const paths = [...names.keys()].toSorted((one, other) => other.length - one.length);
  const pattern = new RegExp(`(?:${paths.map((path) => escapePattern(path)).join('|')})(?![\\w.-])`, 'g');
  const say = (bytes: string) =>
    Buffer.from(
      bytes.replaceAll(pattern, (path) => names.get(path) ?? path),
      'latin1',
    );
  let held = '';
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const bytes = held + chunk.toString('latin1');
      const length = bytes.length - countOpenEnd(bytes, paths);
      held = bytes.slice(length);
      done(null, say(bytes.slice(0, length)));
    },
    flush: (done) => done(null, say(held)),
  });
}

/** How much of the end may be the beginning of one of the paths, or one that may go on. */
function countOpenEnd(bytes: string, paths: string[]): number {
  const open = paths.map((path) => {
    for (let length = Math.min(path.length, bytes.length); length > 0; length--)
      if (bytes.endsWith(path.slice(0, length))) return length;
    return 0;
  });
  return Math.max(0, ...open);
}

/** Text as characters that stand for one byte each, so that what is no text passes unchanged. */
function toBytes(text: string): string {
  return Buffer.from(text).toString('latin1');
}

function isAtOrUnder(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
