import { hasRisen } from '../classifier/risk-table.ts';
import type { ToolChange, Verdict } from '../data/changes.ts';

const words = {
  added: 'new',
  removed: 'gone',
  changed: 'changed',
  judged: 'judged anew, by other rules',
} as const;

/** A change as tables show it: what became of the tool in words, and its verdicts where they say something new. */
export function viewChange(change: ToolChange) {
  const { kind, parts, verdicts, versions } = change;
  const { before, after } = verdicts;
  const isSame = before?.category === after?.category && before?.riskLevel === after?.riskLevel;
  return {
    ...change,
    version: versions.after,
    words: kind === 'changed' ? `changed: ${parts.join(', ')}` : words[kind],
    before: describeVerdict(before),
    after: isSame ? null : describeVerdict(after),
    hasRisen: hasRisen(before?.riskLevel ?? null, after?.riskLevel ?? null),
  };
}

function describeVerdict(verdict: Verdict | null): string | null {
  return verdict && `${verdict.category}, ${verdict.riskLevel}`;
}
