import type { DeclaredInputs } from './candidate.ts';
import type { AnyLauncher, Failed, RemoteServer, Resolution } from './launcher.ts';
import { type PastLook, standsUntil } from './next-look.ts';
import type { Observation } from './observation.ts';
import { observeAbsence, type ProbeOptions, probe } from './probe.ts';
import { formatRef, type Ref, toPackageUrl, withoutVersion } from './ref.ts';

/** A server in the exact version that its REF means today, or the reason why there is none; nothing of it was run yet. */
export interface FoundServer {
  launcher: AnyLauncher;
  /** Package URL without version, or the remote address. */
  purl: string;
  /** The REF without its version. */
  ref: string;
  /** null where it was not found, or runs elsewhere: then only itself tells its version. */
  version: string | null;
  resolution: Resolution | RemoteServer | Failed;
}

/** What is remembered of earlier looks. */
export interface PastLooks {
  /** The newest look at a server, or at one version of it; null where there was none. */
  lastOutcome(purl: string, version?: string): PastLook | null;
}

/** Finds what a REF means today. */
export async function findServer(ref: Ref, launcher: AnyLauncher): Promise<FoundServer> {
  const resolution = await launcher.resolve(ref);
  const identity = withoutVersion(ref);
  const isFailed = 'failure' in resolution;
  return {
    launcher,
    purl: isFailed ? (toPackageUrl(identity) ?? formatRef(ref)) : resolution.purl,
    ref: formatRef(identity),
    version: isFailed ? null : resolution.version,
    resolution,
  };
}

/** The earlier look that still says what a new one would; null where there is none, or its time is over. */
export function findKnown(past: PastLooks, { purl, resolution }: FoundServer): PastLook | null {
  const newest = past.lastOutcome(purl);
  if (newest === null) return null;
  if ('failure' in resolution)
    return newest.outcome === resolution.failure.reason && stillStands(newest, false) ? newest : null;
  if (resolution.version === null) return stillStands(newest, true) ? newest : null;
  // It is back in the registry: the newest look must not go on to say that it is gone.
  if (newest.version === null) return null;
  const known = past.lastOutcome(purl, resolution.version);
  if (known === null || isOtherArtefact(known, resolution)) return null;
  return stillStands(known, false) ? known : null;
}

/**
 * Looks at it, and says what came of it. Never rejects for what a server does.
 * @param declared as `probe` takes it.
 */
export async function observe(
  { launcher, purl, ref, resolution }: FoundServer,
  options: ProbeOptions,
  declared: DeclaredInputs | null = null,
): Promise<Observation> {
  return 'failure' in resolution
    ? observeAbsence(purl, ref, resolution.failure)
    : probe(launcher, ref, resolution, options, declared);
}

function stillStands(look: PastLook, runsElsewhere: boolean): boolean {
  return Date.now() < standsUntil(look, runsElsewhere);
}

/** The same version with other contents: some registries allow it. */
function isOtherArtefact({ integrity }: PastLook, { package: facts }: Resolution): boolean {
  return integrity !== null && facts.integrity !== null && integrity !== facts.integrity;
}
