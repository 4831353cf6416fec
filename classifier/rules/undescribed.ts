import { saying, taking, text } from '../example.ts';
import type { SignalNotice, SignalRule } from '../rule.ts';
import { noticeParameters } from '../signal-notices.ts';
import { everyWord } from '../split-name.ts';
import type { Parameter, Tool } from '../tool.ts';
import { wordSet } from '../word-set.ts';

/** Words that add nothing to a name when a description repeats it. */
const emptyWords = wordSet('a an the this tool is of to for it function');

/** A description or a parameter's type is missing. */
export const undescribed: SignalRule = {
  id: 'undescribed',
  title: 'Says too little about itself',
  rationale:
    'What is not said can only be guessed, by a reader and by the model: a missing description, one that merely repeats the name, or a parameter without any type. A short description that adds a word is enough.',
  decides: [],
  positive: [
    { because: 'no description', definition: saying('frobnicate', '') },
    {
      because: 'the name in other spelling says nothing new',
      definition: saying('list_notes', 'List the notes.'),
    },
    {
      because: 'a parameter of any type',
      definition: taking('save', { value: {} }, 'Saves a value for later.'),
    },
  ],
  negative: [
    {
      because: 'a short description that adds a word',
      definition: saying('list_notes', 'Lists notes by date.'),
    },
    { because: 'types are given', definition: taking('save', { value: text() }, 'Saves a value for later.') },
    {
      because: 'listed values say more than a type',
      definition: taking('sort', { order: { enum: ['asc', 'desc'] } }, 'Sorts the rows by name.'),
    },
  ],
  notice(tool) {
    const untyped = noticeParameters(tool, isUntyped);
    return tool.name !== '' && isDescriptionEmpty(tool) ? [missingDescription(tool), ...untyped] : untyped;
  },
};

function isUntyped({ types, values }: Parameter): boolean {
  return types.length === 0 && values.length === 0;
}

function isDescriptionEmpty({ description, nameWords }: Tool): boolean {
  // A description that repeats the name is hardly longer than it.
  if (description.length > 3 * nameWords.length + 80) return false;
  const repeats = (said: string) => nameWords.some(({ word }) => stem(word) === stem(said));
  return everyWord(description, (word) => emptyWords.has(word) || repeats(word));
}

function stem(word: string): string {
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

function missingDescription({ name }: Tool): SignalNotice {
  return { field: 'name', quote: name.slice(0, 200), start: 0 };
}
