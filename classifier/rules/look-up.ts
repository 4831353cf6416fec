import { findVerb } from '../language/find-verb.ts';
import type { Rule } from '../rule.ts';

export const lookUp: Rule = {
  id: 'look-up',
  title: 'Says that it returns something',
  rationale:
    'A verb of looking is the evidence that Read needs: silence is none. What the call may do besides is for the other rules.',
  decides: [1, 2],
  positive: [
    {
      because: 'gets something by its name',
      definition: { name: 'get_weather', description: 'Get the weather of a city.' },
    },
  ],
  negative: [
    {
      because: 'writes',
      definition: { name: 'save_note', description: 'Saves a note.' },
    },
  ],
  notice(tool) {
    const verb = findVerb(tool);
    if (verb?.deed !== 'look') return [];
    const { field, quote, start } = verb;
    return [{ effect: 'Read', confidence: field === 'name' ? 'medium' : 'high', field, quote, start }];
  },
};
