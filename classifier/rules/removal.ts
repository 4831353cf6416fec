import { findVerb } from '../language/find-verb.ts';
import type { Rule } from '../rule.ts';

export const removal: Rule = {
  id: 'removal',
  title: 'Says that it removes something',
  rationale: 'What is removed does not come back by calling other tools.',
  decides: [12],
  positive: [
    {
      because: 'deletes a file',
      definition: { name: 'delete_file', description: 'Deletes a file.' },
    },
  ],
  negative: [
    {
      because: 'only looks',
      definition: { name: 'list_deleted_files', description: 'Lists deleted files.' },
    },
  ],
  notice(tool) {
    const verb = findVerb(tool);
    if (verb?.deed !== 'remove') return [];
    const { field, quote, start } = verb;
    return [{ effect: 'Destructive', confidence: field === 'name' ? 'medium' : 'high', field, quote, start }];
  },
};
