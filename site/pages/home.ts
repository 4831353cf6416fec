import { categories, riskLevels } from '../../classifier/classification.ts';
import { raises } from '../../classifier/risk-table.ts';
import { categoryPath, gravestFirst, levelPath, markOf } from '../category-mark.ts';
import { viewServerRow, viewToolRow } from '../list-rows.ts';
import type { Overview, ServerSummary, ToolSummary } from '../overview.ts';
import type { PageKind } from '../page.ts';

const shown = 8;

/** The front page: what the catalogue holds, a search over names, the riskiest and the newest. */
export const homePages: PageKind = {
  id: 'home',
  *pages({ overview }) {
    const facts = gatherFacts(overview);
    yield {
      path: '',
      title: 'placard: what each tool of an MCP server can do to you',
      description:
        'What can each tool of an MCP server do, how grave is it, which words say so, and which policy to begin with.',
      trail: [],
      facts,
      view: makeView(facts),
    };
  },
};

type Facts = ReturnType<typeof gatherFacts>;

function gatherFacts({ observedAt, rulesetVersion, servers, tools }: Overview) {
  const listed = servers.filter((server) => server.isListed);
  return {
    observedAt,
    rulesetVersion,
    servers: { looked: servers.length, listed: listed.length, failed: countFailed(servers) },
    tools: tools.length,
    byCategory: gravestFirst.map((category) => ({
      category,
      count: tools.filter((tool) => tool.category === category).length,
    })),
    byLevel: riskLevels.toReversed().map((level) => ({
      level,
      count: tools.filter((tool) => tool.riskLevel === level).length,
    })),
    riskiestTools: pickRiskiest(tools),
    newestServers: listed.toSorted((a, b) => compare(b.firstSeenAt, a.firstSeenAt)).slice(0, shown),
  };
}

function makeView(facts: Facts) {
  const largest = Math.max(1, ...facts.byCategory.map(({ count }) => count));
  return {
    ...facts,
    byCategory: facts.byCategory.map(({ category, count }) => ({
      mark: markOf(category),
      path: categoryPath(category),
      count,
      width: Math.round((count / largest) * 1000) / 10,
    })),
    byLevel: facts.byLevel.map(({ level, count }) => ({
      level,
      slug: level.toLowerCase(),
      path: levelPath(level),
      count,
    })),
    riskiestTools: facts.riskiestTools.map(viewToolRow),
    newestServers: facts.newestServers.map(viewServerRow),
  };
}

/** By level, then by signals that raise one, then by severity; one of each server, so that none fills the list. */
function pickRiskiest(tools: ToolSummary[]): ToolSummary[] {
  const raising = new Set(raises.map(({ signal }) => signal));
  const weigh = (tool: ToolSummary) => [
    riskLevels.indexOf(tool.riskLevel),
    tool.signals.filter((signal) => raising.has(signal)).length,
    categories.indexOf(tool.category),
    tool.signals.length,
  ];
  const ranked = tools
    .map((tool) => ({ tool, weight: weigh(tool) }))
    .sort((a, b) => compareLists(b.weight, a.weight) || compare(a.tool.path, b.tool.path));
  const servers = new Set<string>();
  return ranked
    .map(({ tool }) => tool)
    .filter(({ server }) => !servers.has(server.path) && servers.add(server.path))
    .slice(0, shown);
}

function countFailed(servers: ServerSummary[]): number {
  return servers.filter((server) => !server.isListed).length;
}

function compareLists(a: number[], b: number[]): number {
  const index = a.findIndex((value, place) => value !== b[place]);
  return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
