import { rules } from '../../classifier/rules/index.ts';
import { rulePath } from '../addresses.ts';
import type { PageKind } from '../page.ts';

/** The list of all rules. */
export const rulesPages: PageKind = {
  id: 'rules',
  *pages({ overview }) {
    const entries = rules.map(({ id, title, rationale, decides }) => ({
      id,
      title,
      rationale,
      isDeciding: decides.length > 0,
      path: rulePath(id),
    }));
    const deciding = entries.filter((rule) => rule.isDeciding);
    const noticing = entries.filter((rule) => !rule.isDeciding);
    yield {
      path: 'rules/',
      title: 'Rules',
      description:
        'Each verdict follows from these rules: what each notices in a definition, and why it matters.',
      trail: [],
      facts: { rulesetVersion: overview.rulesetVersion, rules: entries },
      view: { deciding, noticing },
    };
  },
};
