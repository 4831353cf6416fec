import { viewServerRow } from '../list-rows.ts';
import type { PageKind } from '../page.ts';
import { paginate } from '../pagination.ts';

/** The list of all servers that listed their tools. */
export const serversPages: PageKind = {
  id: 'servers',
  *pages({ overview }) {
    const listed = overview.servers.filter((server) => server.isListed);
    const failed = overview.servers.filter((server) => server.failure !== null).length;
    for (const part of paginate(listed, 'servers/')) {
      yield {
        path: part.path,
        title: part.number === 1 ? 'Servers' : `Servers, page ${part.number}`,
        description: 'Every MCP server that listed its tools, with the dangers of each at a glance.',
        trail: part.number === 1 ? [] : [{ name: 'Servers', path: 'servers/' }],
        facts: { ...part, failed },
        view: { ...part, failed, rows: part.items.map(viewServerRow) },
      };
    }
  },
};
