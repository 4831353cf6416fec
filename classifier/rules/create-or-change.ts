import { findVerb } from '../language/find-verb.ts';
import type { Rule } from '../rule.ts';

export const createOrChange: Rule = {
  id: 'create-or-change',
  title: 'Says that it creates or changes something',
  rationale:
    'What is made or changed can be corrected by another call, yet someone has to notice that it happened.',
  decides: [2],
  positive: [
    {
      because: 'creates something',
      definition: { name: 'create_issue', description: 'Creates an issue.' },
    },
  ],
  negative: [
    {
      because: 'only looks',
      definition: { name: 'list_issues', description: 'Lists issues.' },
    },
  ],
  notice(tool) {
    const verb = findVerb(tool);
    if (verb?.deed !== 'change') return [];
    const { field, quote, start } = verb;
    return [{ effect: 'Write', confidence: field === 'name' ? 'medium' : 'high', field, quote, start }];
  },
};
