import type { Category, Confidence, Evidence, SignalId } from './classification.ts';
import type { Tool } from './tool.ts';

/** A raw definition as a server could send it. */
type Definition = { name: string; [key: string]: unknown };

/** A definition on one side of a rule, and why it is there. The contract test runs every one of them. */
export interface Example {
  because: string;
  definition: Definition;
}

/** What a rule noticed: a signal, or an effect that the risk table turns into a category. Where, and in which words. */
export type Notice = Omit<Evidence, 'rule'> &
  (
    | { signal: SignalId; parameter?: string; count?: number }
    | {
        effect: Exclude<Category, 'Unknown'>;
        confidence: Confidence;
        /** Set where the effect belongs to one action only. */
        action?: { kind: 'choice' | 'option'; parameter: string; value: string | null };
      }
  );

/** One pure heuristic: what it looks for, why that matters, examples on both sides, and the function. */
export interface Rule {
  /** The file's name, without ending. */
  id: string;
  /** What it notices, as a heading: at most eight words. */
  title: string;
  /** Why a reader should care, and what the rule deliberately leaves alone; a few plain sentences. */
  rationale: string;
  /** Ids of the taxonomy's deciding rules (1 to 18) that it carries out; empty for pure signals. */
  decides: number[];
  /** Definitions in which it must notice something. */
  positive: Example[];
  /** Definitions that look alike and in which it must notice nothing. */
  negative: Example[];
  /**
   * What it notices in one tool. Rules that decide run first, before any category is known, and are given `Unknown`;
   * pure signals (`decides` is empty) are given the category that came of them, to hold the tool's claims against.
   */
  notice(tool: Tool, category: Category): Notice[];
}
