import type { Action, Category, Classification, Evidence, Remainder } from './classification.ts';
import { lexicon } from './language/lexicon.ts';

/** What one call of a tool of this category can do, to follow "One call can …". */
export const categoryWords: Readonly<Record<Category, string>> = {
  Financial: 'move money, commit to paying it, or change what someone is owed',
  Destructive: 'remove, end or overwrite something so that calling other tools does not bring it back',
  Execute: 'run something whose effect its definition does not bound',
  Write: 'create or change something that another call can put right',
  Read: 'return information, and leave nothing that anyone would have to undo',
  Unknown: 'do what its definition does not tell',
};

/** What follows from the deed for whoever would have to live with it, to end the sentence with. */
const consequences: Readonly<Record<Exclude<Category, 'Unknown'>, string>> = {
  Financial: 'and money that has moved does not come back by another call',
  Destructive: 'and the definition names no way back',
  Execute: 'and the definition does not bound what that does',
  Write: 'and leaves a change that somebody may have to put right',
  Read: 'and leaves nothing to undo, as far as its definition says',
};

/**
 * One sentence on what one call can do, in the tool's own words; a weak verdict says that it is one. Holds text of
 * the server: escape it wherever it is shown.
 */
export function describeVerdict(classification: Classification): string {
  const { category, confidence, corrected, evidence, actions } = classification;
  if (corrected !== undefined) return `One call can ${categoryWords[category]}, as a reviewer decided.`;
  const [strongest] = evidence;
  if (category === 'Unknown' || strongest === undefined) {
    return 'Its definition does not tell what one call does.';
  }
  const action = actions.find((action) => action.category === category && holds(action, strongest));
  const deed = deedOfArgument(strongest) ?? deedIn(strongest);
  const told =
    deed === null
      ? `${categoryWords[category]} (${proofIn(strongest)})`
      : `${deed}, ${consequences[category]}`;
  const sentence = `${opening(action)} ${told}`;
  return confidence === 'low' ? `${sentence}; one weak hint is all that says so.` : `${sentence}.`;
}

function holds({ evidence }: Action, one: Evidence): boolean {
  return evidence.some(({ field, start }) => field === one.field && start === one.start);
}

function opening(action: Action | undefined): string {
  if (action === undefined) return 'One call can';
  if (action.kind === 'option') return `With \`${action.parameter}\`, one call can`;
  return `With \`${action.parameter}: ${JSON.stringify(action.value)}\`, one call can`;
}

/** What is done with an argument that is the evidence itself; null where the evidence is something else. */
function deedOfArgument({ rule, field, quote }: Evidence): string | null {
  if (!field.endsWith(`.properties.${quote}`)) return null;
  if (rule === 'added-effect') return `save its result where \`${quote}\` says`;
  return rule === 'query-language' || rule === 'code-input' ? `run what \`${quote}\` holds` : null;
}

/** The quoted words of a description turned to follow "can"; null where they do not begin with an English verb. */
function deedIn({ field, quote }: Evidence): string | null {
  const [first = '', ...rest] = quote.trim().split(/\s+/);
  const form = lexicon.get(first.toLowerCase());
  const isForeign = form?.form === 'third' && form.verb === first.toLowerCase();
  if (field !== 'description' || form === undefined || isForeign) return null;
  const isCut = quote.length >= longestQuote;
  const words = withoutLooseEnd(joinVerbs(isCut ? rest.slice(0, -1) : rest));
  return words.length === 0 ? null : [form.verb, ...words, ...(isCut ? ['…'] : [])].join(' ');
}

/** "Retrieves and processes": a verb joined to the first follows "can" as well. */
function joinVerbs(words: string[]): string[] {
  const [joint = '', next = '', ...rest] = words;
  const form = joint === 'and' || joint === 'or' ? lexicon.get(next.toLowerCase()) : undefined;
  return form?.form === 'third' ? [joint, form.verb, ...rest] : words;
}

const looseWords = new Set(
  'a an the for of to in on from with and or by as at via given that which includes including like'.split(
    ' ',
  ),
);

/** Quotations end at a bound, which may leave "for the" or a comma hanging. */
function withoutLooseEnd(words: readonly string[]): string[] {
  const last = words.findLastIndex((word) => !looseWords.has(word.toLowerCase()));
  return words.slice(0, last + 1).map((word, index) => (index === last ? word.replace(/[,;:(]$/, '') : word));
}

function proofIn({ field, quote }: Evidence): string {
  const place = places[field] ?? (field.startsWith('inputSchema') ? 'its input schema' : 'its definition');
  return `${place} says “${quote.trim()}”`;
}

const places: Readonly<Record<string, string>> = {
  name: 'its name',
  title: 'its title',
  description: 'its description',
};
const longestQuote = 120;

/** What is left when arguments are forbidden: "without `force`: Write". */
export function describeRemainder({ forbidden, category }: Remainder): string {
  const without = forbidden.flatMap(({ parameter, values }) =>
    values === null
      ? [`\`${parameter}\``]
      : values.map((value) => `\`${parameter}: ${JSON.stringify(value)}\``),
  );
  return `without ${without.join(', ')}: ${category}`;
}
