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
      denyRead: ['/', ...(isMac ? macPrivate : ['/sys'])],
      allowRead: [...(isMac ? macSystem : listLinuxSystem()), ...readable.map(exactly)],
      allowWrite: writable.map(exactly),
      denyWrite: ownWrites,
    },
    ...(request.network === 'none' ? network : {}),
  };
}

/** sandbox-runtime lets programs write there unless it is told not to. */
const ownWrites = ['/tmp/claude', '/private/tmp/claude', '/dev/tty'];

/** No pattern, whatever characters it holds. */
function exactly(path: string): FilesystemConfig['denyRead'][number] {
  return { path, literal: true };
}

/** Homebrew's programs link to libraries of its own, and Apple's to frameworks; neither has secrets here. */
const macSystem = [
  '/System',
  '/usr',
  '/bin',
  '/sbin',
  '/Library/Apple',
  '/Library/Developer/CommandLineTools',
  '/opt/homebrew/bin',
  '/opt/homebrew/Cellar',
  '/opt/homebrew/lib',
  '/opt/homebrew/opt',
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

/** Where Homebrew of older machines keeps settings and the data of services. */
const macPrivate = ['/usr/local/etc', '/usr/local/var'];

const linuxSettings = ['/etc/group', '/etc/hosts', '/etc/nsswitch.conf', '/etc/passwd', '/etc/resolv.conf'];

function listLinuxSystem(): string[] {
  const folders = listSystemFolders().map(({ path }) => path);
  return ['/usr', ...folders, ...listSystemSettings(), ...linuxSettings.filter((path) => existsSync(path))];
}
