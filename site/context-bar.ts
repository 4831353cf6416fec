import type { TokenCost } from '../classifier/token-cost.ts';

/** What one tool takes of the bar. */
export interface ContextSegment {
  name: string;
  tokens: number;
  /** In the units of the drawing, whose whole width is `barWidth`. */
  x: number;
  width: number;
}

export interface ContextBar {
  total: number;
  /** Percent, one decimal. */
  percentOf200k: string;
  percentOf1M: string;
  /** Widths of the two gauges, in the units of the drawing. */
  width200k: number;
  width1M: number;
  /** Heaviest first; the last may be all others together. */
  segments: ContextSegment[];
  /** Every tool, heaviest first. */
  byTool: { name: string; tokens: number }[];
}

export const barWidth = 720;
const mostSegments = 8;

/** What a server's definitions take of a model's context, and which tools take most of it. */
export function drawContextBar(
  names: string[],
  { total, shareOf200k, shareOf1M, byTool }: TokenCost,
): ContextBar {
  const tools = names
    .map((name, index) => ({ name, tokens: byTool[index] ?? 0 }))
    .sort((a, b) => b.tokens - a.tokens);
  return {
    total,
    percentOf200k: percent(shareOf200k),
    percentOf1M: percent(shareOf1M),
    width200k: gauge(shareOf200k),
    width1M: gauge(shareOf1M),
    segments: placeSegments(gatherSmall(tools), total),
    byTool: tools,
  };
}

function gatherSmall(tools: { name: string; tokens: number }[]): { name: string; tokens: number }[] {
  if (tools.length <= mostSegments) return tools;
  const rest = tools.slice(mostSegments - 1);
  const tokens = rest.reduce((sum, tool) => sum + tool.tokens, 0);
  return [...tools.slice(0, mostSegments - 1), { name: `${rest.length} others`, tokens }];
}

function placeSegments(tools: { name: string; tokens: number }[], total: number): ContextSegment[] {
  let x = 0;
  return tools.map(({ name, tokens }) => {
    const width = total === 0 ? 0 : round((tokens / total) * barWidth);
    const segment = { name, tokens, x: round(x), width };
    x += width;
    return segment;
  });
}

function percent(share: number): string {
  return share > 0 && share < 0.001 ? 'under 0.1 %' : `${(share * 100).toFixed(1)} %`;
}

/** At least one unit, so that the little that is there can be seen. */
function gauge(share: number): number {
  return round(Math.min(barWidth, Math.max(1, share * barWidth)));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
