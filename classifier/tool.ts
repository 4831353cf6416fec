import type { Traits } from './clues.ts';
import type { Statement } from './language/statement.ts';
import type { Finding } from './poisoning/read-poison.ts';
import type { NameWord } from './split-name.ts';

/** One parameter at any depth of the input schema, seen whole: what `$ref`, `allOf`, `oneOf` and `anyOf` bring in is merged. */
export interface Parameter {
  /** Name of the property. */
  name: string;
  /** Words of the name, lower-cased: split at changes of case, digits and punctuation (`filePath2` is `file`, `path`, `2`). */
  words: readonly string[];
  /** The last word of the name that says something: digits and `str` after it do not; '' where none does. */
  head: string;
  /** The word before the head; '' where there is none. */
  beforeHead: string;
  /** Which lists of words its name has a word of, as bits; see `NameWords`. */
  nameLists: number;
  /** Dotted path of property names from the top (`options.force`); `[]` marks array elements (`edits[].oldText`). */
  path: string;
  /** Field path of its schema node for evidence: `inputSchema.properties.options.properties.force`. */
  field: string;
  /** 0 for a parameter of the tool itself. */
  depth: number;
  isRequired: boolean;
  /** JSON Schema types, sorted; empty where the schema names none. */
  types: readonly string[];
  title: string;
  description: string;
  /** Where the description stands: under `field`, or under the schema that a `$ref` or a union brought in. */
  descriptionField: string;
  format: string;
  /** Allowed values, from `enum`, `const` and unions of them, as strings; empty where free. */
  values: readonly string[];
  /** The default as JSON text; null where there is none. */
  defaultValue: string | null;
  /** For arrays: types of the elements; empty where unknown. */
  itemTypes: readonly string[];
  /** Which phrases may stand in its description, as bits; see `Phrase`. */
  mentions: number;
  /** An object (or array of objects) that takes properties its schema does not name. */
  isFreeForm: boolean;
  /** It takes text that the caller makes up: a string, or a list of strings, not bound to listed values. */
  takesFreeText: boolean;
  takesList: boolean;
  /** It switches something on: a boolean, or one whose values are spelled out as such. */
  isSwitch: boolean;
}

/** One string of the definition, wherever it stands, with the path where it stands. Property names and enum values are included. */
export interface TextField {
  field: string;
  text: string;
}

/** The hints that a server gives of its own tool: claims, never proof. null where it says nothing. */
export interface Annotations {
  title: string | null;
  readOnlyHint: boolean | null;
  destructiveHint: boolean | null;
  idempotentHint: boolean | null;
  openWorldHint: boolean | null;
}

/** A tool's definition, read once and bounded, as every rule sees it. Order of keys never matters. */
export interface Tool {
  name: string;
  /** Words of the name, with where each stands in it. */
  nameWords: NameWord[];
  title: string;
  description: string;
  /** Which phrases may stand in the description, as bits; see `Phrase`. */
  mentions: number;
  /** All parameters at all depths, a parent before its children, siblings in code unit order. */
  parameters: Parameter[];
  /** null where the definition carries no `annotations` at all. */
  annotations: Annotations | null;
  /** Every string of the definition, in the order of a walk that takes keys in code unit order. */
  texts: TextField[];
  /** What the definition says that a call does, the headline first: verbs of name, title and description, read together. */
  statements: Statement[];
  /** Orders to the model, and text hidden from people, in any text of the definition. */
  findings: readonly Finding[];
  /** What it has anywhere, by which rules see that they may notice something. */
  traits: Traits;
  /** Words that promise that a call cannot write ("read-only", "SELECT only"); null where there are none. */
  readOnlyPromise: (TextField & { start: number }) | null;
  /** How the definition departs from the specification, as sentences. */
  problems: string[];
}
