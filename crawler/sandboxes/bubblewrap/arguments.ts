import {
  listSystemFolders,
  loopbackHosts,
  type MadeFile,
  madeFiles,
  systemSettings,
} from '../../host-system.ts';
import { limitThreads, type SandboxLimits, type SandboxRequest, sandboxHome } from '../../sandbox.ts';

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
    ...['--ro-bind', '/usr', '/usr', ...listSystemFolders().flatMap(showSystemFolder)],
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

function showSystemFolder({ path, link }: { path: string; link: string | null }): string[] {
  return link === null ? ['--ro-bind', path, path] : ['--symlink', link, path];
}
