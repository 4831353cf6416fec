import PQueue from 'p-queue';
import type { DeclaredInputs } from './candidate.ts';
import { cleanLine } from './diagnosis.ts';
import { type FoundServer, findKnown, findServer, observe, type PastLooks } from './examine.ts';
import type { AnyLauncher } from './launcher.ts';
import { chooseLauncher } from './launchers/index.ts';
import type { Observation } from './observation.ts';
import type { ProbeOptions } from './probe.ts';
import type { Delegation } from './queue/delegate.ts';
import { formatRef, type Ref, RefError, toPackageUrl, withVersion } from './ref.ts';

/** What the crawl needs to know of earlier looks, and where it puts new ones. */
export interface ObservationStore extends PastLooks {
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
  /** By package URL without version, what registries and catalogues say that a server wants at start. */
  declared?: ReadonlyMap<string, DeclaredInputs> | undefined;
  concurrency: number;
  /** Examine again what is known. */
  refresh: boolean;
  /** Workers that look in the place of this process; what they see is stored by then. */
  delegation?: Pick<Delegation, 'examine'> | null;
  /** Ends the crawl after the servers under way. */
  signal?: AbortSignal;
  onEvent(event: CrawlEvent): void;
}

/** Registries and hosts are asked about so many servers at once, however many are examined. */
const mostLookups = 16;

/**
 * Examines each server that is not known yet in its present version, and stores every observation as soon as it is made.
 * A crawl that is ended at any moment loses at most the looks under way, and goes on from there when run again.
 * @throws RefError, before anything is examined, where no launcher handles one of the REFs, or one is known on this
 * machine alone; a fault of a launcher or of the store after the looks under way are finished.
 */
export async function crawl(refs: Ref[], options: CrawlOptions): Promise<void> {
  for (const ref of refs) refuseOwn(ref);
  const queue = new PQueue({ concurrency: options.concurrency });
  const lookups = new PQueue({ concurrency: Math.min(options.concurrency, mostLookups) });
  const find: typeof findServer = (ref, launcher) => lookups.add(() => findServer(ref, launcher));
  const planned = new Map(
    refs.map((ref) => [formatRef(ref), { ref, launcher: chooseLauncher(options.launchers, ref) }]),
  );
  const underWay = new Map<string, Promise<void>>();
  const faults: unknown[] = [];
  for (const { ref, launcher } of planned.values()) {
    queue.add(async () => {
      if (options.signal?.aborted || faults.length > 0) return;
      await examine(ref, launcher, find, underWay, options).catch((fault) => faults.push(fault));
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

/** Finds a server, and looks at it unless it is known. */
async function examine(
  ref: Ref,
  launcher: AnyLauncher,
  find: typeof findServer,
  underWay: Map<string, Promise<void>>,
  options: CrawlOptions,
): Promise<void> {
  const name = formatRef(ref);
  options.onEvent({ kind: 'started', ref: name });
  const found = await find(ref, launcher);
  // Two REFs may mean the same version of one server: the second waits, and then finds it known.
  const key = JSON.stringify([found.purl, found.version]);
  const earlier = underWay.get(key);
  const turn = Promise.resolve(earlier).then(async () => {
    const asksAgain = options.refresh && earlier === undefined;
    const known = asksAgain ? null : findKnown(options.store, found);
    if (known !== null) {
      options.onEvent({ kind: 'known', ref: name, version: known.version, outcome: known.outcome });
      return;
    }
    const observation = await look(ref, found, options);
    if (observation !== null) options.onEvent({ kind: 'observed', ref: name, observation });
  });
  underWay.set(key, turn);
  await turn;
}

/** @returns what is stored by then; null where it is left to a later crawl. */
async function look(ref: Ref, found: FoundServer, options: CrawlOptions): Promise<Observation | null> {
  const { purl, version, resolution } = found;
  const declared = options.declared?.get(purl) ?? null;
  // What is not there needs no worker; where only this machine lacks what is needed, a worker may have it.
  const isThere = !('failure' in resolution) || resolution.failure.reason === 'sandbox-unavailable';
  if (options.delegation && isThere)
    return options.delegation.examine({ ref: withVersion(ref, version), purl, version, declared });
  const observation = await observe(found, options, declared);
  options.store.record(observation);
  return observation;
}
