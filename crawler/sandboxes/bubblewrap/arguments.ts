import { lstatSync, readlinkSync } from 'node:fs';
import { limitThreads, type SandboxLimits, type SandboxRequest, sandboxHome } from '../../sandbox.ts';

/** A file that exists only inside the sandbox. */
export interface MadeFile {
  path: string;
  content: string;
}

const madeFiles: MadeFile[] = [
  {
    path: '/etc/passwd',
    content: `sandbox:x:1000:1000::${sandboxHome}:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n`,
  },
  { path: '/etc/group', content: 'sandbox:x:1000:\nnogroup:x:65534:\n' },
  { path: '/etc/nsswitch.conf', content: 'passwd: files\ngroup: files\nhosts: files dns\n' },
];
const loopbackHosts: MadeFile = { path: '/etc/hosts', content: '127.0.0.1 localhost\n::1 localhost\n' };

const systemFolders = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];
// Never /etc as a whole: a placard run by root would show its secrets, for root's files stay readable to it.
const systemSettings = [
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
const networkSettings = ['/etc/hosts', '/etc/resolv.conf'];

/**
 * Bubblewrap's options for a request, without those that name file descriptors of the launch itself.
 * @param firstDescriptor Where the first of `files` is to be found; the others follow it.
 * @throws TypeError where a string holds a NUL, which would end an option and begin another.
 */
export function bubblewrapOptions(
  request: SandboxRequest,
  firstDescriptor: number,
): { options: string[]; files: MadeFile[] } {
  const files = request.network === 'none' ? [...madeFiles, loopbackHosts] : madeFiles;
  const settings = request.network === 'none' ? systemSettings : [...systemSettings, ...networkSettings];
  const temporary = String(Math.floor(request.limits.memoryBytes / 4));
  const options = [
    ...['--unshare-user', '--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'],
    ...(request.network === 'none' ? ['--unshare-net'] : []),
    ...['--disable-userns', '--cap-drop', 'ALL', '--uid', '1000', '--gid', '1000', '--hostname', 'sandbox'],
    ...['--new-session', '--die-with-parent'],
    ...['--ro-bind', '/usr', '/usr', ...systemFolders.flatMap(showSystemFolder)],
    ...settings.flatMap((path) => ['--ro-bind-try', path, path]),
    ...files.flatMap(({ path }, position) => ['--ro-bind-data', String(firstDescriptor + position), path]),
    // Read-only, for a placard run by root would otherwise let it write /proc/sys/kernel/core_pattern.
    ...['--proc', '/proc', '--remount-ro', '/proc'],
    ...['--dev', '/dev', '--size', temporary, '--tmpfs', '/dev/shm', '--remount-ro', '/dev'],
    ...['--size', temporary, '--tmpfs', '/tmp', '--size', temporary, '--tmpfs', sandboxHome],
    ...request.mounts.flatMap(({ from, to, writable }) => [writable ? '--bind' : '--ro-bind', from, to]),
    ...['--remount-ro', '/', '--chdir', request.cwd, '--clearenv'],
    ...Object.entries(request.env).flatMap(([name, value]) => ['--setenv', name, value]),
  ];
  if (options.some((option) => option.includes('\0'))) {
    throw new TypeError('A path or variable of a sandbox request holds a NUL character.');
  }
  return { options, files };
}

/**
 * The command to run inside: the program, under limits that the kernel itself holds each of its processes to.
 * @param hardLimits Text of `/proc/self/limits`: nobody may raise a limit above placard's own.
 */
export function limitedCommand(
  { program, args, limits }: Pick<SandboxRequest, 'program' | 'args' | 'limits'>,
  hardLimits: string,
): string[] {
  const { openFiles, processes, cpuSeconds, memoryBytes } = limits satisfies SandboxLimits;
  const atMost = (name: string, wanted: number) => {
    const hard = new RegExp(`^${name} +\\S+ +(\\d+)`, 'm').exec(hardLimits)?.[1];
    return Math.min(Math.ceil(wanted), hard === undefined ? Infinity : Number(hard));
  };
  return [
    '/usr/bin/prlimit',
    '--core=0',
    `--nofile=${atMost('Max open files', openFiles)}`,
    `--nproc=${atMost('Max processes', limitThreads(processes))}`,
    // A backstop above the limit, so that the watcher is first and can say which limit was met.
    `--cpu=${atMost('Max cpu time', cpuSeconds + 1)}`,
    // Not the address space: V8 reserves far more of it than it ever uses.
    `--data=${atMost('Max data size', 2 * memoryBytes)}`,
    '--',
    program,
    ...args,
  ];
}

/** As the host has it: a folder of its own, or a link into /usr. */
function showSystemFolder(path: string): string[] {
  const entry = lstatSync(path, { throwIfNoEntry: false });
  if (!entry) return [];
  return entry.isSymbolicLink() ? ['--symlink', readlinkSync(path), path] : ['--ro-bind', path, path];
}
