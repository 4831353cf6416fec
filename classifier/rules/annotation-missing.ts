import { saying } from '../example.ts';
import type { SignalRule } from '../rule.ts';

/** The server gives no hint about the tool at all. */
export const annotationMissing: SignalRule = {
  id: 'annotation-missing',
  title: 'Gives no hints',
  rationale:
    'The protocol lets a server say whether a tool only reads, destroys, repeats safely or reaches outside. Hints are claims and prove nothing, but a client that asks before destructive calls has only them to go by. A title alone is no hint.',
  decides: [],
  positive: [
    { because: 'there are no annotations', definition: saying('list_notes', 'Lists notes.') },
    {
      because: 'a title hints at nothing',
      definition: { ...saying('list_notes', 'Lists notes.'), annotations: { title: 'List notes' } },
    },
  ],
  negative: [
    {
      because: 'one hint is a hint, true or false',
      definition: { ...saying('list_notes', 'Lists notes.'), annotations: { readOnlyHint: false } },
    },
  ],
  notice({ annotations, name }) {
    if (name === '') return [];
    const { readOnlyHint, destructiveHint, idempotentHint, openWorldHint } = annotations ?? {};
    const hints = [readOnlyHint, destructiveHint, idempotentHint, openWorldHint];
    if (hints.some((hint) => typeof hint === 'boolean')) return [];
    return [{ field: 'name', quote: name.slice(0, 200), start: 0 }];
  },
};
