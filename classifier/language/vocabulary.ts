import { functionWords, type Kind, kindBits } from './function-words.ts';
import { lexicon, type WordForm } from './lexicon.ts';

/** All that is known of a word: what it does in a sentence, and the verb that it may be a form of. */
export interface Meaning {
  kinds: number;
  form: WordForm | null;
}

const unknown: Meaning = { kinds: 0, form: null };

const vocabulary: ReadonlyMap<string, Meaning> = new Map(
  [...new Set([...functionWords.keys(), ...lexicon.keys()])].map((word) => [
    word,
    { kinds: functionWords.get(word) ?? 0, form: lexicon.get(word) ?? null },
  ]),
);

/** What is known of a lower-cased word. */
export function meaningOf(word: string): Meaning {
  return vocabulary.get(word) ?? unknown;
}

/** Whether a word is of this kind of function words. */
export function isOf(kind: Kind, meaning: Meaning): boolean {
  return (meaning.kinds & kindBits[kind]) !== 0;
}
