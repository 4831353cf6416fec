import { knowAll } from '../text/known-words.ts';
import { Words } from '../text/split-words.ts';
import type { Place } from './make-statement.ts';
import { gaps, Prose } from './prose.ts';
import { type Clause, readClause } from './read-clause.ts';
import type { Statement } from './statement.ts';

/** A description is read for what it says up to here; what it hides further on is for the rules of hidden text. */
export const longestProse = 4_000;
/** Clauses that still count as the lead where the ones before them said nothing: labels, badges, introductions. */
const leadClauses = 4;
/** The text that is being read; no text is read while another is. */
const prose = new Prose();
const ownWords = new Words();

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
  ownWords.split(text);
  return readSplitProse(ownWords, field, place, ownName);
}

/** The same of a text that has been split. */
export function readSplitProse(
  words: Words,
  field: string,
  place: 'lead' | 'parameter' | 'title',
  ownName: string,
): Statement[] {
  prose.read(words, Math.min(longestProse, endOfProse(words)));
  const statements: Statement[] = [];
  const lead: Place = { field, place };
  const body: Place = { field, place: 'body' };
  let isClearYet = false;
  let clauseCount = 0;
  let from = 0;
  let hasBegun = false;
  for (let index = 1; index <= prose.count; index++) {
    if (prose.gapAt(index) < gaps.close) continue;
    const gap = prose.gapAt(from);
    if (gap === gaps.sentence) hasBegun = false;
    if (gap !== gaps.open) {
      const isLead = clauseCount++ < leadClauses && !isClearYet;
      const isStart = !hasBegun || (isLead && gap !== gaps.close);
      if (!isLabel(from, index)) {
        const clause: Clause = { prose, from, to: index, isLead, isStart, ownName, at: isLead ? lead : body };
        for (const found of readClause(clause)) {
          statements.push(found);
          isClearYet ||= isClear(found);
        }
      }
      hasBegun = true;
    }
    from = index;
  }
  return statements;
}

/** How docstrings head their parameters, which have descriptions of their own. */
const isSectionWord = knowAll('args arguments parameters params input inputs');
const sectionHead = /(?:Args|Arguments|Parameters|Params|Inputs?)\s*:\s/y;

/** Where a docstring goes over to its parameters. */
function endOfProse({ text, numbers, starts, count }: Words): number {
  for (let place = 0; place < count; place++) {
    if (isSectionWord[numbers[place] ?? 0] !== 1) continue;
    const start = starts[place] ?? 0;
    sectionHead.lastIndex = start;
    if (sectionHead.test(text)) return start === 0 ? text.length : start;
  }
  return text.length;
}

/** Whether it says enough for the clauses after it to be mere additions. */
function isClear({ isWeak, deed }: Statement): boolean {
  return !isWeak && deed !== 'vague';
}

/** A single word before a colon: "Tip:". */
function isLabel(from: number, to: number): boolean {
  return to - from === 1 && prose.gapAt(to) === gaps.clause;
}
