import { Words } from '../text/split-words.ts';
import { Prose } from './prose.ts';

export interface Word {
  /** Lower-cased. */
  word: string;
  start: number;
  end: number;
  /** What stands before it, as `gaps` has it. */
  gap: number;
  /** Stands after an opening quotation mark or backtick: a name or a value, not this text's own word. */
  isQuoted: boolean;
}

const words = new Words();
const prose = new Prose();

/** The words of a text up to a limit, each by itself, for what looks at few texts. */
export function splitText(text: string, limit: number): Word[] {
  words.split(text);
  prose.read(words, limit);
  return Array.from({ length: prose.count }, (_, place) => ({
    word: prose.wordAt(place),
    start: prose.startOf(place),
    end: prose.endOf(place),
    gap: prose.gapAt(place),
    isQuoted: prose.isQuoted(place),
  }));
}
