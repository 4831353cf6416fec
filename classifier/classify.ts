import type {
  Action,
  Category,
  Classification,
  Confidence,
  Evidence,
  Remainder,
  Signal,
  SignalId,
} from './classification.ts';
import { signalIds } from './classification.ts';
import { readTool } from './read-tool.ts';
import { graverCategory, judgeRisk } from './risk-table.ts';
import type { Notice, Rule } from './rule.ts';
import { rules } from './rules/index.ts';
import type { Tool } from './tool.ts';

type Effect = Extract<Notice, { effect: unknown }> & { rule: string };

/** What rules noticed, told apart as it comes in. */
interface Findings {
  effects: Effect[];
  signals: Signal[];
}

const decidingRules = rules.filter((rule) => rule.decides.length > 0);
const signalRules = rules.filter((rule) => rule.decides.length === 0);
/** Evidence of one verdict or action is cut here; more tells a reader nothing new. */
const mostEvidence = 12;

/**
 * The verdict on one tool, from its definition alone. Never throws: what is no definition is `Unknown`.
 * The gravest effect that any rule noticed wins (taxonomy rule 1); annotations are claims and lower nothing.
 */
export function classify(definition: unknown): Classification {
  const tool = readTool(definition);
  const findings: Findings = { effects: [], signals: [] };
  applyRules(decidingRules, tool, 'Unknown', findings);
  const { effects, signals } = findings;
  const category = gravestOf(effects);
  applyRules(signalRules, tool, category, findings);
  signals.sort(byKind);
  const actions = readActions(effects, signals);
  return {
    name: tool.name,
    category,
    ...judgeRisk(category, signals),
    confidence: judgeConfidence(category, effects),
    evidence: strongestEvidence(effects, category),
    signals,
    actions,
    remainder: findRemainder(category, effects, actions, signals),
    problems: tool.problems,
  };
}

function applyRules(some: readonly Rule[], tool: Tool, category: Category, into: Findings): void {
  for (const rule of some) {
    for (const notice of rule.notice(tool, category)) {
      if ('effect' in notice) {
        into.effects.push({ ...notice, rule: rule.id });
      } else {
        const { signal, ...rest } = notice;
        into.signals.push({ id: signal, ...rest, rule: rule.id });
      }
    }
  }
}

function gravestOf(effects: readonly { effect: Category }[]): Category {
  let gravest: Category = 'Unknown';
  for (const { effect } of effects) gravest = graverCategory(gravest, effect);
  return gravest;
}

const confidences: readonly Confidence[] = ['high', 'medium', 'low'];

/** As sure as its surest evidence; of `Unknown` we are never sure. */
function judgeConfidence(category: Category, effects: readonly Effect[]): Confidence {
  const holds = (confidence: Confidence) =>
    effects.some((effect) => effect.effect === category && effect.confidence === confidence);
  return confidences.find(holds) ?? 'low';
}

/** Evidence of one category, or of all effects where none is named. */
function strongestEvidence(effects: readonly Effect[], category?: Category): Evidence[] {
  const evidence: Evidence[] = [];
  for (const sure of confidences) {
    for (const { effect, confidence, rule, field, quote, start } of effects) {
      if (evidence.length === mostEvidence) return evidence;
      if (confidence !== sure || (category !== undefined && effect !== category)) continue;
      evidence.push({ rule, field, quote, start });
    }
  }
  return evidence;
}

function byKind(a: Signal, b: Signal): number {
  return (signalOrder.get(a.id) ?? 0) - (signalOrder.get(b.id) ?? 0);
}

const signalOrder: ReadonlyMap<SignalId, number> = new Map(signalIds.map((id, position) => [id, position]));

function readActions(effects: readonly Effect[], signals: readonly Signal[]): Action[] {
  if (effects.every(({ action }) => action === undefined)) return [];
  const byArgument = Map.groupBy(
    effects.filter((effect) => effect.action !== undefined),
    ({ action }) => JSON.stringify([action?.kind, action?.parameter, action?.value]),
  );
  return [...byArgument.values()].flatMap((group) => {
    const action = group[0]?.action;
    if (action === undefined) return [];
    const category = gravestOf(group);
    return [{ ...action, category, ...judgeRisk(category, signals), evidence: strongestEvidence(group) }];
  });
}

/** What is left when every argument that brings in the gravest effect is forbidden; null where none of them does. */
function findRemainder(
  category: Category,
  effects: readonly Effect[],
  actions: readonly Action[],
  signals: readonly Signal[],
): Remainder | null {
  const gravest = actions.filter((action) => action.category === category);
  if (gravest.length === 0) return null;
  const left = effects.filter((effect) => effect.effect !== category);
  if (left.length === 0 || effects.some((effect) => effect.effect === category && !effect.action))
    return null;
  const remaining = gravestOf(left);
  const forbidden = [...Map.groupBy(gravest, (action) => action.parameter)].map(([parameter, some]) => ({
    parameter,
    values: some.some((action) => action.kind === 'option') ? null : some.map((action) => action.value ?? ''),
  }));
  return { forbidden, category: remaining, ...judgeRisk(remaining, signals) };
}
