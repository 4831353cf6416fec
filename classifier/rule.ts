import type { Category, Confidence, Evidence, Signal, SignalId } from './classification.ts';
import type { Clues } from './clues.ts';
import type { Tool } from './tool.ts';

/** A raw definition as a server could send it. */
type Definition = { name: string; [key: string]: unknown };

/** A definition on one side of a rule, and why it is there. The contract test runs every one of them. */
export interface Example {
  because: string;
  definition: Definition;
}

/** An effect that a rule noticed, for the risk table to turn into a category: where, and in which words. */
export interface EffectNotice extends Omit<Evidence, 'rule'> {
  effect: Exclude<Category, 'Unknown'>;
  confidence: Confidence;
  /** Set where the effect belongs to one action only. */
  action?: { kind: 'choice' | 'option'; parameter: string; value: string | null };
}

/** A fact that a rule noticed, which is its signal: where, and in which words. */
export type SignalNotice = Omit<Signal, 'id' | 'rule'>;

/** One pure heuristic: what it looks for, why that matters, examples on both sides, and the function. */
export type Rule = DecidingRule | SignalRule;

interface RuleWords {
  /** What it notices, as a heading: at most eight words. */
  title: string;
  /** Why a reader should care, and what the rule deliberately leaves alone; a few plain sentences. */
  rationale: string;
  /** What a tool must have for it to be asked; where there are none, it is asked of every tool. */
  clues?: Clues;
  /** Definitions in which it must notice something. */
  positive: Example[];
  /** Definitions that look alike and in which it must notice nothing. */
  negative: Example[];
}

/** A rule that notices what a call does; these run first. */
export interface DecidingRule extends RuleWords {
  /** The file's name, without ending. */
  id: string;
  /** Ids of the taxonomy's deciding rules (1 to 18) that it carries out. */
  decides: [number, ...number[]];
  /** The effects that it notices in one tool. */
  notice(tool: Tool): EffectNotice[];
}

/** A rule that decides nothing and gives one signal, whose id it bears. */
export interface SignalRule extends RuleWords {
  /** The file's name, without ending. */
  id: SignalId;
  decides: [];
  /** Where it notices its signal in one tool, given the category that the deciding rules came to. */
  notice(tool: Tool, category: Category): SignalNotice[];
}
