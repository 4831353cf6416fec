import type { Statement } from './language/statement.ts';
import type { Deed } from './language/verbs.ts';
import type { Named, NameWords } from './name-words.ts';
import type { Described, Phrase } from './text/phrase.ts';

type Mentioning = Pick<Described, 'mentions'>;

/** What a tool has anywhere, as bits: deeds that it is said to do, lists of words in names and in descriptions. */
export interface Traits extends Named, Mentioning {
  readonly deeds: number;
}

/** What a rule can be known by: any one of these. */
interface Kinds {
  /** It is said to do one of these. */
  deeds?: readonly Deed[];
  /** The name of a parameter has a word of one of these. */
  names?: readonly NameWords[];
  /** A description may say it. */
  phrase?: Phrase;
}

/** What a tool must have any of before a rule can notice anything in it, so that few rules are asked of each tool. */
export class Clues {
  private readonly deeds: number;
  private readonly names: readonly NameWords[];
  private readonly phrase: Phrase | null;

  constructor({ deeds = [], names = [], phrase }: Kinds) {
    this.deeds = deeds.reduce((bits, deed) => bits | bitOf(deed), 0);
    this.names = names;
    this.phrase = phrase ?? null;
  }

  /** Whether a tool has one of them. */
  areIn(traits: Traits): boolean {
    if ((traits.deeds & this.deeds) !== 0) return true;
    for (const words of this.names) if (words.areIn(traits)) return true;
    return this.phrase?.mayBeIn(traits) ?? false;
  }
}

const bits = new Map<Deed, number>();

function bitOf(deed: Deed): number {
  let bit = bits.get(deed);
  if (bit === undefined) {
    bit = 1 << bits.size;
    bits.set(deed, bit);
  }
  return bit;
}

/** The traits of a tool, from those of its description, its parameters and what it is said to do. */
export function readTraits(
  { mentions }: Mentioning,
  parameters: readonly (Named & Mentioning)[],
  statements: readonly Statement[],
): Traits {
  const traits = { deeds: 0, nameLists: 0, mentions };
  for (const { deed } of statements) traits.deeds |= bitOf(deed);
  for (const parameter of parameters) {
    traits.nameLists |= parameter.nameLists;
    traits.mentions |= parameter.mentions;
  }
  return traits;
}
