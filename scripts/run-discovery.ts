import { identify } from '../crawler/coordinate.ts';
import { RefusedRequestError, RetryLaterError, UnreadableAnswerError } from '../crawler/http/errors.ts';
import type { AnyLauncher } from '../crawler/launcher.ts';
import { mergeCandidates } from '../crawler/merge-candidates.ts';
import { formatRef, type Ref } from '../crawler/ref.ts';
import type { Source } from '../crawler/source.ts';
import type { Catalogue } from '../data/catalogue.ts';
import { toPlainText } from '../policy/plain-text.ts';
import { type Progress, startProgress } from './progress.ts';
import { count } from './terminal.ts';

/** What reading the sources came to. */
export interface DiscoveryReport {
  /** Servers that can be examined, in the order of their coordinates. */
  refs: Ref[];
  /** Servers that the sources name, and that no launcher handles or that want what nobody gave. */
  setAside: number;
  /** Why a source was not read to its end, by source. */
  unread: Record<string, string>;
}

/**
 * Reads each source on from where it was left, keeps every page as it comes, and merges what all sources ever said.
 * A source that cannot be read is said and left; what it gave until then is kept.
 * @param limit ends the reading once so many servers can be examined.
 */
export async function discover(
  sources: Source[],
  { claims }: Catalogue,
  launchers: AnyLauncher[],
  limit = Infinity,
  signal?: AbortSignal,
): Promise<DiscoveryReport> {
  const unread: Record<string, string> = {};
  const progress = startProgress();
  let found = 0;
  const canExamine = (ref: Ref) => launchers.some((launcher) => launcher.accepts(ref));
  try {
    for (const source of sources) {
      if (signal?.aborted || found >= limit) break;
      const reason = await readSource(source, claims, progress, signal, (refs) => {
        found += refs.filter(canExamine).length;
        return found >= limit;
      });
      if (reason !== null) unread[source.id] = reason;
    }
  } finally {
    progress.end();
  }
  const merged = mergeCandidates(claims.candidates());
  const active = merged.filter(({ status }) => status !== 'deleted');
  const examinable = active.filter(({ ref, unresolved }) => unresolved.length === 0 && canExamine(ref));
  return { refs: examinable.map(({ ref }) => ref), setAside: active.length - examinable.length, unread };
}

async function readSource(
  source: Source,
  claims: Catalogue['claims'],
  progress: Progress,
  signal: AbortSignal | undefined,
  isEnough: (refs: Ref[]) => boolean,
): Promise<string | null> {
  let kept = 0;
  try {
    const request = { checkpoint: claims.checkpoint(source.id), ...(signal && { signal }) };
    for await (const { candidates, checkpoint } of source.discover(request)) {
      const identified = candidates.map((candidate) => ({
        coordinate: identify(candidate.ref) ?? formatRef(candidate.ref),
        candidate,
      }));
      claims.keepPage(source.id, { candidates: identified, checkpoint });
      kept += candidates.length;
      progress.show(`${source.title}: ${count(kept, 'candidate')}`);
      if (isEnough(candidates.map(({ ref }) => ref))) break;
    }
  } catch (error) {
    if (!isOfTheWorld(error)) throw error;
    progress.print(`${source.title} was read no further: ${toPlainText(error.message, 300)}`);
    return error.message;
  }
  progress.print(`${source.title}: ${count(kept, 'candidate')}`);
  return null;
}

/** A fault of the host that was asked, not of placard. */
function isOfTheWorld(error: unknown): error is Error {
  return [RetryLaterError, RefusedRequestError, UnreadableAnswerError].some((kind) => error instanceof kind);
}
