import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { sandboxHome } from './sandbox.ts';

/** A file that exists only inside a sandbox. */
export interface MadeFile {
  path: string;
  content: string;
}

/** What programs look up about users and names, in the place of the host's own. */
export const madeFiles: MadeFile[] = [
  {
    path: '/etc/passwd',
    content: `sandbox:x:1000:1000::${sandboxHome}:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n`,
  },
  { path: '/etc/group', content: 'sandbox:x:1000:\nnogroup:x:65534:\n' },
  { path: '/etc/nsswitch.conf', content: 'passwd: files\ngroup: files\nhosts: files dns\n' },
];
export const loopbackHosts: MadeFile = {
  path: '/etc/hosts',
  content: '127.0.0.1 localhost\n::1 localhost\n',
};

const systemFolders = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];
/** Never /etc as a whole: a placard run by root would show its secrets, for root's files stay readable to it. */
export const systemSettings = [
  '/etc/alternatives',
  '/etc/ca-certificates',
  '/etc/ld.so.cache',
  '/etc/ld.so.conf',
  '/etc/ld.so.conf.d',
  '/etc/localtime',
  '/etc/pki/ca-trust',
  '/etc/pki/tls/certs',
  '/etc/ssl/certs',
  '/etc/ssl/openssl.cnf',
];

/** The folders of the system beside /usr as the host has them: folders of their own, or links into /usr. */
export function listSystemFolders(): { path: string; link: string | null }[] {
  return systemFolders.flatMap((path) => {
    const entry = lstatSync(path, { throwIfNoEntry: false });
    return entry === undefined ? [] : [{ path, link: entry.isSymbolicLink() ? readlinkSync(path) : null }];
  });
}

/** Those of the settings that the host has. */
export function listSystemSettings(): string[] {
  return systemSettings.filter((path) => existsSync(path));
}
