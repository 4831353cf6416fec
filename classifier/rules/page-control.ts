import { Clues } from '../clues.ts';
import { noticeDeeds } from '../deed-notices.ts';
import { saying } from '../example.ts';
import type { DecidingRule } from '../rule.ts';

export const pageControl: DecidingRule = {
  id: 'page-control',
  title: 'Says that it moves or uses a page',
  rationale:
    'Moving a browser about changes what it shows. Every input to a live page may set off whatever the page does with it, and nothing in the definition bounds that.',
  decides: [7],
  clues: new Clues({ deeds: ['navigate', 'input'] }),
  positive: [
    { because: 'it navigates', definition: saying('browser_navigate', 'Navigate to a URL') },
    {
      because: 'a click may do anything',
      definition: saying('browser_click', 'Perform click on a web page'),
    },
    { because: 'filling a field is input', definition: saying('puppeteer_fill', 'Fill out an input field') },
  ],
  negative: [
    {
      because: 'reading a page is reading',
      definition: saying('browser_snapshot', 'Capture a snapshot of the page'),
    },
    { because: 'dropping a table is no drag and drop', definition: saying('drop_table', 'Drops a table.') },
  ],
  notice(tool) {
    return [...noticeDeeds(tool, 'Write', ['navigate']), ...noticeDeeds(tool, 'Execute', ['input'])];
  },
};
