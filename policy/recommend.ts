import type { Category, Classification, Evidence, SignalId } from '../classifier/classification.ts';
import { isRecord } from '../classifier/json.ts';
import { judgeRisk } from '../classifier/risk-table.ts';
import { anyRoot, bindArguments, findAddress, forbidGravest, type Reach } from './bind-arguments.ts';
import { type Constraint, describeConstraint } from './constraint.ts';
import { toPlainText } from './plain-text.ts';
import { type Answer, answers, type Preset } from './presets.ts';
import type { Decision, RateLimit, Recommendation } from './recommendation.ts';

/** A verdict beside the definition that it is of. */
export interface JudgedTool {
  classification: Classification;
  /** As the server sent it; anything that is no definition binds no argument. */
  definition: unknown;
}

/** What a person said of how to advise. */
export interface Advisor extends Reach {
  preset: Preset;
}

/** For who said nothing: `balanced`, a folder to be replaced, and no hosts. */
export const defaultAdvisor: Advisor = { preset: 'balanced', roots: [anyRoot], hosts: null };

const effects: Record<Category | 'FreeCode', string> = {
  Unknown: 'its definition does not tell what a call can do',
  Read: 'a call only returns information',
  Write: 'a call changes something that can be put right',
  Execute: 'a call runs something whose effect the definition does not bound',
  FreeCode: 'a call runs whatever code, statement or command it is given',
  Destructive: 'a call can take something away for good',
  Financial: 'a call can move money or commit to paying it',
};

/** What a signal asks for in every preset. One that hides outranks every category; one that asks, only a milder answer. */
const signalAdvice: readonly { signal: SignalId; decision: 'hide' | 'ask'; effect: string }[] = [
  {
    signal: 'hidden-instructions',
    decision: 'hide',
    effect: 'the definition speaks to the model rather than to you',
  },
  { signal: 'shadowing', decision: 'hide', effect: 'the definition steers how other tools are used' },
  { signal: 'secret-exposure', decision: 'ask', effect: 'a call can hand out credentials' },
  { signal: 'access-change', decision: 'ask', effect: 'a call changes who may do what' },
];

/** Signals for which `strict` has a person decide on what only reads. */
const strictlyAsked: readonly { signal: SignalId; effect: string }[] = [
  { signal: 'open-world', effect: 'a call brings in words that others wrote' },
  { signal: 'private-data', effect: 'a call reads personal or private data' },
];

const freeCodeRules: ReadonlySet<string> = new Set(['code-input', 'query-language', 'passthrough']);

/**
 * What to do with one tool, and why, in one sentence that quotes the tool's own words. Where arguments alone bring in
 * the gravest effect, they are forbidden and what is left decides. The strictest cause wins: a definition that speaks to
 * the model, then the category, then a signal or a raised level that asks for a person. `permissive` binds no argument.
 */
export function recommend(tool: JudgedTool, advisor: Advisor = defaultAdvisor): Recommendation {
  const { classification, definition } = tool;
  const { preset } = advisor;
  const hiding = findSignalAdvice(classification, 'hide');
  if (hiding !== null) return advise(classification, answers[preset].Destructive, hiding);

  const forbidden = preset === 'permissive' ? null : forbidGravest(classification, definition);
  const left = forbidden === null ? null : classification.remainder;
  const category = left?.category ?? classification.category;
  const kind = category === 'Execute' && takesFreeCode(classification, definition) ? 'FreeCode' : category;
  const answer = answers[preset][kind];
  const cause: Cause = {
    effect: effects[kind],
    evidence: findEvidence(classification, category, left !== null),
  };
  const bound = preset === 'permissive' ? [] : bindArguments(classification, definition, category, advisor);
  const settled = new Set(forbidden?.map(({ argument }) => argument));
  const constraints = [...(forbidden ?? []), ...bound.filter(({ argument }) => !settled.has(argument))];
  const isSettled = answer.decision !== 'allow' && answer.withoutAsk === 'deny';
  if (isSettled) return advise(classification, answer, cause, constraints);

  const asking = findSignalAdvice(classification, 'ask') ?? findFurtherCause(tool, left, advisor);
  if (asking === null) return advise(classification, answer, cause, constraints);
  return advise(classification, answers.strict.Write, asking, constraints);
}

/** Why, as the middle of a sentence, and the words that say so. */
interface Cause {
  effect: string;
  evidence: Evidence | undefined;
}

function findSignalAdvice({ signals }: Classification, wanted: 'hide' | 'ask'): Cause | null {
  for (const { signal, decision, effect } of signalAdvice) {
    const evidence = signals.find(({ id }) => id === signal);
    if (decision === wanted && evidence !== undefined) return { effect, evidence };
  }
  return null;
}

/** What else has a person decide on a tool that would be allowed. */
function findFurtherCause(
  { classification, definition }: JudgedTool,
  left: Classification['remainder'],
  { preset, hosts }: Advisor,
): Cause | null {
  const { riskLevel } = left ?? classification;
  const category = left?.category ?? classification.category;
  if (riskLevel !== judgeRisk(category, []).riskLevel) {
    const effect = `its risk level is ${riskLevel}, above what ${category} alone carries`;
    return { effect, evidence: classification.evidence[0] };
  }
  const address = findAddress(classification, definition);
  if (address !== undefined && hosts === null && preset !== 'permissive')
    return { effect: 'a call goes to whatever address it is given', evidence: address };
  if (preset !== 'strict') return null;
  for (const { signal, effect } of strictlyAsked) {
    const evidence = classification.signals.find(({ id }) => id === signal);
    if (evidence !== undefined) return { effect, evidence };
  }
  return null;
}

function takesFreeCode({ signals, evidence }: Classification, definition: unknown): boolean {
  if (signals.some(({ id }) => id === 'code-parameter')) return true;
  if (evidence.some(({ rule }) => freeCodeRules.has(rule))) return true;
  // Where the parameters are not told, the words alone must do.
  const isUntold =
    !isRecord(definition) || !isRecord(definition.inputSchema) || !('properties' in definition.inputSchema);
  return isUntold && evidence.some(({ rule, quote }) => rule === 'run' && codeWords.test(quote));
}

const codeWords = /\b(?:code|commands?|shell|sql|quer(?:y|ies)|statements?|python|javascript|bash)\b/i;

/** The strongest words for the verdict; of what is left of a tool, the words for an action that is left. */
function findEvidence(
  { actions, evidence }: Classification,
  category: Category,
  isRest: boolean,
): Evidence | undefined {
  if (!isRest) return evidence[0];
  return actions.find((action) => action.category === category)?.evidence[0];
}

function advise(
  { name }: Classification,
  { decision, withoutAsk, rate }: Answer,
  { effect, evidence }: Cause,
  constraints: readonly Constraint[] = [],
): Recommendation {
  const passes = decision === 'allow' || decision === 'ask';
  const kept = passes ? [...constraints] : [];
  const bounds =
    kept.length === 0 ? '' : `; ${kept.map((constraint) => describeConstraint(constraint)).join('; ')}`;
  const outcome = `${effect}, so ${describeOutcome(decision, rate)}${toPlainText(bounds, 600)}.`;
  const reason = evidence === undefined ? capitalise(outcome) : `${quoteEvidence(evidence)}: ${outcome}`;
  return { tool: name, decision, withoutAsk, constraints: kept, rate, reason, isChosen: false };
}

function describeOutcome(decision: Decision, rate: RateLimit | null): string {
  if (decision === 'hide') return 'it is kept from the agent';
  if (decision === 'deny') return 'every call is denied';
  const limit = rate === null ? '' : `at most ${rate.max} times a ${rate.per}`;
  if (decision === 'ask') {
    return `a person decides on each call${limit && `, or where nobody can be asked it may run ${limit}`}`;
  }
  return limit === '' ? 'it may run freely' : `it may run ${limit}`;
}

function quoteEvidence({ field, quote }: Evidence): string {
  // A quotation that ends within backticks ends before them.
  const isOpen = quote.split('`').length % 2 === 0;
  const whole = (isOpen && quote.slice(0, quote.lastIndexOf('`')).trimEnd()) || quote;
  return `${nameField(field)} “${toPlainText(whole)}”`;
}

function nameField(field: string): string {
  if (field.startsWith('inputSchema')) return 'Its parameters say';
  if (field.startsWith('outputSchema')) return 'Its output schema says';
  if (field.startsWith('annotations')) return 'Its annotations say';
  return ['name', 'title', 'description'].includes(field) ? `Its ${field} says` : 'Its definition says';
}

function capitalise(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
