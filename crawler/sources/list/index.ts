import { makeCandidate } from '../../candidate.ts';
import { formatRef } from '../../ref.ts';
import type { Source } from '../../source.ts';
import { readRefList } from './read-ref-list.ts';

/** The user's own list: a file of REFs, one a line. It is read whole each time. */
export function makeList(file: string): Source {
  return {
    id: 'list',
    title: 'A list of REFs',
    async *discover() {
      const refs = await readRefList(file);
      const seenAt = new Date().toISOString();
      const candidates = refs.map((ref) =>
        makeCandidate({ ref, source: 'list', name: formatRef(ref), seenAt }),
      );
      yield { candidates, skipped: {}, checkpoint: null };
    },
  };
}
