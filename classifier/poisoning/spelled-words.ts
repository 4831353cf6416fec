import type { Token } from './sentences.ts';
import { classesOf } from './vocabulary.ts';

/** Fewer letters in a row are initials or variables. */
const fewestLetters = 4;
const longestWord = 14;

/** Reads letters that stand apart (`i g n o r e`) as the words that they spell; all other tokens stay. */
export function joinSpelled(tokens: Token[]): Token[] {
  if (!tokens.some(isLetter)) return tokens;
  const joined: Token[] = [];
  for (let index = 0; index < tokens.length; ) {
    const end = endOfSpelling(tokens, index);
    const run = tokens.slice(index, Math.max(end, index + 1));
    joined.push(...(run.length < fewestLetters ? run : splitSpelling(run)));
    index += run.length;
  }
  return joined;
}

function isLetter({ word }: Token): boolean {
  return word.length === 1 && word >= 'a' && word <= 'z';
}

/** Letters with at most one sign between them; a wider gap ends a word. */
function endOfSpelling(tokens: readonly Token[], start: number): number {
  let end = start;
  while (end < tokens.length) {
    const token = tokens[end];
    if (token === undefined || !isLetter(token)) break;
    if (end > start && token.start - (tokens[end - 1]?.end ?? 0) > 1) break;
    end++;
  }
  return end;
}

/** One word where the vocabulary knows it; else the known words that follow each other in it. */
function splitSpelling(run: readonly Token[]): Token[] {
  const text = run.map(({ word }) => word).join('');
  const words: Token[] = [];
  for (let from = 0; from < text.length; ) {
    const length = longestKnown(text, from);
    const to = from + Math.max(length, 1);
    if (length > 0) {
      const word = text.slice(from, to);
      words.push({
        word,
        start: run[from]?.start ?? 0,
        end: run[to - 1]?.end ?? 0,
        classes: classesOf(word),
      });
    }
    from = to;
  }
  return words;
}

function longestKnown(text: string, from: number): number {
  for (let length = Math.min(longestWord, text.length - from); length > 1; length--) {
    if (classesOf(text.slice(from, from + length)).length > 0) return length;
  }
  return 0;
}
