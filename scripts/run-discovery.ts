import type { DeclaredInputs } from '../crawler/candidate.ts';
import { identify } from '../crawler/coordinate.ts';
import { type DiscoveryOutcome, discover } from '../crawler/discover.ts';
import type { AnyLauncher } from '../crawler/launcher.ts';
import { mergeCandidates } from '../crawler/merge-candidates.ts';
import { formatRef, type Ref } from '../crawler/ref.ts';
import type { DiscoveryPage, Source } from '../crawler/source.ts';
import type { Catalogue } from '../data/catalogue.ts';
import { toPlainText } from '../policy/plain-text.ts';
import { startProgress } from './progress.ts';
import { count } from './terminal.ts';

/** What asking the sources came to. */
export interface DiscoveryReport {
  /** Servers that can be examined, in the order of their coordinates. */
  refs: Ref[];
  /** By REF, the source that is trusted most of those that name it. */
  sources: Map<string, string>;
  /** By package URL without version, what the sources say that a server wants at start. */
  declared: Map<string, DeclaredInputs>;
  /** How many servers the sources name that no launcher handles, or that want what nobody gave. */
  setAside: number;
  outcomes: DiscoveryOutcome[];
}

export interface DiscoveryBounds {
  /** Ends the reading once so many servers were found that can be examined. */
  limit?: number | undefined;
  /** Only servers that a source told of since, as new or as changed. */
  since?: Date | undefined;
  onPage?: ((source: string, page: DiscoveryPage) => void) | undefined;
}

/** Reads each source on from where it was left, keeps every page as it comes, and merges what all sources ever said. */
export async function runDiscovery(
  sources: Source[],
  { claims }: Catalogue,
  launchers: AnyLauncher[],
  { limit = Infinity, since, onPage }: DiscoveryBounds = {},
): Promise<DiscoveryReport> {
  const canExamine = (ref: Ref) => launchers.some((launcher) => launcher.accepts(ref));
  const enough = new AbortController();
  const progress = startProgress();
  const found = { candidates: 0, examinable: 0 };
  const outcomes = await discover(sources, {
    store: {
      readCheckpoint: claims.checkpoint,
      keepPage: (source, { candidates, checkpoint }) =>
        claims.keepPage(source, {
          candidates: candidates.map((candidate) => ({
            coordinate: identify(candidate.ref) ?? formatRef(candidate.ref),
            candidate,
          })),
          checkpoint,
        }),
    },
    signal: enough.signal,
    onPage(source, page) {
      const { candidates } = page;
      onPage?.(source, page);
      found.candidates += candidates.length;
      found.examinable += candidates.filter(({ ref }) => canExamine(ref)).length;
      progress.show(`${count(found.candidates, 'candidate')}; now ${source}`);
      if (found.examinable >= limit) enough.abort();
    },
  }).finally(progress.end);
  for (const outcome of outcomes) progress.print(describeOutcome(outcome));

  const from = since?.toISOString() ?? '';
  const active = mergeCandidates(claims.candidates()).filter(
    ({ status, sightings }) => status !== 'deleted' && sightings.some(({ seenAt }) => seenAt >= from),
  );
  const examinable = active.filter(({ ref, unresolved }) => unresolved.length === 0 && canExamine(ref));
  return {
    refs: examinable.map(({ ref }) => ref),
    sources: new Map(examinable.map(({ ref, sightings }) => [formatRef(ref), sightings[0]?.source ?? ''])),
    declared: new Map(
      examinable.flatMap(({ coordinate, declared }) => (declared === null ? [] : [[coordinate, declared]])),
    ),
    setAside: active.length - examinable.length,
    outcomes,
  };
}

function describeOutcome({ source, candidates, skipped, failure }: DiscoveryOutcome): string {
  const passedOver = Object.values(skipped).reduce((sum, number) => sum + number, 0);
  const parts = [
    count(candidates, 'candidate'),
    ...(passedOver > 0 ? [`${passedOver} elements passed over`] : []),
  ];
  if (failure === null || failure.kind === 'interrupted') return `${source}: ${parts.join(', ')}.`;
  const again = failure.retryAt === null ? '' : ` It may be asked again at ${failure.retryAt.toISOString()}.`;
  return `${source}: ${parts.join(', ')}, then it was read no further. ${toPlainText(failure.message, 300)}${again}`;
}
