import type { PageKind } from '../page.ts';

/** What a web server shows for an address that has no page. */
export const notFoundPages: PageKind = {
  id: 'not-found',
  *pages() {
    yield {
      path: '404.html',
      title: 'No such page',
      description: 'There is no page at this address.',
      trail: [],
      facts: {},
      view: {},
    };
  },
};
