import { readFileSync } from 'node:fs';

const oldestVersion = [0, 8] as const;

/** Switches of the kernel that forbid what bubblewrap does, each with the value that forbids it. */
const switches = [
  { file: 'kernel/unprivileged_userns_clone', forbids: '0', allow: 'kernel.unprivileged_userns_clone=1' },
  { file: 'user/max_user_namespaces', forbids: '0', allow: 'user.max_user_namespaces=15000' },
  {
    file: 'kernel/apparmor_restrict_unprivileged_userns',
    forbids: '1',
    allow: 'kernel.apparmor_restrict_unprivileged_userns=0',
  },
];

export const installBubblewrap =
  'Install bubblewrap, in which placard locks up the servers it starts: `sudo apt-get install bubblewrap`.';

/**
 * What to do about a version that lacks what the sandbox is made of (bounded tmpfs, no further namespaces).
 * @param version As `bwrap --version` prints it.
 * @returns null where it is new enough.
 */
export function mendVersion(version: string): string | null {
  const [, major = 0, minor = 0] = /(\d+)\.(\d+)/.exec(version)?.map(Number) ?? [];
  const [oldestMajor, oldestMinor] = oldestVersion;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return null;
  return `${version} is too old for placard: install bubblewrap ${oldestVersion.join('.')} or newer.`;
}

/**
 * What to install or allow where a trial of the sandbox failed.
 * @param message What the trial wrote on standard error.
 * @param settings The folder of the kernel's switches.
 */
export function mendTrial(message: string, settings = '/proc/sys'): string {
  const reason = message.trim().split('\n').at(-1) || 'it gave no reason';
  if (reason.includes('prlimit')) {
    return 'Install util-linux, whose /usr/bin/prlimit limits what servers use: `sudo apt-get install util-linux`.';
  }
  const forbidding = switches.find(({ file, forbids }) => readSwitch(`${settings}/${file}`) === forbids);
  if (forbidding) {
    return `Allow bubblewrap to make user namespaces: \`sudo sysctl ${forbidding.allow}\` (it said: ${reason}).`;
  }
  return `Allow bubblewrap to make namespaces and to mount /proc; a container must permit both, for instance with \`docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined\` (it said: ${reason}).`;
}

function readSwitch(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}
