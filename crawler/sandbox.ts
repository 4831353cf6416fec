import type { Readable, Writable } from 'node:stream';

/** The home folder inside every sandbox: empty at the start, writable, gone afterwards. */
export const sandboxHome = '/home/sandbox';

/** Bounds on one launch; whichever is met first ends the whole process tree. */
export interface SandboxLimits {
  wallMs: number;
  /** Of the whole tree. */
  cpuSeconds: number;
  /** Resident memory of the whole tree. */
  memoryBytes: number;
  processes: number;
  /** Of each process. */
  openFiles: number;
  /** Standard output and standard error together. */
  outputBytes: number;
}

/** Node.js starts about eleven threads, and what the kernel limits is threads. */
const threadsPerProcess = 16;

/** How many threads a tree of so many processes may have. */
export function limitThreads(processes: number): number {
  return processes * threadsPerProcess;
}

/** Of each step of an installation, whichever tool installs. */
export const installationLimits: SandboxLimits = {
  wallMs: 180_000,
  cpuSeconds: 180,
  memoryBytes: 2 * 1024 ** 3,
  processes: 256,
  openFiles: 4096,
  outputBytes: 4 * 1024 ** 2,
};

/** A folder or file of the host that the program may see, and where. */
export interface SandboxMount {
  from: string;
  to: string;
  writable: boolean;
}

export interface SandboxRequest {
  /** Absolute path inside the sandbox; empty for the one that `image` starts by itself. */
  program: string;
  args: string[];
  /** The whole environment: nothing is inherited. */
  env: Record<string, string>;
  mounts: SandboxMount[];
  /** Working directory inside the sandbox. */
  cwd: string;
  /** The container image whose files it sees in the place of the system's; only a container engine knows what to do with it. */
  image?: string;
  /**
   * A program of the host's system that runs beside the image, in its network, and whose standard streams are spoken to
   * in the place of the image's; only a container engine knows what to do with it.
   */
  beside?: Pick<SandboxRequest, 'program' | 'args' | 'env' | 'mounts'>;
  /** `none`: not even the host's loopback. `host`: for installing only, never for a server. */
  network: 'none' | 'host';
  limits: SandboxLimits;
}

export type StoppedBy = 'wall-time' | 'cpu-time' | 'memory' | 'processes' | 'output';

export interface SandboxExit {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The limit that ended it; null where it ended by itself or was stopped by the caller. */
  stoppedBy: StoppedBy | null;
  /** Highest resident memory of the tree that was seen. */
  peakMemoryBytes: number;
}

export interface SandboxedProcess {
  stdin: Writable;
  stdout: Readable;
  stderr: Readable;
  /** Resolves once the whole tree is gone; never rejects. */
  exited: Promise<SandboxExit>;
  /** Ends the whole tree at once. */
  kill(): void;
  /** Whether one of its processes waits for connections on a port; missing where that cannot be seen from here. */
  waitsOnPort?(): boolean;
}

/** A way to run a program that is not trusted. */
export interface Sandbox {
  /** The folder's name. */
  id: string;
  /**
   * Its programs see mounts where they lie on the host, and what it installs may hold those paths: it is of no use to
   * another sandbox.
   */
  showsHostPaths?: true;
  /**
   * Whether it works here and now, found by trying it.
   * @returns its name and version (`bubblewrap 0.8.0`), or one sentence that says what to install or allow.
   */
  check(): Promise<{ works: true; version: string } | { works: false; mend: string }>;
  /** @throws TypeError where a string of the request holds a NUL character. */
  start(request: SandboxRequest): SandboxedProcess;
}

/** Shows whether a sandbox works: a program of the system that needs nothing and ends at once. */
export const trialRequest: SandboxRequest = {
  program: '/usr/bin/env',
  args: [],
  env: {},
  mounts: [],
  cwd: '/',
  network: 'none',
  limits: {
    wallMs: 10_000,
    cpuSeconds: 5,
    memoryBytes: 64 * 1024 ** 2,
    processes: 8,
    openFiles: 64,
    outputBytes: 64 * 1024,
  },
};
