import { limitThreads, type SandboxRequest } from '../../sandbox.ts';

/**
 * The command of a shell that runs a request's program with its environment alone, under limits that the kernel itself
 * holds each of its processes to. A limit that is lower already stays.
 * @param running how many processes the user has already: macOS counts them in, Linux counts inside the sandbox alone.
 * @throws TypeError where the program or a variable has a name that `env` would read otherwise.
 */
export function limitedCommand(
  { program, args, env, cwd, limits }: SandboxRequest,
  running: number,
  platform: NodeJS.Platform = process.platform,
): string {
  const isMac = platform === 'darwin';
  if (program.includes('='))
    throw new TypeError('A program whose path holds an equals sign cannot be started.');
  const odd = Object.keys(env).find((name) => !/^[^=-][^=]*$/.test(name));
  if (odd !== undefined) throw new TypeError(`No variable can be called ${JSON.stringify(odd)}.`);
  const bounds = {
    c: 0,
    n: limits.openFiles,
    u: isMac ? running + limits.processes : limitThreads(limits.processes),
    // A backstop above the limit, so that the watcher is first and can say which limit was met.
    t: Math.ceil(limits.cpuSeconds) + 1,
    // In units of 512 bytes and of 1024: what it writes to disk, each file, and its data where the system heeds that.
    f: Math.ceil(limits.memoryBytes / 4 / 512),
    d: Math.ceil((2 * limits.memoryBytes) / 1024),
  };
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return [
    // What is too large fails as a write does, and does not end the program.
    "trap '' XFSZ",
    ...Object.entries(bounds).map(([option, bound]) => `ulimit -${option} ${bound} 2>/dev/null`),
    `cd ${quote(cwd)} && exec /usr/bin/env -i ${[...variables, program, ...args].map(quote).join(' ')}`,
  ].join('\n');
}

/** One word to a shell, whatever it holds. */
function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
