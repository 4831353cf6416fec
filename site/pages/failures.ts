import { describeFailure } from '../failure-words.ts';
import type { PageKind } from '../page.ts';
import { paginate } from '../pagination.ts';

/** The list of servers whose newest look failed, and why. */
export const failuresPages: PageKind = {
  id: 'failures',
  *pages({ overview }) {
    const failed = overview.servers.filter((server) => server.failure !== null);
    const byReason = [...Map.groupBy(failed, (server) => server.failure?.reason ?? '')]
      .map(([reason, some]) => ({ reason, count: some.length, ...describeFailure(reason) }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
    for (const part of paginate(failed, 'failures/')) {
      yield {
        path: part.path,
        title: part.number === 1 ? 'Failed looks' : `Failed looks, page ${part.number}`,
        description: 'Servers that were looked at and did not list their tools, and why.',
        trail: part.number === 1 ? [] : [{ name: 'Failed looks', path: 'failures/' }],
        facts: { byReason, ...part },
        view: {
          byReason,
          ...part,
          rows: part.items.map((server) => ({
            ...server,
            failure: server.failure && { ...server.failure, ...describeFailure(server.failure.reason) },
          })),
        },
      };
    }
  },
};
