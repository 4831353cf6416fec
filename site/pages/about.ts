import { rules } from '../../classifier/rules/index.ts';
import type { PageKind } from '../page.ts';

/** How the catalogue is made, what it does not know, and how to dispute a verdict. */
export const aboutPages: PageKind = {
  id: 'about',
  *pages({ overview: { observedAt, rulesetVersion, servers, tools } }) {
    const facts = {
      observedAt,
      rulesetVersion,
      servers: servers.length,
      tools: tools.length,
      rules: rules.length,
    };
    yield {
      path: 'about/',
      title: 'About',
      description:
        'How placard learns what a tool can do, what it does not look at, and how to dispute a verdict.',
      trail: [],
      facts,
      view: facts,
    };
  },
};
