import { SdkError, SdkErrorCode } from '@modelcontextprotocol/client';
import { cleanLine, cleanTail, type Diagnosis, diagnose, missesNetwork, readWants } from './diagnosis.ts';
import type { Declaration, LaunchPlan } from './launch-plan.ts';
import type { Launcher, Resolution } from './launcher.ts';
import { listServer, ProtocolFault } from './list.ts';
import type { Failure, Listing, Observation } from './observation.ts';
import { addArguments, addVariables, applyDeclaration } from './placeholders.ts';
import {
  type Sandbox,
  type SandboxExit,
  type SandboxedProcess,
  type SandboxLimits,
  sandboxHome,
} from './sandbox.ts';
import { SandboxTransport } from './sandbox-transport.ts';

export interface ProbeOptions {
  sandbox: Sandbox;
  /** Name and version of the sandbox, as its check gave it. */
  sandboxVersion: string;
  /** placard's own version, which it tells the servers. */
  clientVersion: string;
  /** For one start: handshake and listing together. */
  timeoutMs: number;
}

const maximumRetries = 3;

/** Fetches one exact version of a server, starts it in the sandbox and asks what it offers. Never rejects for what a server does. */
export async function probe(
  launcher: Launcher,
  ref: string,
  resolution: Resolution,
  options: ProbeOptions,
): Promise<Observation> {
  const started = Date.now();
  const { purl, version, package: facts } = resolution;
  const base = {
    purl,
    ref,
    version,
    observedAt: new Date(started).toISOString(),
    method: 'live' as const,
    package: facts,
  };
  const finish = (
    rest: Pick<Observation, 'outcome' | 'command' | 'placeholders' | 'attempts' | 'sandbox'>,
  ): Observation => ({
    ...base,
    durationMs: Date.now() - started,
    ...rest,
  });
  const preparation = await launcher.prepare(resolution, options.sandbox);
  if ('failure' in preparation)
    return finish({
      outcome: preparation,
      command: [],
      placeholders: [],
      attempts: 0,
      sandbox: options.sandboxVersion,
    });
  const { plan, attempts, result } = await climb(preparation.plan, preparation.declarations, options);
  const outcome =
    'listing' in result
      ? { listing: { ...result.listing, remarks: [...preparation.remarks, ...result.listing.remarks] } }
      : result;
  return finish({
    outcome,
    command: [plan.program, ...plan.args],
    placeholders: plan.placeholders,
    attempts,
    sandbox: options.sandboxVersion,
  });
}

/** An observation of a server that could not even be looked for. */
export function observeAbsence(purl: string, ref: string, failure: Failure): Observation {
  return {
    purl,
    ref,
    version: null,
    observedAt: new Date().toISOString(),
    method: 'live',
    durationMs: 0,
    sandbox: null,
    package: null,
    command: [],
    placeholders: [],
    attempts: 0,
    outcome: { failure },
  };
}

type Result = { listing: Listing } | { failure: Failure };

/**
 * The ladder: the server as it is, with the arguments that it declares; then with its declared variables as well;
 * then with what its own messages ask for. Made-up credentials can also break a server, so they never come first.
 */
async function climb(
  bare: LaunchPlan,
  declarations: Declaration[],
  options: ProbeOptions,
): Promise<{ plan: LaunchPlan; attempts: number; result: Result }> {
  const [declaration] = declarations;
  let attempts = 0;
  let plan = declaration === undefined ? bare : applyDeclaration(bare, declaration, false);
  let hasDeclaredVariables = declaration === undefined || declaration.variables.length === 0;
  let best = { plan, result: await attempt() };
  for (let retry = 1; retry <= maximumRetries; retry++) {
    if ('listing' in best.result && (best.result.listing.tools.length > 0 || hasDeclaredVariables)) break;
    const next = climbOnce();
    if (next === null) break;
    plan = next;
    const result = await attempt();
    // A later failure never hides that an earlier start answered, if with an empty list.
    if ('failure' in best.result || 'listing' in result) best = { plan, result };
  }
  return { ...best, attempts };

  async function attempt(): Promise<Result> {
    attempts++;
    const result = await launch(plan, options, 'auto');
    // Servers on some older SDKs end at any message before `initialize`, without a word that would say why.
    const isUnexplained =
      'failure' in result && ['crashed-at-start', 'protocol-error'].includes(result.failure.reason);
    if (!isUnexplained) return result;
    attempts++;
    return launch(plan, options, 'legacy');
  }

  function climbOnce(): LaunchPlan | null {
    if (!hasDeclaredVariables && declaration !== undefined) {
      hasDeclaredVariables = true;
      return applyDeclaration(bare, declaration, true);
    }
    if (!('failure' in best.result)) return null;
    const wants = readWants(best.result.failure.stderrTail);
    const variables = wants.variables.filter((name) => !(name in plan.env));
    if (variables.length > 0) return addVariables(plan, variables);
    return plan.args.length <= bare.args.length && wants.arguments.length > 0
      ? addArguments(plan, wants.arguments)
      : null;
  }
}

async function launch(
  plan: LaunchPlan,
  options: ProbeOptions,
  handshake: 'auto' | 'legacy',
): Promise<Result> {
  const process = options.sandbox.start({
    program: plan.program,
    args: plan.args,
    env: plan.env,
    mounts: plan.mounts,
    cwd: sandboxHome,
    network: 'none',
    limits: { ...serverLimits, wallMs: options.timeoutMs },
  });
  const readTail = keepTail(process);
  const transport = new SandboxTransport(process);
  try {
    const listing = await listServer(transport, handshake, options.timeoutMs, options.clientVersion);
    if (transport.strayLines > 0)
      listing.remarks.push(
        `It printed on standard output ${transport.strayLines} times what is no message of the protocol.`,
      );
    return { listing };
  } catch (error) {
    const exit = await endWithin(process, 500);
    return { failure: explain(error, exit, readTail(), options.timeoutMs) };
  } finally {
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
  return exit;
}

/** Room for a server that loads a large SDK, and no more; a server of several processes shares it. */
const serverLimits: Omit<SandboxLimits, 'wallMs'> = {
  cpuSeconds: 60,
  memoryBytes: 1024 ** 3,
  processes: 64,
  openFiles: 1024,
  outputBytes: 32 * 1024 ** 2,
};
