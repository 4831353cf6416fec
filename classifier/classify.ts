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
import type { DecidingRule, EffectNotice, Rule, SignalNotice, SignalRule } from './rule.ts';
import { rules } from './rules/index.ts';
import type { Tool } from './tool.ts';

/** An effect, and the id of the rule that noticed it. */
interface Effect {
  notice: EffectNotice;
  rule: string;
}

const decidingRules = rules.filter(isDeciding);
/** In the order in which a verdict tells its signals. */
const signalRules = rules
  .filter((rule): rule is SignalRule => !isDeciding(rule))
  .sort((a, b) => signalIds.indexOf(a.id) - signalIds.indexOf(b.id));
/** Evidence of one verdict or action is cut here; more tells a reader nothing new. */
const mostEvidence = 12;

/**
 * The verdict on one tool, from its definition alone. Never throws: what is no definition is `Unknown`.
 * The gravest effect that any rule noticed wins (taxonomy rule 1); annotations are claims and lower nothing.
 */
export function classify(definition: unknown): Classification {
  const tool = readTool(definition);
  const effects = noticeEffects(tool);
  const category = gravestOf(effects);
  const signals = noticeSignals(tool, category);
  const actions = readActions(effects, signals);
  const { riskLevel, severity } = judgeRisk(category, signals);
  return {
    name: tool.name,
    category,
    riskLevel,
    severity,
    confidence: judgeConfidence(category, effects),
    evidence: strongestEvidence(effects, category),
    signals,
    actions,
    remainder: findRemainder(category, effects, actions, signals),
    problems: tool.problems,
  };
}

function isDeciding(rule: Rule): rule is DecidingRule {
  return rule.decides.length > 0;
}

function noticeEffects(tool: Tool): Effect[] {
  const effects: Effect[] = [];
  for (const rule of decidingRules) {
    if (rule.clues?.areIn(tool.traits) === false) continue;
    for (const notice of rule.notice(tool)) effects.push({ notice, rule: rule.id });
  }
  return effects;
}

function noticeSignals(tool: Tool, category: Category): Signal[] {
  const signals: Signal[] = [];
  for (const rule of signalRules) {
    if (rule.clues?.areIn(tool.traits) === false) continue;
    for (const notice of rule.notice(tool, category)) signals.push(toSignal(notice, rule.id));
  }
  return signals;
}

function toSignal({ parameter, count, field, quote, start }: SignalNotice, id: SignalId): Signal {
  if (parameter !== undefined) return { id, parameter, field, quote, start, rule: id };
  if (count !== undefined) return { id, count, field, quote, start, rule: id };
  return { id, field, quote, start, rule: id };
}

function gravestOf(effects: readonly Effect[]): Category {
  let gravest: Category = 'Unknown';
  for (const { notice } of effects) gravest = graverCategory(gravest, notice.effect);
  return gravest;
}

const confidences: readonly Confidence[] = ['high', 'medium', 'low'];

/** As sure as its surest evidence; of `Unknown` we are never sure. */
function judgeConfidence(category: Category, effects: readonly Effect[]): Confidence {
  let surest = confidences.length - 1;
  for (const { notice } of effects) {
    if (notice.effect === category) surest = Math.min(surest, confidences.indexOf(notice.confidence));
  }
  return confidences[surest] ?? 'low';
}

/** Evidence of one category, or of all effects where none is named. */
function strongestEvidence(effects: readonly Effect[], category?: Category): Evidence[] {
  const evidence: Evidence[] = [];
  for (const sure of confidences) {
    for (const { notice, rule } of effects) {
      const { effect, confidence, field, quote, start } = notice;
      if (confidence !== sure || (category !== undefined && effect !== category)) continue;
      evidence.push({ rule, field, quote, start });
      if (evidence.length === mostEvidence) return evidence;
    }
  }
  return evidence;
}

function readActions(effects: readonly Effect[], signals: readonly Signal[]): Action[] {
  const chosen = effects.filter(({ notice }) => notice.action !== undefined);
  if (chosen.length === 0) return [];
  const byArgument = Map.groupBy(chosen, ({ notice: { action } }) =>
    JSON.stringify([action?.kind, action?.parameter, action?.value]),
  );
  return [...byArgument.values()].flatMap((group) => {
    const action = group[0]?.notice.action;
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
  if (actions.length === 0) return null;
  const gravest = actions.filter((action) => action.category === category);
  if (gravest.length === 0) return null;
  const left = effects.filter(({ notice }) => notice.effect !== category);
  if (left.length === 0) return null;
  // Prose that lists several deeds beside listed values speaks of these.
  const isChosen = gravest.some(({ kind }) => kind === 'choice') && left.some(({ notice }) => !notice.action);
  if (!isChosen && effects.some(({ notice }) => notice.effect === category && !notice.action)) return null;
  const remaining = gravestOf(left);
  const isAllOf = (parameter: string) =>
    actions.every(
      (action) => action.parameter !== parameter || (action.kind === 'choice' && gravest.includes(action)),
    );
  if (gravest.some(({ kind, parameter }) => kind === 'choice' && isAllOf(parameter))) return null;
  const forbidden = [...Map.groupBy(gravest, (action) => action.parameter)].map(([parameter, some]) => ({
    parameter,
    values: some.some((action) => action.kind === 'option') ? null : some.map((action) => action.value ?? ''),
  }));
  return { forbidden, category: remaining, ...judgeRisk(remaining, signals) };
}
