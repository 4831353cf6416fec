/** The lists that each word is on, a bit each. */
const listsByWord = new Map<string, number>();
let lists = 0;
const mostLists = 32;

/** What a parameter's name tells without being read again: the lists that its words are on. */
export interface Named {
  readonly nameLists: number;
}

/**
 * Words by which a rule knows a parameter from its name. A name is looked up once for all lists, when it is split, so
 * that asking costs nothing where no word of it is on any.
 */
export class NameWords {
  private readonly bit: number;
  private readonly words: ReadonlySet<string>;

  constructor(words: Iterable<string>) {
    if (lists === mostLists) throw new Error(`more than ${mostLists} lists of words`);
    this.bit = 1 << lists++;
    this.words = new Set(words);
    for (const word of this.words) listsByWord.set(word, listsOf(word) | this.bit);
  }

  /** Whether the name has one of them. */
  areIn({ nameLists }: Named): boolean {
    return (nameLists & this.bit) !== 0;
  }

  has(word: string): boolean {
    return this.words.has(word);
  }
}

/** Which lists a word is on. */
export function listsOf(word: string): number {
  return listsByWord.get(word) ?? 0;
}
