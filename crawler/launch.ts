import { finished } from 'node:stream/promises';
import { SdkError, SdkErrorCode } from '@modelcontextprotocol/client';
import { cleanLine, cleanTail, type Diagnosis, diagnose, missesNetwork, readWants } from './diagnosis.ts';
import type { LaunchPlan } from './launch-plan.ts';
import type { AskOptions } from './launcher.ts';
import { listServer, maximumBytes, ProtocolFault } from './list.ts';
import type { Failure, Listing } from './observation.ts';
import { watchPort } from './port-watch.ts';
import {
  type Sandbox,
  type SandboxExit,
  type SandboxedProcess,
  type SandboxLimits,
  sandboxHome,
} from './sandbox.ts';
import { SandboxTransport } from './sandbox-transport.ts';

export interface LaunchOptions extends AskOptions {
  sandbox: Sandbox;
}

/** What one start came to. */
export type Launched =
  | {
      listing: Listing;
      /** Variables that its messages asked for all the same. */
      wanted: string[];
      /** As in Failure. */
      stderrTail: string;
    }
  | {
      failure: Failure;
      /** It opened a port, or what it printed tells of one. */
      opensPort: boolean;
      /** It was not given all of its time, for it had opened a port and said nothing. */
      isCutShort: boolean;
    };

/**
 * Starts a server in the sandbox, without a network, and asks what it offers.
 * @param isPatient gives it all of its time, also where it opens a port and says nothing.
 */
export async function launch(
  plan: LaunchPlan,
  options: LaunchOptions,
  handshake: 'auto' | 'legacy',
  isPatient = true,
): Promise<Launched> {
  const process = options.sandbox.start({
    program: plan.program,
    args: plan.args,
    env: plan.env,
    mounts: plan.mounts,
    ...(plan.image === undefined ? {} : { image: plan.image }),
    ...(plan.beside === undefined ? {} : { beside: plan.beside }),
    cwd: sandboxHome,
    network: 'none',
    limits: { ...serverLimits, wallMs: options.timeoutMs },
  });
  const readTail = keepTail(process);
  const transport = new SandboxTransport(process);
  const port = watchPort(process, transport, readTail, isPatient);
  try {
    const listing = await listServer(transport, handshake, options.timeoutMs, options.clientVersion);
    if (transport.strayLines > 0)
      listing.remarks.push(
        `It printed on standard output ${transport.strayLines} times what is no message of the protocol.`,
      );
    const stderr = readTail();
    return { listing, wanted: readWants(stderr).variables, stderrTail: cleanTail(stderr) };
  } catch (error) {
    const exit = await endWithin(process, 500);
    const stderr = readTail();
    port.end();
    return {
      failure: explain(error, exit, stderr, options.timeoutMs),
      opensPort: port.isOpen(),
      isCutShort: port.isCutShort(),
    };
  } finally {
    port.end();
    await transport.close();
  }
}

function explain(error: unknown, exit: SandboxExit, stderr: string, timeoutMs: number): Failure {
  return { ...findReason(error, exit, stderr, timeoutMs), stderrTail: cleanTail(stderr) };
}

function findReason(error: unknown, exit: SandboxExit, stderr: string, timeoutMs: number): Diagnosis {
  if (error instanceof ProtocolFault) return { reason: 'protocol-error', detail: error.message };
  const code = SdkError.isInstance(error) ? error.code : null;
  if (exit.stoppedBy === 'wall-time' || code === SdkErrorCode.RequestTimeout) {
    const detail = `It did not list its tools within ${Math.round(timeoutMs / 1000)} seconds`;
    if (missesNetwork(stderr))
      return { reason: 'needs-network', detail: `${detail}, and could not reach a network.` };
    return { reason: 'timed-out', detail: `${detail}.` };
  }
  if (exit.stoppedBy !== null)
    return { reason: 'limit-exceeded', detail: `It went over its limit of ${limitWords[exit.stoppedBy]}.` };
  // Still running when the handshake failed, and ended by us: then the error, not its end, is the reason.
  if (exit.signal === 'SIGKILL' && code !== SdkErrorCode.ConnectionClosed)
    return { reason: 'protocol-error', detail: `Its handshake failed: ${describe(error)}` };
  return diagnose(stderr, exit.code);
}

const limitWords: Record<Exclude<SandboxExit['stoppedBy'], null>, string> = {
  'wall-time': 'time',
  'cpu-time': '60 seconds of processor time',
  memory: 'memory (1 GiB for the whole process tree)',
  processes: '64 processes',
  output: 'output (32 MiB)',
};

function describe(error: unknown): string {
  return cleanLine(error instanceof Error ? error.message : String(error));
}

/** Collects the end of standard error while the process runs. */
function keepTail(process: SandboxedProcess): () => string {
  let tail = '';
  process.stderr.setEncoding('utf8');
  process.stderr.on('data', (chunk: string) => {
    tail = (tail + chunk).slice(-16_000);
  });
  return () => tail;
}

/** Lets a process that is ending say its last words; one that goes on is ended. */
async function endWithin(process: SandboxedProcess, milliseconds: number): Promise<SandboxExit> {
  const timer = setTimeout(() => process.kill(), milliseconds);
  const exit = await process.exited;
  clearTimeout(timer);
  // They may still be on their way when it is gone.
  await finished(process.stderr, { writable: false, signal: AbortSignal.timeout(longestWait) }).catch(
    () => {},
  );
  return exit;
}

/** In milliseconds; what is gone says no more, so that this is hardly ever waited for. */
const longestWait = 1_000;

/** Room for a server that loads a large SDK, and no more; a server of several processes shares it. */
const serverLimits: Omit<SandboxLimits, 'wallMs'> = {
  cpuSeconds: 60,
  memoryBytes: 1024 ** 3,
  processes: 64,
  openFiles: 1024,
  outputBytes: maximumBytes,
};
