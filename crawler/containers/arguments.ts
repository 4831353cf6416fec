import { limitThreads, type SandboxRequest, sandboxHome } from '../sandbox.ts';
import type { EngineId } from './engine.ts';

/** A request as an engine carries it out. */
export interface ContainerRequest extends Omit<SandboxRequest, 'image' | 'beside' | 'network'> {
  image: string;
  /** Also that of another container, by its name. */
  network: SandboxRequest['network'] | `container:${string}`;
}

/**
 * The options with which a container is made for a request: no network, no capability, no new privileges, a read-only
 * root, and bounds that the kernel holds it to. Of the host it sees what the request mounts and nothing else.
 * @throws TypeError where a string of the request holds a NUL character, or a mount's path what an engine would read
 * as options.
 */
export function containerOptions(request: ContainerRequest, engine: EngineId): string[] {
  const { limits, mounts, env, program, args, image, network } = request;
  const memory = String(Math.floor(limits.memoryBytes));
  const temporary = `rw,nosuid,nodev,mode=1777,size=${Math.floor(limits.memoryBytes / 4)}`;
  const isOwn = program === '';
  const options = [
    ...['--interactive', '--pull', 'never', '--network', network],
    // The name goes with the network.
    ...(network.startsWith('container:') ? [] : ['--hostname', 'sandbox']),
    ...['--cap-drop', 'all', '--security-opt', 'no-new-privileges', '--read-only'],
    // What is writable is gone afterwards, and counts as memory.
    ...['--tmpfs', `/tmp:${temporary},exec`, '--tmpfs', `${sandboxHome}:${temporary},exec`],
    ...[
      '--memory',
      memory,
      '--memory-swap',
      memory,
      '--shm-size',
      String(Math.floor(limits.memoryBytes / 4)),
    ],
    ...['--pids-limit', String(limitThreads(limits.processes))],
    ...['--ulimit', 'core=0', '--ulimit', `nofile=${limits.openFiles}:${limits.openFiles}`],
    // Engines ask for more threads by themselves, which a user without root may not have.
    ...['--ulimit', `nproc=${limitThreads(limits.processes)}:${limitThreads(limits.processes)}`],
    // A backstop above the limit, so that the watcher is first and can say which limit was met.
    ...['--ulimit', `cpu=${Math.ceil(limits.cpuSeconds + 1)}`],
    ...['--stop-timeout', '0', '--log-driver', 'none'],
    // Podman would hand placard's own proxy on, with its password, and make more folders writable.
    ...(engine === 'podman' ? ['--http-proxy=false', '--read-only-tmpfs=false'] : []),
    ...(isOwn ? [] : [...asPlacard(engine), '--workdir', request.cwd, '--entrypoint', program]),
    ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...mounts.flatMap(({ from, to, writable }) => ['--volume', `${from}:${to}:${writable ? 'rw' : 'ro'}`]),
    ...[image, ...args],
  ];
  if (options.some((option) => option.includes('\0')))
    throw new TypeError('A path or variable of a sandbox request holds a NUL character.');
  if (mounts.some(({ from, to }) => /[:,]/.test(from + to)))
    throw new TypeError('A container engine takes no mount whose path holds a colon or a comma.');
  return options;
}

/** Whoever runs placard owns what it mounts to be written to; without a capability, root is a user like any other. */
function asPlacard(engine: EngineId): string[] {
  const [user = 1000, group = 1000] = [process.getuid?.(), process.getgid?.()];
  return [
    ...(engine === 'podman' && user !== 0 ? ['--userns', 'keep-id'] : []),
    '--user',
    `${user}:${group}`,
  ];
}
