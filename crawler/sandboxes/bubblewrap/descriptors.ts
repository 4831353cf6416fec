import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';

const closeOnExec = 0o2000000;

/**
 * Runs `start` with the file descriptors that placard itself was given without asking, such as a build server's.
 * Node.js would hand those on to every program it starts.
 * @param first The lowest descriptor of interest.
 * @param start Takes a descriptor of `/dev/null` to put in their place.
 */
export function withoutInherited<T>(first: number, start: (inherited: number[], nothing: number) => T): T {
  const nothing = openSync('/dev/null', 'r');
  try {
    return start(
      listInherited().filter((descriptor) => descriptor >= first),
      nothing,
    );
  } finally {
    closeSync(nothing);
  }
}

function listInherited(): number[] {
  return readdirSync('/proc/self/fdinfo').map(Number).filter(isInherited);
}

function isInherited(descriptor: number): boolean {
  try {
    const [, flags = ''] =
      /^flags:\s+([0-7]+)/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'latin1')) ?? [];
    return flags !== '' && (Number.parseInt(flags, 8) & closeOnExec) === 0;
  } catch {
    return false;
  }
}
