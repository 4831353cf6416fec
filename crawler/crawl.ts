import PQueue from 'p-queue';
import { cleanLine } from './diagnosis.ts';
import type { AnyLauncher, Failed, RemoteServer, Resolution } from './launcher.ts';
import { chooseLauncher } from './launchers/index.ts';
import type { FailureReason, Observation } from './observation.ts';
import { observeAbsence, type ProbeOptions, probe } from './probe.ts';
import { formatRef, type Ref, RefError, toPackageUrl } from './ref.ts';

/** What an earlier look came to: `listed`, or the reason of the failure. */
interface Outcome {
  version: string | null;
  observedAt: string;
  outcome: string;
}

/** What the crawl needs to know of earlier looks, and where it puts new ones. */
export interface ObservationStore {
  /** The newest look at a server, or at one version of it; null where there was none. */
  lastOutcome(purl: string, version?: string): Outcome | null;
  record(observation: Observation): void;
}

/** What happens in a crawl, as it happens. */
export type CrawlEvent =
  | { kind: 'started'; ref: string }
  | { kind: 'known'; ref: string; version: string | null; outcome: string }
  | { kind: 'observed'; ref: string; observation: Observation };

export interface CrawlOptions extends ProbeOptions {
  launchers: AnyLauncher[];
  store: ObservationStore;
  concurrency: number;
  /** Examine again what is known. */
  refresh: boolean;
  /** Ends the crawl after the servers under way. */
  signal?: AbortSignal;
  onEvent(event: CrawlEvent): void;
}

/**
 * Examines each server that is not known yet in its present version, and stores every observation as soon as it is made.
 * A crawl that is ended at any moment loses at most the looks under way, and goes on from there when run again.
 * @throws RefError, before anything is examined, where no launcher handles one of the REFs, or one is known on this
 * machine alone; a fault of a launcher or of the store after the looks under way are finished.
 */
export async function crawl(refs: Ref[], options: CrawlOptions): Promise<void> {
  for (const ref of refs) refuseOwn(ref);
  const queue = new PQueue({ concurrency: options.concurrency });
  const planned = new Map(
    refs.map((ref) => [formatRef(ref), { ref, launcher: chooseLauncher(options.launchers, ref) }]),
  );
  const underWay = new Map<string, Promise<void>>();
  const faults: unknown[] = [];
  for (const { ref, launcher } of planned.values()) {
    queue.add(async () => {
      if (options.signal?.aborted || faults.length > 0) return;
      await examine(ref, launcher, underWay, options).catch((fault) => faults.push(fault));
    });
  }
  await queue.onIdle();
  if (faults.length > 0) throw faults[0];
}

/** What has no identity that others would know could never be told from another's in a catalogue. */
function refuseOwn(ref: Ref): void {
  if (toPackageUrl(ref) === null)
    throw new RefError(`"${cleanLine(formatRef(ref))}" is known on this machine alone: audit it instead.`);
}

async function examine(
  ref: Ref,
  launcher: AnyLauncher,
  underWay: Map<string, Promise<void>>,
  options: CrawlOptions,
): Promise<void> {
  const name = formatRef(ref);
  options.onEvent({ kind: 'started', ref: name });
  const resolution = await launcher.resolve(ref);
  const purl = 'failure' in resolution ? (toPackageUrl(withoutVersion(ref)) ?? name) : resolution.purl;
  const version = 'failure' in resolution ? undefined : resolution.version;
  // Two REFs may mean the same version of one server: the second waits, and then finds it known.
  const key = JSON.stringify([purl, version]);
  const earlier = underWay.get(key);
  const look = Promise.resolve(earlier).then(async () => {
    const known =
      earlier === undefined && options.refresh ? null : findKnown(options.store, purl, resolution);
    if (known !== null) {
      options.onEvent({ kind: 'known', ref: name, version: known.version, outcome: known.outcome });
      return;
    }
    const identity = formatRef(withoutVersion(ref));
    const observation =
      'failure' in resolution
        ? observeAbsence(purl, identity, resolution.failure)
        : await probe(launcher, identity, resolution, options);
    options.store.record(observation);
    options.onEvent({ kind: 'observed', ref: name, observation });
  });
  underWay.set(key, look);
  await look;
}

/** Failures that may be gone tomorrow, though the version is the same. */
const passingReasons: FailureReason[] = [
  'install-failed',
  'timed-out',
  'unavailable',
  'sandbox-unavailable',
  'not-found',
];
const passingFor = 24 * 60 * 60 * 1000;

/** The earlier look that still says what a new one would; null where there is none. */
function findKnown(
  store: ObservationStore,
  purl: string,
  resolution: Resolution | RemoteServer | Failed,
): Outcome | null {
  const newest = store.lastOutcome(purl);
  if ('failure' in resolution)
    return newest?.outcome === resolution.failure.reason && isStillTrue(newest) ? newest : null;
  // What runs elsewhere can change at any moment, and only itself tells its version.
  if (resolution.version === null) return newest !== null && isFresh(newest) ? newest : null;
  // It is back in the registry: the newest look must not go on to say that it is gone.
  if (newest === null || newest.version === null) return null;
  const known = store.lastOutcome(purl, resolution.version);
  return known !== null && isStillTrue(known) ? known : null;
}

function isStillTrue({ outcome, observedAt }: Outcome): boolean {
  const isPassing = passingReasons.some((reason) => reason === outcome);
  return !isPassing || isFresh({ observedAt });
}

function isFresh({ observedAt }: Pick<Outcome, 'observedAt'>): boolean {
  return Date.now() - Date.parse(observedAt) < passingFor;
}

function withoutVersion(ref: Ref): Ref {
  if ('version' in ref) return { ...ref, version: null };
  return 'tag' in ref ? { ...ref, tag: null } : ref;
}
