import { judgeServer } from '../../classifier/server-verdict.ts';
import type { ToolChange } from '../../data/changes.ts';
import type { ServerEntry } from '../../data/entries.ts';
import { serverPath } from '../addresses.ts';
import { markOf } from '../category-mark.ts';
import { drawContextBar } from '../context-bar.ts';
import { describeFailure } from '../failure-words.ts';
import { sortGravestFirst, summariseServer, type ToolSummary } from '../overview.ts';
import type { Page, PageKind } from '../page.ts';
import { writePolicyDocuments } from '../policy-documents.ts';
import { describeCounts, describeServer } from '../server-words.ts';
import { drawTimeline } from '../timeline.ts';
import { viewChange } from '../tool-change.ts';
import { readWebAddress } from '../web-address.ts';

/** A page for every server that was looked at, whether it listed tools or not. */
export const serverPages: PageKind = {
  id: 'server',
  *pages({ catalogue, overview }) {
    const byServer = Map.groupBy(overview.tools, (tool) => tool.server.path);
    for (const entry of catalogue.servers()) {
      yield makePage(
        gatherFacts(entry, byServer.get(serverPath(entry.purl)) ?? [], catalogue.changes(entry.purl)),
      );
    }
  },
};

type Facts = ReturnType<typeof gatherFacts>;

function gatherFacts(entry: ServerEntry, tools: ToolSummary[], changes: ToolChange[]) {
  const { purl, ref, listed, failure, history } = entry;
  const { name, path, counts, version, lookedAt } = summariseServer(entry);
  const entries = listed?.tools ?? [];
  const classifications = entries.map(({ classification }) => classification);
  const verdict = judgeServer(
    classifications,
    entries.map(({ definition }) => definition),
  );
  return {
    name,
    path,
    purl,
    ref,
    version,
    lookedAt,
    sentence: describeServer(verdict, listed !== null, failure),
    package: entry.package,
    verdict: listed === null ? null : verdict,
    counts,
    tools: tools.map(({ server: _, ...tool }) => tool),
    policies: entries.length === 0 ? [] : writePolicyDocuments(purl, entries),
    listed: listed && { ...listed, tools: listed.tools.map((tool) => tool.digest) },
    failure: failure && { ...failure, ...describeFailure(failure.reason) },
    history,
    changes,
    timeline: drawTimeline(entry),
  };
}

function makePage(facts: Facts): Page {
  const { timeline: _, ...published } = facts;
  return {
    path: facts.path,
    title: facts.name,
    description: facts.sentence,
    trail: [{ name: 'Servers', path: 'servers/' }],
    facts: published,
    view: makeView(facts),
  };
}

/** More are left to the data beside the page. */
const mostChanges = 40;

function makeView(facts: Facts) {
  const { tools, verdict, counts, listed, package: about } = facts;
  const pathOf = new Map(tools.map(({ name, path }) => [name, path]));
  const linkTools = (names: string[]) =>
    names.map((name) => ({ name, path: pathOf.get(name) ?? facts.path }));
  const flow = verdict?.findings.find((finding) => finding.id === 'toxic-flow');
  const names = tools.map(({ name }) => name);
  const homepage = readWebAddress(about?.homepage ?? null);
  const repository = readWebAddress(about?.repository ?? null);
  return {
    ...facts,
    mark: verdict === null || tools.length === 0 ? null : markOf(verdict.category),
    level: verdict?.riskLevel?.toLowerCase() ?? null,
    counts: counts.map(({ category, count }) => ({ mark: markOf(category), count })),
    countWords: describeCounts(counts),
    strip: sortGravestFirst(tools).map((tool) => ({
      ...tool,
      mark: markOf(tool.category),
      isCurrent: false,
    })),
    rows: sortGravestFirst(tools).map((tool) => ({ ...tool, mark: markOf(tool.category), server: null })),
    flow: flow && {
      privateData: linkTools(flow.privateData),
      untrustedContent: linkTools(flow.untrustedContent),
      wayOut: linkTools(flow.wayOut),
    },
    duplicates: verdict?.findings.filter((finding) => finding.id === 'duplicate-name') ?? [],
    changed: facts.changes.slice(0, mostChanges).map((change) => ({
      ...viewChange(change),
      path: change.kind === 'removed' ? null : (pathOf.get(change.tool) ?? null),
    })),
    moreChanges: Math.max(facts.changes.length - mostChanges, 0),
    bar: verdict === null || tools.length === 0 ? null : drawContextBar(names, verdict.tokens),
    listed: listed && { ...listed, command: listed.command.join(' ') },
    // Publishers often give the one for the other.
    homepage: homepage?.words === repository?.words ? null : homepage,
    repository,
  };
}
