import { senses } from './senses.ts';
import { type Deed, english, foreign } from './verbs.ts';

export interface Lexeme {
  verb: string;
  deed: Deed;
  /** It is a noun as often: only its place in a sentence tells. */
  isNoun: boolean;
  /** It says so little that any clearer verb beside it outweighs it. */
  isWeak: boolean;
}

export type Form = 'base' | 'third' | 'gerund';

export interface WordForm extends Lexeme {
  form: Form;
}

/** Every form of every known verb, lower-cased. */
export const lexicon: ReadonlyMap<string, WordForm> = buildLexicon();

function buildLexicon(): Map<string, WordForm> {
  const forms = new Map<string, WordForm>();
  for (const [deed, words] of Object.entries(foreign)) {
    for (const verb of words.split(/\s+/)) {
      forms.set(verb, { verb, deed: deed as Deed, isNoun: false, isWeak: false, form: 'third' });
    }
  }
  for (const [deed, words] of Object.entries(english)) {
    for (const word of words.split(/\s+/)) {
      const verb = word.replace(/[~?]+$/, '');
      const lexeme = { verb, deed: deed as Deed, isNoun: word.includes('~'), isWeak: word.includes('?') };
      forms.set(verb, { ...lexeme, form: 'base' });
      forms.set(thirdPerson(verb), { ...lexeme, form: 'third' });
      for (const gerund of gerunds(verb)) forms.set(gerund, { ...lexeme, form: 'gerund' });
    }
  }
  return forms;
}

function thirdPerson(verb: string): string {
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`;
}

/** The likely spellings; one that is no word never meets a text. */
function gerunds(verb: string): string[] {
  if (verb.endsWith('ie')) return [`${verb.slice(0, -2)}ying`];
  if (/[^eoy]e$/.test(verb)) return [`${verb.slice(0, -1)}ing`];
  return /[^aeiou][aeiou][bdgklmnprtv]$/.test(verb)
    ? [`${verb}ing`, `${verb}${verb.at(-1)}ing`]
    : [`${verb}ing`];
}

const objectSenses: ReadonlyMap<string, ReadonlyMap<string, Deed>> = new Map(
  Object.entries(senses).map(([verb, lines]) => {
    const byObject = new Map<string, Deed>();
    for (const [deed, objects] of lines) {
      for (const word of objects.split(/\s+/)) if (!byObject.has(word)) byObject.set(word, deed);
    }
    return [verb, byObject];
  }),
);

/** What the verb says with this object. What stands further off tells as well, but never makes it a payment. */
export function deedOf(lexeme: Lexeme, object: readonly string[], rest: readonly string[]): Deed {
  const byObject = objectSenses.get(lexeme.verb);
  if (byObject === undefined) return lexeme.deed;
  for (const word of object) {
    const deed = byObject.get(word);
    if (deed !== undefined) return deed;
  }
  for (const word of rest) {
    const deed = byObject.get(word);
    if (deed !== undefined && deed !== 'pay') return deed;
  }
  return lexeme.deed;
}
