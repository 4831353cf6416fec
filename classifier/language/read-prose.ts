import { type Clause, readClause } from './read-clause.ts';
import { splitText, type Word } from './split-text.ts';
import type { Statement } from './statement.ts';

/** A description is read for what it says up to here; what it hides further on is for the rules of hidden text. */
const longestProse = 4_000;
/** Clauses that still count as the lead where the ones before them said nothing: labels, badges, introductions. */
const leadClauses = 4;

/**
 * What a text says, in order: one statement for each verb that stands where this call's deeds are told.
 * Verbs that are negated, in conditions, purposes, relative clauses, quotations or brackets are left out.
 */
export function readProse(
  text: string,
  field: string,
  place: 'lead' | 'parameter' | 'title',
  ownName: string,
): Statement[] {
  const words = splitText(text, Math.min(longestProse, endOfProse(text)));
  const statements: Statement[] = [];
  let clauseCount = 0;
  let from = 0;
  let hasBegun = false;
  for (let index = 1; index <= words.length; index++) {
    if (!endsClause(words[index])) continue;
    const gap = words[from]?.gap;
    if (gap === 'sentence') hasBegun = false;
    if (gap !== 'open') {
      const isLead = clauseCount++ < leadClauses && !statements.some(isClear);
      const isStart = !hasBegun || (isLead && gap !== 'close');
      const clause: Clause = { words, from, to: index, text, isLead, isStart, ownName };
      if (!isLabel(words, from, index)) {
        for (const found of readClause(clause))
          statements.push({ ...found, field, place: isLead ? place : 'body' });
      }
      hasBegun = true;
    }
    from = index;
  }
  return statements;
}

function endsClause(next: Word | undefined): boolean {
  if (next === undefined) return true;
  return next.gap === 'sentence' || next.gap === 'clause' || next.gap === 'open' || next.gap === 'close';
}

/** Where a docstring goes over to its parameters, which have descriptions of their own. */
const parameterSection = /\b(?:Args|Arguments|Parameters|Params|Inputs?)\s*:\s/;

function endOfProse(text: string): number {
  const found = parameterSection.exec(text);
  return found === null || found.index === 0 ? text.length : found.index;
}

/** Whether it says enough for the clauses after it to be mere additions. */
function isClear({ isWeak, deed }: Statement): boolean {
  return !isWeak && deed !== 'vague';
}

/** A single word before a colon: "Tip:". */
function isLabel(words: readonly Word[], from: number, to: number): boolean {
  return to - from === 1 && words[to]?.gap === 'clause';
}
