import type { Category } from '../classification.ts';
import { saying } from '../example.ts';
import type { SignalNotice, SignalRule } from '../rule.ts';

const changing: readonly Category[] = ['Write', 'Execute', 'Destructive', 'Financial'];

/** A hint claims less harm than the verdict found. */
export const annotationMismatch: SignalRule = {
  id: 'annotation-mismatch',
  title: 'Its hints contradict its words',
  rationale:
    'Clients use hints to decide whether to ask before a call, so a hint that plays a tool down matters. `readOnlyHint: true` contradicts every verdict but Read, `destructiveHint: false` contradicts Destructive. A hint that claims more harm than we see is caution, and left alone.',
  decides: [],
  positive: [
    {
      because: 'a tool that deletes does not only read',
      definition: { ...saying('delete_file', 'Deletes a file.'), annotations: { readOnlyHint: true } },
    },
    {
      because: 'a tool that deletes is destructive',
      definition: { ...saying('delete_file', 'Deletes a file.'), annotations: { destructiveHint: false } },
    },
  ],
  negative: [
    {
      because: 'a hint that agrees',
      definition: { ...saying('list_files', 'Lists files.'), annotations: { readOnlyHint: true } },
    },
    {
      because: 'claiming more harm than there is is caution',
      definition: { ...saying('list_files', 'Lists files.'), annotations: { destructiveHint: true } },
    },
  ],
  notice({ annotations }, category) {
    if (annotations === null) return [];
    const notices: SignalNotice[] = [];
    if (annotations.readOnlyHint === true && changing.includes(category))
      notices.push(contradiction('readOnlyHint'));
    if (annotations.destructiveHint === false && category === 'Destructive') {
      notices.push(contradiction('destructiveHint'));
    }
    return notices;
  },
};

function contradiction(hint: string): SignalNotice {
  return { field: `annotations.${hint}`, quote: hint, start: 0 };
}
