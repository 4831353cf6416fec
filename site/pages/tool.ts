import type { Classification } from '../../classifier/classification.ts';
import { readTool } from '../../classifier/read-tool.ts';
import { describeSignal } from '../../classifier/signals.ts';
import type { Annotations } from '../../classifier/tool.ts';
import { describeRemainder, describeVerdict } from '../../classifier/words.ts';
import type { ToolChange } from '../../data/changes.ts';
import type { ServerEntry, ToolEntry } from '../../data/entries.ts';
import { describeAdvice } from '../../policy/advice-words.ts';
import { recommend } from '../../policy/recommend.ts';
import { serverName, serverPath } from '../addresses.ts';
import { annotateDefinition } from '../annotated-definition.ts';
import { makeBrief } from '../brief.ts';
import { categoryPath, describeSeverity, levelPath, markOf } from '../category-mark.ts';
import { describeChoice } from '../evidence-notes.ts';
import { sortGravestFirst, type ToolSummary } from '../overview.ts';
import type { Page, PageKind } from '../page.ts';
import { writePolicyDocuments } from '../policy-documents.ts';
import { splitCode } from '../prose.ts';
import { indexRelatedTools } from '../related-tools.ts';
import { viewChange } from '../tool-change.ts';
import { answerQuestions } from '../tool-questions.ts';

/** A page for every tool that a server listed. */
export const toolPages: PageKind = {
  id: 'tool',
  *pages({ catalogue, overview }) {
    const related = indexRelatedTools(overview);
    const byServer = Map.groupBy(overview.tools, (tool) => tool.server.path);
    for (const entry of catalogue.servers()) {
      const siblings = byServer.get(serverPath(entry.purl)) ?? [];
      const changes = Map.groupBy(catalogue.changes(entry.purl), ({ tool }) => tool);
      for (const [position, tool] of (entry.listed?.tools ?? []).entries()) {
        const summary = siblings[position];
        if (summary === undefined) throw new Error(`no row for tool ${position} of ${entry.purl}`);
        const elsewhere = related.elsewhere(summary);
        const facts = gatherFacts(entry, tool, summary, siblings, elsewhere, changes.get(tool.name) ?? []);
        yield makePage(facts);
      }
    }
  },
};

type Facts = ReturnType<typeof gatherFacts>;

function gatherFacts(
  entry: ServerEntry,
  tool: ToolEntry,
  summary: ToolSummary,
  siblings: ToolSummary[],
  elsewhere: ToolSummary[],
  changes: ToolChange[],
) {
  const { classification, definition, digest, firstSeenAt, firstSeenVersion } = tool;
  const { listed } = entry;
  if (listed === null) throw new Error(`${entry.purl} has a tool and no listing`);
  const server = serverName(entry.purl);
  const recommendation = recommend({ classification, definition });
  return {
    name: tool.name,
    path: summary.path,
    server: { name: server, path: serverPath(entry.purl), purl: entry.purl, ref: entry.ref },
    verdict: describeVerdict(classification),
    classification,
    recommendation,
    policies: writePolicyDocuments(entry.purl, [{ classification, definition }]),
    definition,
    siblings: sortGravestFirst(siblings).map(summariseBriefly),
    elsewhere,
    questions: answerQuestions({
      name: makeBrief(tool.name) || 'this tool',
      server,
      version: listed.version,
      observedAt: listed.observedAt,
      sandbox: listed.sandbox,
      classification,
      recommendation,
      annotationsGiven: readTool(definition).annotations !== null,
    }),
    source: {
      method: 'live',
      version: listed.version,
      observedAt: listed.observedAt,
      protocolVersion: listed.protocolVersion,
      sandbox: listed.sandbox,
      digest,
    },
    history: {
      firstSeenAt,
      firstSeenVersion,
      looksSince: entry.history.filter(({ observedAt }) => observedAt >= firstSeenAt).length,
      changes,
    },
  };
}

function summariseBriefly({ name, path, category }: ToolSummary) {
  return { name, path, category };
}

/** Older ones are left to the data beside the page. */
const mostChanges = 20;

function makePage(facts: Facts): Page {
  const { name, path, server, verdict, classification } = facts;
  return {
    path,
    title: `${makeBrief(name) || 'A tool without a name'} of ${server.name}`,
    description: verdict,
    trail: [{ name: 'Servers', path: 'servers/' }, server],
    facts,
    view: {
      ...facts,
      reason: splitCode(facts.recommendation.reason),
      advice: describeAdvice({ ...facts.recommendation, constraints: [] }),
      ...viewVerdict(classification),
      ...viewDefinition(facts),
      ...viewRelated(facts),
      changed: facts.history.changes.slice(0, mostChanges).map(viewChange),
    },
  };
}

const confidenceWords = {
  high: 'high: the definition says it',
  medium: 'medium: a close reading',
  low: 'low: one weak word carries it',
};

function viewVerdict(classification: Classification) {
  const { category, riskLevel, severity, confidence, corrected, signals, actions, remainder } =
    classification;
  return {
    mark: markOf(category),
    categoryPath: categoryPath(category),
    levelPath: levelPath(riskLevel),
    level: riskLevel.toLowerCase(),
    severityWords: describeSeverity(severity),
    confidenceWords: corrected === undefined ? confidenceWords[confidence] : 'high: a reviewer decided',
    corrected: corrected ?? null,
    signals: [...new Set(signals.map(describeSignal))],
    actions: actions.map((action) => ({
      mark: markOf(action.category),
      choice: describeChoice(action),
      isOption: action.kind === 'option',
      riskLevel: action.riskLevel,
      quotes: action.evidence.map(({ quote }) => quote),
    })),
    remainder:
      remainder === null
        ? null
        : {
            mark: markOf(remainder.category),
            words: splitCode(describeRemainder(remainder)),
            riskLevel: remainder.riskLevel,
          },
  };
}

function viewDefinition({ definition, classification, questions }: Facts) {
  return {
    annotated: annotateDefinition(definition, classification),
    hints: compareHints(readTool(definition).annotations, classification),
    hasHints: readTool(definition).annotations !== null,
    definitionText: JSON.stringify(definition, null, 2),
    problems: classification.problems.map(splitCode),
    questions: questions.map(({ question, answer }) => ({ question, answer: splitCode(answer) })),
  };
}

function viewRelated({ siblings, elsewhere, path }: Facts) {
  return {
    strip: siblings.map((tool) => ({ ...tool, mark: markOf(tool.category), isCurrent: tool.path === path })),
    others: siblings.length - 1,
    elsewhere: elsewhere.map((tool) => ({ ...tool, mark: markOf(tool.category) })),
  };
}

/** What the server claims of the tool beside what the rules found. */
function compareHints(annotations: Annotations | null, { category, signals }: Classification) {
  const isKnown = category !== 'Unknown';
  const readsOnly = category === 'Read';
  const destroys = category === 'Destructive' || category === 'Financial';
  const isOpen = signals.some(({ id }) => ['open-world', 'outbound-message', 'url-parameter'].includes(id));
  const rows = [
    { hint: 'readOnlyHint', meaning: 'only reads', found: isKnown ? readsOnly : null },
    { hint: 'destructiveHint', meaning: 'may destroy', found: isKnown ? destroys : null },
    { hint: 'idempotentHint', meaning: 'calling twice changes nothing more', found: null },
    { hint: 'openWorldHint', meaning: 'reaches outside', found: isOpen ? true : null },
  ] as const;
  return rows.map(({ hint, meaning, found }) => {
    const given = annotations?.[hint] ?? null;
    const disagrees = given !== null && found !== null && given !== found;
    const contradicts = signals.some(
      (signal) => signal.id === 'annotation-mismatch' && signal.field.endsWith(hint),
    );
    return {
      hint,
      meaning,
      given: given === null ? 'not given' : String(given),
      found:
        found === null
          ? hint === 'idempotentHint'
            ? 'not examined'
            : 'cannot be told'
          : found
            ? 'yes'
            : 'no',
      remark: contradicts ? 'Contradicts its words' : disagrees ? 'Differs' : '',
    };
  });
}
