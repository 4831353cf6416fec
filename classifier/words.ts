import type { Category, Classification, Remainder } from './classification.ts';

/** What one call of a tool of this category can do, to follow "One call can …". */
export const categoryWords: Readonly<Record<Category, string>> = {
  Financial: 'move money, commit to paying it, or change what someone is owed',
  Destructive: 'remove, end or overwrite something so that calling other tools does not bring it back',
  Execute: 'run something whose effect its definition does not bound',
  Write: 'create or change something that can be corrected by another call',
  Read: 'return information, and leave nothing that anyone would have to undo',
  Unknown: 'do what its definition does not tell',
};

/** One sentence on what one call can do, in terms of the tool's own words; a weak verdict says that it is one. */
export function describeVerdict(classification: Classification): string {
  const { category, corrected, evidence } = classification;
  const words = `One call can ${categoryWords[category]}`;
  if (corrected !== undefined) return `${words}, as a reviewer decided.`;
  const [strongest] = evidence;
  if (strongest === undefined) return 'Its definition does not tell what one call does.';
  const place = strongest.field === 'name' ? 'its name' : 'its definition';
  const proof = `${place} says “${strongest.quote.trim()}”`;
  if (classification.confidence === 'low') return `${words}, as far as one weak hint tells: ${proof}.`;
  return `${words}: ${proof}.`;
}

/** What is left when arguments are forbidden: "without `force`: Write". */
export function describeRemainder({ forbidden, category }: Remainder): string {
  const without = forbidden.map(({ parameter, values }) =>
    values === null
      ? `\`${parameter}\``
      : values.map((value) => `\`${parameter}: ${JSON.stringify(value)}\``).join(', '),
  );
  return `without ${without.join(', ')}: ${category}`;
}
