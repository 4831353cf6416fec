import { existsSync } from 'node:fs';
import type { FilesystemConfig, SandboxRuntimeConfig } from '@anthropic-ai/sandbox-runtime';
import { listSystemFolders, listSystemSettings } from '../../host-system.ts';
import type { HostView } from './host-view.ts';

/** What sandbox-runtime is told of one launch. */
export type LaunchConfiguration = Pick<SandboxRuntimeConfig, 'filesystem'> &
  Partial<Pick<SandboxRuntimeConfig, 'network'>>;

/**
 * Everything is forbidden to be read but the system and what the request shows; sandbox-runtime allows by default. No
 * domain is allowed either, and none of its proxies is ever started, so that nothing listens which could be reached.
 * With the network of the host there is no rule for it at all: that is for installing only.
 */
export function configureLaunch(
  { request, readable, writable }: HostView,
  platform: NodeJS.Platform = process.platform,
): LaunchConfiguration {
  const isMac = platform === 'darwin';
  const network = { network: { allowedDomains: [], deniedDomains: [] } };
  return {
    filesystem: {
      denyRead: isMac ? ['/'] : ['/', '/sys'],
      allowRead: [...(isMac ? macSystem : listLinuxSystem()), ...readable.map(exactly)],
      allowWrite: writable.map(exactly),
      denyWrite: ownWrites,
    },
    ...(request.network === 'none' ? network : {}),
  };
}

/**
 * What sandbox-runtime takes only of a session, which here is one launch. No list of domains: for the host's network there
 * is none. On Linux its filter of Unix sockets needs a capability and a user namespace inside, which it forbids without
 * the filter; that has nothing to keep away, for of the host no file is shown and, without the network, no abstract
 * socket. On macOS every socket stays forbidden, and what installs can ask how the network is set up: without, uv panics.
 */
export function configureSession(
  { filesystem, network }: LaunchConfiguration,
  platform: NodeJS.Platform = process.platform,
): SandboxRuntimeConfig {
  const open: Partial<SandboxRuntimeConfig['network']> =
    platform === 'linux'
      ? { allowAllUnixSockets: true }
      : { allowMachLookup: network === undefined ? ['com.apple.SystemConfiguration.configd'] : [] };
  return {
    filesystem,
    network: { ...open, deniedDomains: [] } as unknown as SandboxRuntimeConfig['network'],
  };
}

/** sandbox-runtime lets programs write there unless it is told not to. */
const ownWrites = ['/tmp/claude', '/private/tmp/claude', '/dev/tty'];

/** No pattern, whatever characters it holds. */
function exactly(path: string): FilesystemConfig['denyRead'][number] {
  return { path, literal: true };
}

/** Of Homebrew, which is in one place or the other: not its `var` and most of `etc`, which are settings and data of services. */
const homebrew = ['/opt/homebrew', '/usr/local'].flatMap((prefix) =>
  [
    'Cellar',
    'Frameworks',
    'bin',
    'etc/ca-certificates',
    'etc/openssl@3',
    'include',
    'lib',
    'opt',
    'share',
  ].map((name) => `${prefix}/${name}`),
);

const macSystem = [
  '/System',
  '/bin',
  '/sbin',
  '/usr/bin',
  '/usr/lib',
  '/usr/libexec',
  '/usr/sbin',
  '/usr/share',
  ...homebrew,
  '/Library/Apple',
  '/Library/Developer/CommandLineTools',
  '/private/etc/hosts',
  '/private/etc/localtime',
  '/private/etc/protocols',
  '/private/etc/resolv.conf',
  '/private/etc/services',
  '/private/etc/ssl',
  '/private/var/db/dyld',
  '/private/var/db/timezone',
  '/private/var/run/resolv.conf',
  '/private/var/select',
  '/dev/autofs_nowait',
  '/dev/dtracehelper',
  '/dev/fd',
  '/dev/null',
  '/dev/random',
  '/dev/urandom',
  '/dev/zero',
];

const linuxSettings = ['/etc/group', '/etc/hosts', '/etc/nsswitch.conf', '/etc/passwd', '/etc/resolv.conf'];

function listLinuxSystem(): string[] {
  const folders = listSystemFolders().map(({ path }) => path);
  return ['/usr', ...folders, ...listSystemSettings(), ...linuxSettings.filter((path) => existsSync(path))];
}
