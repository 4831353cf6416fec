import type { Confidence } from './classification.ts';
import type { Statement } from './language/statement.ts';
import type { Deed } from './language/verbs.ts';
import type { EffectNotice } from './rule.ts';
import type { Tool } from './tool.ts';

type Effect = EffectNotice['effect'];

/** One notice of this effect for each thing that the tool is said to do with one of these deeds. */
export function noticeDeeds(
  tool: Tool,
  effect: Effect,
  deeds: readonly Deed[],
  isMeant: (statement: Statement) => boolean = () => true,
): EffectNotice[] {
  const notices: EffectNotice[] = [];
  for (const statement of tool.statements) {
    if (deeds.includes(statement.deed) && isMeant(statement))
      notices.push(noticeStatement(statement, effect, tool));
  }
  return notices;
}

/** A statement as evidence of an effect: the lead of a description says it, a name or a later clause suggests it, a bare name hints. */
export function noticeStatement(statement: Statement, effect: Effect, tool: Tool): EffectNotice {
  const { field, quote, start } = statement;
  return { effect, confidence: confidenceIn(statement, tool), field, quote: quote.slice(0, 200), start };
}

function confidenceIn({ place, isWeak }: Statement, { description, title, name }: Tool): Confidence {
  if (isWeak || (place === 'name' && title === '' && (description === '' || description === name)))
    return 'low';
  return place === 'lead' ? 'high' : 'medium';
}
