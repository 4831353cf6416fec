import PQueue from 'p-queue';
import type { Launcher, Resolution } from './launcher.ts';
import { chooseLauncher } from './launchers/index.ts';
import type { FailureReason, Observation } from './observation.ts';
import { observeAbsence, type ProbeOptions, probe } from './probe.ts';
import { formatRef, type Ref, toPackageUrl } from './ref.ts';

/** What the crawl needs to know of earlier looks, and where it puts new ones. */
export interface ObservationStore {
  /** The newest look at a server, or at one version of it; null where there was none. */
  lastOutcome(
    purl: string,
    version?: string,
  ): { version: string | null; observedAt: string; outcome: string } | null;
  record(observation: Observation): void;
}

/** What happens in a crawl, as it happens. */
export type CrawlEvent =
  | { kind: 'started'; ref: string }
  | { kind: 'known'; ref: string; version: string | null; outcome: string }
  | { kind: 'observed'; ref: string; observation: Observation };

export interface CrawlOptions extends ProbeOptions {
  launchers: Launcher[];
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
 * @throws RefError, before anything is examined, where no launcher handles one of the REFs.
 */
export async function crawl(refs: Ref[], options: CrawlOptions): Promise<void> {
  const queue = new PQueue({ concurrency: options.concurrency });
  const planned = new Map(
    refs.map((ref) => [formatRef(ref), { ref, launcher: chooseLauncher(options.launchers, ref) }]),
  );
  const jobs = [...planned.values()].map(({ ref, launcher }) =>
    queue.add(async () => {
      if (!options.signal?.aborted) await examine(ref, launcher, options);
    }),
  );
  await Promise.all(jobs);
}

async function examine(ref: Ref, launcher: Launcher, options: CrawlOptions): Promise<void> {
  const name = formatRef(ref);
  options.onEvent({ kind: 'started', ref: name });
  const resolution = await launcher.resolve(ref);
  const purl = 'failure' in resolution ? (toPackageUrl(withoutVersion(ref)) ?? name) : resolution.purl;
  const version = 'failure' in resolution ? undefined : resolution.version;
  const known = options.store.lastOutcome(purl, version);
  if (known !== null && !options.refresh && isStillTrue(known, resolution)) {
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
}

/** Failures that may be gone tomorrow, though the version is the same. */
const passingReasons: FailureReason[] = ['install-failed', 'timed-out', 'sandbox-unavailable', 'not-found'];
const passingFor = 24 * 60 * 60 * 1000;

function isStillTrue(
  known: { observedAt: string; outcome: string },
  resolution: Resolution | { failure: { reason: string } },
): boolean {
  if ('failure' in resolution && known.outcome !== resolution.failure.reason) return false;
  const isPassing = passingReasons.some((reason) => reason === known.outcome);
  return !isPassing || Date.now() - Date.parse(known.observedAt) < passingFor;
}

function withoutVersion(ref: Ref): Ref {
  if ('version' in ref) return { ...ref, version: null };
  return 'tag' in ref ? { ...ref, tag: null } : ref;
}
