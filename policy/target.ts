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
  /** Key of the server. */
  server: string;
  /** Name of the tool; null for what concerns tools that no rule names. */
  tool: string | null;
  feature: 'decision' | 'rate' | 'unknown-tools' | 'constraint';
  /** The argument that a constraint binds; null for the other features. */
  argument: string | null;
  status: CoverageStatus;
  /** One sentence for a reader, without a word of the server's; '' where nothing needs saying. */
  note: string;
}

export interface PolicyFile {
  /** As the target calls it, relative to the project or the user's home. */
  path: string;
  content: string;
}

/** Documents for one engine, and how far they say what the model says: nothing is dropped in silence. */
export interface Emission {
  /** The policy itself first; then what it needs beside it. */
  files: PolicyFile[];
  /** For each server: tools that no rule names first, then in the order of the rules. */
  coverage: Coverage[];
}

export interface EmitOptions {
  /** What a person typed to stand in for asking where the engine cannot ask; null leaves it to each rule. */
  askAs: 'allow' | 'deny' | null;
  /** What each server lists, by its key, for targets that want the tools' own schemas beside the policy. */
  definitions?: ReadonlyMap<string, readonly unknown[]>;
}

/** One gateway's or client's policy format. */
export interface Target {
  /** The file's name, without ending. */
  id: string;
  title: string;
  /** Which engine reads the document, and how it gets there; one sentence for a reader. */
  engine: string;
  language: 'json' | 'yaml' | 'toml' | 'cedar' | 'rego' | 'markdown';
  /** What the document is usually called. */
  fileName: string;
  /** The engine can put a call before a person. */
  canAsk: boolean;
  emit(policy: Policy, options?: EmitOptions): Emission;
}

/** How far a whole emission is from the model, in one word. */
export type Fidelity = 'exact' | 'stricter' | 'external' | 'partial';

/** The worst that any row says: `partial` where something is not done at all. */
export function judgeFidelity(coverage: readonly Coverage[]): Fidelity {
  const has = (status: CoverageStatus) => coverage.some((row) => row.status === status);
  if (has('unsupported')) return 'partial';
  if (has('external')) return 'external';
  return has('stricter') ? 'stricter' : 'exact';
}
