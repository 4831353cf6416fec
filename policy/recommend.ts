import type { Category, Classification, Evidence, SignalId } from '../classifier/classification.ts';
import { judgeRisk } from '../classifier/risk-table.ts';
import { toPlainText } from './plain-text.ts';
import type { Decision, RateLimit, Recommendation } from './recommendation.ts';

interface Advice {
  decision: Decision;
  rate: RateLimit | null;
  /** What a call can do, as the middle of a sentence. */
  effect: string;
}

/** What each category gets before any signal speaks. The limits are those that this field's readers know. */
const categoryAdvice: Record<Category, Advice> = {
  Unknown: { decision: 'ask', rate: null, effect: 'its definition does not tell what a call can do' },
  Read: { decision: 'allow', rate: null, effect: 'a call only returns information' },
  Write: {
    decision: 'allow',
    rate: { max: 30, per: 'minute' },
    effect: 'a call changes something that can be put right',
  },
  Execute: {
    decision: 'allow',
    rate: { max: 10, per: 'minute' },
    effect: 'a call runs something whose effect the definition does not bound',
  },
  Destructive: { decision: 'hide', rate: null, effect: 'a call can take something away for good' },
  Financial: { decision: 'ask', rate: null, effect: 'a call can move money or commit to paying it' },
};

/** What a signal asks for. One that hides outranks every category; one that asks, only a category that allows. */
const signalAdvice: readonly (Advice & { signal: SignalId })[] = [
  {
    signal: 'hidden-instructions',
    decision: 'hide',
    rate: null,
    effect: 'the definition speaks to the model rather than to you',
  },
  {
    signal: 'shadowing',
    decision: 'hide',
    rate: null,
    effect: 'the definition steers how other tools are used',
  },
  { signal: 'secret-exposure', decision: 'ask', rate: null, effect: 'a call can hand out credentials' },
  { signal: 'access-change', decision: 'ask', rate: null, effect: 'a call changes who may do what' },
];

/**
 * What to do with one tool, and why, in one sentence that quotes the tool's own words. The strictest cause wins: a
 * definition that speaks to the model, then the category, then a signal or a raised level that asks for a person.
 */
export function recommend(classification: Classification): Recommendation {
  const { name, category, riskLevel, evidence } = classification;
  const hiding = adviseBySignal(classification, 'hide');
  if (hiding !== null) return hiding;

  const advice = categoryAdvice[category];
  if (advice.decision !== 'allow') return advise(name, advice, evidence[0]);

  const asking = adviseBySignal(classification, 'ask');
  if (asking !== null) return asking;

  if (riskLevel === judgeRisk(category, []).riskLevel) return advise(name, advice, evidence[0]);
  const effect = `its risk level is ${riskLevel}, above what ${category} alone carries`;
  return advise(name, { decision: 'ask', rate: null, effect }, evidence[0]);
}

function adviseBySignal({ name, signals }: Classification, decision: Decision): Recommendation | null {
  for (const advice of signalAdvice) {
    const signal = signals.find(({ id }) => id === advice.signal);
    if (advice.decision === decision && signal !== undefined) return advise(name, advice, signal);
  }
  return null;
}

function advise(
  tool: string,
  { decision, rate, effect }: Advice,
  evidence: Evidence | undefined,
): Recommendation {
  const reason = `${effect}, so ${describeOutcome(decision, rate)}.`;
  if (evidence === undefined) return { tool, decision, rate, reason: capitalise(reason) };
  return { tool, decision, rate, reason: `${quoteEvidence(evidence)}: ${reason}` };
}

function describeOutcome(decision: Decision, rate: RateLimit | null): string {
  if (decision === 'hide') return 'it is kept from the agent';
  if (decision === 'deny') return 'every call is denied';
  if (decision === 'ask') return 'a person decides on each call';
  return rate === null ? 'it may run freely' : `it may run at most ${rate.max} times a ${rate.per}`;
}

function quoteEvidence({ field, quote }: Evidence): string {
  return `${nameField(field)} “${toPlainText(quote)}”`;
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
