import type { DeclaredInputs } from './candidate.ts';
import { cleanLine, missesCode } from './diagnosis.ts';
import { climb } from './ladder.ts';
import type { LaunchOptions } from './launch.ts';
import type { LaunchPlan } from './launch-plan.ts';
import type {
  AnyLauncher,
  AskOptions,
  Launcher,
  Preparation,
  RemoteLauncher,
  RemoteServer,
  Resolution,
} from './launcher.ts';
import type { Failure, Observation } from './observation.ts';
import type { Sandbox } from './sandbox.ts';

export interface ProbeOptions extends AskOptions {
  /** null where none works here: then only servers that run elsewhere can be asked. */
  sandbox: Sandbox | null;
  /** Name and version of the sandbox, as its check gave it. */
  sandboxVersion: string | null;
}

/**
 * Fetches one exact version of a server, starts it in the sandbox and asks what it offers; one that runs elsewhere is
 * only asked. Never rejects for what a server does.
 * @param declared what registries and catalogues say that it wants at start.
 */
export async function probe(
  launcher: AnyLauncher,
  ref: string,
  found: Resolution | RemoteServer,
  options: ProbeOptions,
  declared: DeclaredInputs | null = null,
): Promise<Observation> {
  const started = Date.now();
  const seen = await examine(launcher, found, options, declared);
  return {
    purl: found.purl,
    ref,
    observedAt: new Date(started).toISOString(),
    method: 'live',
    durationMs: Date.now() - started,
    ...seen,
  };
}

type Examination = Omit<Observation, 'purl' | 'ref' | 'observedAt' | 'method' | 'durationMs'>;

async function examine(
  launcher: AnyLauncher,
  found: Resolution | RemoteServer,
  options: ProbeOptions,
  declared: DeclaredInputs | null,
): Promise<Examination> {
  if ('ask' in launcher && found.package === null) return askElsewhere(launcher, found, options);
  if ('ask' in launcher || found.package === null)
    throw new TypeError(`The ${launcher.id} launcher was given what another one found.`);
  const { sandbox, sandboxVersion, failure } = await chooseSandbox(launcher, options);
  if (sandbox !== null) return launchHere(launcher, found, { ...options, sandbox, sandboxVersion }, declared);
  return { ...nothingSeen, version: found.version, package: found.package, outcome: { failure } };
}

/** The launcher's own, where it has one, in the place of the machine's. */
async function chooseSandbox(launcher: Launcher, { sandbox, sandboxVersion }: ProbeOptions) {
  const own = await launcher.findSandbox?.();
  const detail = 'No sandbox works here, so it was not launched.';
  const failure: Failure = { reason: 'sandbox-unavailable', detail, stderrTail: '' };
  if (own === undefined) return { sandbox, sandboxVersion, failure };
  return 'failure' in own
    ? { sandbox: null, sandboxVersion: null, failure: own.failure }
    : { sandbox: own.sandbox, sandboxVersion: own.version, failure };
}

async function askElsewhere(
  launcher: RemoteLauncher,
  server: RemoteServer,
  options: AskOptions,
): Promise<Examination> {
  const asked = await launcher.ask(server, options);
  const version = 'listing' in asked.outcome ? asked.outcome.listing.serverInfo.version : null;
  return { ...nothingSeen, ...asked, version: (typeof version === 'string' && cleanLine(version)) || null };
}

async function launchHere(
  launcher: Launcher,
  resolution: Resolution,
  options: LaunchOptions & ProbeOptions,
  declared: DeclaredInputs | null,
): Promise<Examination> {
  const preparation = await launcher.prepare(resolution, options.sandbox);
  // What the package itself says goes first: others may speak of another version.
  if (declared !== null && 'plan' in preparation)
    preparation.declarations.push({ source: 'registry', ...declared });
  const { plan, attempts, outcome } =
    'failure' in preparation
      ? { plan: null, attempts: 0, outcome: preparation }
      : await lookFurther(await look(preparation, options), launcher, resolution, options);
  const facts = 'failure' in preparation ? undefined : preparation.package;
  return {
    version: resolution.version,
    sandbox: options.sandboxVersion,
    package: facts ?? resolution.package,
    command: plan === null ? [] : [plan.program || (plan.image ?? ''), ...plan.args],
    placeholders: plan?.placeholders ?? [],
    attempts,
    outcome,
  };
}

/** An observation of a server that could not even be looked for. */
export function observeAbsence(purl: string, ref: string, failure: Failure): Observation {
  return {
    purl,
    ref,
    observedAt: new Date().toISOString(),
    method: 'live',
    durationMs: 0,
    ...nothingSeen,
    outcome: { failure },
  };
}

/** What is true of a look that launched nothing. */
const nothingSeen = {
  version: null,
  sandbox: null,
  package: null,
  command: [],
  placeholders: [],
  attempts: 0,
};

interface Look extends Pick<Observation, 'attempts' | 'outcome'> {
  plan: LaunchPlan;
}

async function look(
  { plan: bare, declarations, remarks }: Preparation,
  options: LaunchOptions,
): Promise<Look> {
  const { plan, attempts, launched } = await climb(bare, declarations, options);
  if ('failure' in launched) return { plan, attempts, outcome: { failure: launched.failure } };
  const { listing, wanted, stderrTail } = launched;
  const declared = declarations[0]?.variables.map(({ name }) => name) ?? [];
  const names = [...new Set([...declared, ...wanted])].slice(0, 8);
  if (listing.tools.length === 0 && names.length > 0) {
    const detail = `It lists no tools, and asks for ${names.join(', ')}: that need not mean that it has none.`;
    const failure: Failure = { reason: 'empty-without-credentials', detail, stderrTail };
    return { plan, attempts, outcome: { failure } };
  }
  return { plan, attempts, outcome: { listing: { ...listing, remarks: [...remarks, ...listing.remarks] } } };
}

const dayMs = 24 * 60 * 60 * 1000;

/** A way to prepare a server anew after it broke at start, and what is said where it lists its tools so. */
type OtherWay = () => Promise<{ preparation: Preparation; remark: string } | null>;

/** The last steps of the ladder, for a server that breaks at start. Where none of them helps, the first look stands. */
async function lookFurther(
  first: Look,
  launcher: Launcher,
  resolution: Resolution,
  options: LaunchOptions,
): Promise<Look> {
  let { attempts } = first;
  const ways: OtherWay[] = [
    () => prepareAsOfRelease(launcher, resolution, options.sandbox),
    () => prepareOnOlder(launcher, resolution, options.sandbox),
  ];
  for (const prepare of isBroken(first) ? ways : []) {
    const other = await prepare();
    if (other === null) continue;
    const then = await look(other.preparation, options);
    attempts += then.attempts;
    if ('failure' in then.outcome) continue;
    const { listing } = then.outcome;
    const outcome = { listing: { ...listing, remarks: [other.remark, ...listing.remarks] } };
    return { ...then, attempts, outcome };
  }
  return { ...first, attempts };
}

/**
 * Many servers break after their release because a dependency moved on, and come back to life with dependencies of the
 * day after it, which is long enough for a release that mends another.
 */
async function prepareAsOfRelease(launcher: Launcher, resolution: Resolution, sandbox: Sandbox) {
  const moment = Date.parse(resolution.package.publishedAt ?? '') + dayMs;
  const isOlder = moment < Date.now();
  if (!isOlder || launcher.prepareAsOf === undefined) return null;
  const date = new Date(moment).toISOString();
  const preparation = await launcher.prepareAsOf(resolution, date, sandbox);
  if ('failure' in preparation) return null;
  const remark = `It lists its tools only with dependencies of ${date.slice(0, 10)}: with those of today it fails at start.`;
  return { preparation, remark };
}

/** Others break because the language itself moved on. */
async function prepareOnOlder(launcher: Launcher, resolution: Resolution, sandbox: Sandbox) {
  const prepared = (await launcher.prepareOnOlder?.(resolution, sandbox)) ?? null;
  if (prepared === null || 'failure' in prepared) return null;
  const { preparation, runtime } = prepared;
  return {
    preparation,
    remark: `It lists its tools only with ${runtime}: with a newer one it fails at start.`,
  };
}

function isBroken({ outcome }: Look): boolean {
  return (
    'failure' in outcome &&
    (outcome.failure.reason === 'crashed-at-start' || missesCode(outcome.failure.stderrTail))
  );
}
