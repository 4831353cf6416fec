import { know, mostWords } from '../text/known-words.ts';
import { functionWords } from './function-words.ts';
import { lexicon, type WordForm } from './lexicon.ts';

/** What each word does in a sentence, as bits of `kindBits`, by the word's number. */
export const kindsByNumber = new Uint16Array(mostWords);
/** The verb that each word may be a form of, by the word's number; null for every other. */
export const formsByNumber: (WordForm | null)[] = new Array<WordForm | null>(mostWords).fill(null);

for (const [word, kinds] of functionWords) kindsByNumber[know(word)] = kinds;
for (const [word, form] of lexicon) formsByNumber[know(word)] = form;
