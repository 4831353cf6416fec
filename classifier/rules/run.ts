import { findVerb } from '../language/find-verb.ts';
import type { Rule } from '../rule.ts';

export const run: Rule = {
  id: 'run',
  title: 'Says that it runs something',
  rationale: 'What is run decides what happens, and the definition does not bound it.',
  decides: [8],
  positive: [
    {
      because: 'runs a command',
      definition: { name: 'execute_command', description: 'Executes a command.' },
    },
  ],
  negative: [
    {
      because: 'only looks',
      definition: { name: 'get_run', description: 'Gets a run.' },
    },
  ],
  notice(tool) {
    const verb = findVerb(tool);
    if (verb?.deed !== 'run') return [];
    const { field, quote, start } = verb;
    return [{ effect: 'Execute', confidence: field === 'name' ? 'medium' : 'high', field, quote, start }];
  },
};
