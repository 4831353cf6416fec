import { noticeDeeds } from '../deed-notices.ts';
import { saying } from '../example.ts';
import type { Rule } from '../rule.ts';

export const delegation: Rule = {
  id: 'delegation',
  title: 'Says that it sets something to work',
  rationale:
    'Work that goes on after the answer is not bounded by the call that began it: an agent, a crawl, a schedule that recurs.',
  decides: [16],
  positive: [
    { because: 'it delegates', definition: saying('delegate_task', 'Delegates a task to another agent.') },
    { because: 'it starts a crawl', definition: saying('start_crawl', 'Start a crawl of a site.') },
  ],
  negative: [
    {
      because: 'it waits for the answer',
      definition: saying('ask_model', 'Ask a model a question and return its answer.'),
    },
  ],
  notice(tool) {
    return noticeDeeds(tool, 'Execute', ['delegate']);
  },
};
