import { findVerb } from '../language/find-verb.ts';
import type { Rule } from '../rule.ts';

export const money: Rule = {
  id: 'money',
  title: 'Says that it moves money',
  rationale: 'Money that has moved comes back only by the grace of the one who has it.',
  decides: [13],
  positive: [
    {
      because: 'sends a payment',
      definition: { name: 'pay_invoice', description: 'Pays an invoice.' },
    },
  ],
  negative: [
    {
      because: 'only looks',
      definition: { name: 'get_price', description: 'Gets a price.' },
    },
  ],
  notice(tool) {
    const verb = findVerb(tool);
    if (verb?.deed !== 'pay') return [];
    const { field, quote, start } = verb;
    return [{ effect: 'Financial', confidence: field === 'name' ? 'medium' : 'high', field, quote, start }];
  },
};
