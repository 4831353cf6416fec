import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { isRecord } from './json.ts';

/** What a server's definitions cost before the first question: they stand in the model's context at all times. */
export interface TokenCost {
  /** Tokens of all definitions together, by OpenAI's o200k encoding; other models differ by some percent. */
  total: number;
  /** Part of a context of 200,000 tokens, 0 to 1 and above. */
  shareOf200k: number;
  /** Part of a context of 1,000,000 tokens. */
  shareOf1M: number;
  /** Tokens of each definition, in the order given. */
  byTool: number[];
  /** Position of the heaviest definition; null where there is none. */
  heaviest: number | null;
}

/** Counts what a model is given of each definition: name, description and input schema, as compact JSON. */
export function measureTokens(definitions: readonly unknown[]): TokenCost {
  const byTool = definitions.map((definition) => countByPieces(givenToModel(definition)));
  const total = byTool.reduce((sum, tokens) => sum + tokens, 0);
  return {
    total,
    shareOf200k: total / 200_000,
    shareOf1M: total / 1_000_000,
    byTool,
    heaviest: byTool.length === 0 ? null : byTool.indexOf(Math.max(...byTool)),
  };
}

/**
 * The tokenizer's time grows with the square of an unbroken run, so a long run is counted in pieces; each cut within
 * one may add a token. Before white space a token begins anyway.
 */
const piece = /.{1,200}(?=\s|$)|.{1,200}/gsu;

function countByPieces(text: string): number {
  let tokens = 0;
  for (const [part] of text.matchAll(piece)) tokens += countTokens(part);
  return tokens;
}

function givenToModel(definition: unknown): string {
  if (!isRecord(definition)) return '';
  const { name, description, inputSchema } = definition;
  return JSON.stringify({ name, description, inputSchema });
}
