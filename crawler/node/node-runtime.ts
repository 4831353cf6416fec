import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type SandboxMount, sandboxHome } from '../sandbox.ts';

/** A Node.js as seen inside the sandbox, where it runs the servers. */
export interface NodeRuntime {
  program: string;
  mounts: SandboxMount[];
  env: Record<string, string>;
  /** Folder with Node.js's header files, for packages that compile; null where the host has none beside Node.js. */
  headers: string | null;
}

const nodeAt = '/node';

/**
 * What a program needs to find Node.js in the sandbox.
 * @param program on the host: the one that runs placard unless told.
 */
export function mountNode(program = process.execPath): NodeRuntime {
  const prefix = dirname(dirname(program));
  const mounts = [{ from: program, to: `${nodeAt}/bin/node`, writable: false }];
  const include = join(prefix, 'include', 'node');
  const hasHeaders = existsSync(include);
  if (hasHeaders) mounts.push({ from: include, to: `${nodeAt}/include/node`, writable: false });
  return {
    program: `${nodeAt}/bin/node`,
    mounts,
    env: {
      PATH: `${nodeAt}/bin:/usr/local/bin:/usr/bin:/bin`,
      HOME: sandboxHome,
      TMPDIR: '/tmp',
      LANG: 'C.UTF-8',
    },
    headers: hasHeaders ? nodeAt : null,
  };
}
