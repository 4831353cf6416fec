import type { Concept } from './vocabulary.ts';

/** A word that may play a part in an order, and where it stands. */
export interface Mark {
  concepts: readonly Concept[];
  /** Which word of its sentence it is. */
  index: number;
  /** Which part of its sentence, between commas and the like. */
  clause: number;
  /** Offsets in the text, in UTF-16 units. */
  start: number;
  end: number;
}

/** The words of one sentence that may play a part in an order. */
export type Sentence = Mark[];
