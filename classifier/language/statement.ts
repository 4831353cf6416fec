import type { Deed } from './verbs.ts';

/** One thing that a definition says: a verb, what it acts on, and where the words stand. */
export interface Statement {
  verb: string;
  deed: Deed;
  /** Words of what is acted on, lower-cased, up to the next preposition. */
  object: string[];
  /** Words of the rest of the clause: from where, to where, with what. */
  rest: string[];
  /** `name`, or the description's first clause that says anything, or a later one. */
  place: 'name' | 'title' | 'lead' | 'body' | 'parameter';
  /** Its object stands after another verb: `create` in "create, update or delete a page". */
  isShared: boolean;
  isNegated: boolean;
  /** Of the form "deleting". */
  isGerund: boolean;
  /** Its object decided what its verb says. */
  isTold: boolean;
  /** Its verb says so little that any clearer one outweighs it. */
  isWeak: boolean;
  /** Its verb is a noun as often. */
  isNoun: boolean;
  field: string;
  quote: string;
  start: number;
}
