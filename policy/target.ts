import type { Policy } from './policy.ts';

/** How much of one part of the model an engine will do. */
export type CoverageStatus =
  /** What the model says. */
  | 'exact'
  /** Less is let through than the model says. */
  | 'stricter'
  /** Only together with something beside the document. */
  | 'external'
  /** Not at all; the note says what happens instead. */
  | 'unsupported';

export interface Coverage {
  /** Name of the tool; null for what concerns tools that no rule names. */
  tool: string | null;
  feature: 'decision' | 'rate' | 'unknown-tools';
  status: CoverageStatus;
  /** One sentence for a reader, without a word of the server's; '' where nothing needs saying. */
  note: string;
}

/** A document for one engine, and how far it says what the model says: nothing is dropped in silence. */
export interface Emission {
  content: string;
  /** Tools that no rule names first, then in the order of the rules. */
  coverage: Coverage[];
}

/** One gateway's or client's policy format. */
export interface Target {
  /** The file's name, without ending. */
  id: string;
  title: string;
  /** Which engine reads the document, and how it gets there; one sentence for a reader. */
  engine: string;
  language: 'json' | 'yaml';
  /** What the document is usually called. */
  fileName: string;
  emit(policy: Policy): Emission;
}
