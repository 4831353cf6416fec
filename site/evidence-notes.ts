import type { Classification, Evidence, Signal, SignalId } from '../classifier/classification.ts';
import { rules } from '../classifier/rules/index.ts';
import { describeSignal, signalWordings } from '../classifier/signals.ts';
import { rulePath } from './addresses.ts';
import type { Mark } from './marked-text.ts';

/** What one note says: the words of one signal, or the part that it plays in the verdict. */
export interface NoteMeaning {
  title: string;
  /** '' where the title says all. */
  meaning: string;
}

/** One piece of evidence, numbered in the order in which the page shows it. */
export interface EvidenceNote extends Evidence {
  number: number;
  ruleTitle: string;
  /** null for a rule that is no more: the verdict is older than today's rules. */
  rulePath: string | null;
  meanings: NoteMeaning[];
}

/** Hands out the evidence of a verdict, place by place, and numbers it on the way. */
export interface EvidenceNotes {
  /** Numbers the evidence that points at words of this text, and says where they stand in it. */
  claimText(field: string, text: string): Mark<EvidenceNote>[];
  /** Numbers the evidence that is left on a field and points at no words of it. */
  claimField(field: string): EvidenceNote[];
  /** Numbers all that is left. */
  claimRest(): EvidenceNote[];
  /** All numbered notes, by number. */
  notes: EvidenceNote[];
}

type Unnumbered = Omit<EvidenceNote, 'number'>;

/** What is not there stands nowhere: such a signal quotes the tool's name, and a mark on that would mislead. */
const absences = new Set<SignalId>(['annotation-missing', 'undescribed']);

export function openEvidenceNotes(classification: Classification): EvidenceNotes {
  let left = gatherEvidence(classification);
  const notes: EvidenceNote[] = [];
  const claim = (isClaimed: (evidence: Unnumbered) => boolean): EvidenceNote[] => {
    const claimed = left.filter(isClaimed).sort((a, b) => a.start - b.start);
    left = left.filter((evidence) => !claimed.includes(evidence));
    return claimed.map((evidence) => {
      const note = { ...evidence, number: notes.length + 1 };
      notes.push(note);
      return note;
    });
  };
  return {
    notes,
    claimText: (field, text) =>
      claim((evidence) => evidence.field === field && standsIn(evidence, text)).map((note) => ({
        note,
        start: note.start,
        length: note.quote.length,
      })),
    claimField: (field) => claim((evidence) => evidence.field === field),
    claimRest: () => claim(() => true),
  };
}

function withoutPlace(signal: Signal): Evidence {
  return absences.has(signal.id) && signal.field === 'name' ? { ...signal, field: '', quote: '' } : signal;
}

function standsIn({ quote, start }: Evidence, text: string): boolean {
  return quote !== '' && text.startsWith(quote, start);
}

function gatherEvidence(classification: Classification): Unnumbered[] {
  const { category, evidence, signals, actions } = classification;
  const told = [
    ...evidence.map((piece) => ({ piece, title: `The verdict rests on this: ${category}`, meaning: '' })),
    ...actions.flatMap((action) =>
      action.evidence.map((piece) => ({
        piece,
        title: `With ${describeChoice(action)}, a call is ${action.category}`,
        meaning: '',
      })),
    ),
    ...signals.map((signal) => ({
      piece: withoutPlace(signal),
      title: describeSignal(signal),
      meaning: signalWordings[signal.id].meaning,
    })),
  ];
  const samePlace = Map.groupBy(told, ({ piece: { rule, field, start, quote } }) =>
    JSON.stringify([rule, field, start, quote]),
  );
  return [...samePlace.values()].flatMap((group) => {
    const piece = group[0]?.piece;
    if (piece === undefined) return [];
    const { rule, field, quote, start } = piece;
    const { title: ruleTitle, path: rulePath } = describeRule(rule);
    return [{ rule, field, quote, start, ruleTitle, rulePath, meanings: withoutRepeats(group) }];
  });
}

function withoutRepeats(meanings: NoteMeaning[]): NoteMeaning[] {
  return meanings
    .filter(({ title }, index) => meanings.findIndex((other) => other.title === title) === index)
    .map(({ title, meaning }) => ({ title, meaning }));
}

function describeRule(id: string): { title: string; path: string | null } {
  const rule = rules.find((rule) => rule.id === id);
  return rule === undefined ? { title: id, path: null } : { title: rule.title, path: rulePath(id) };
}

/** How an argument is given: `mode: delete`, or `force` alone. */
export function describeChoice({ parameter, value }: { parameter: string; value: string | null }): string {
  return value === null ? parameter : `${parameter}: ${value}`;
}
