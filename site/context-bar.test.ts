import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drawContextBar } from './context-bar.ts';

function draw(byTool: number[]) {
  const total = byTool.reduce((sum, tokens) => sum + tokens, 0);
  const cost = { total, shareOf200k: total / 200_000, shareOf1M: total / 1_000_000, byTool, heaviest: 0 };
  return drawContextBar(
    byTool.map((_, index) => `tool${index}`),
    cost,
  );
}

describe('drawContextBar', () => {
  it('fills the bar, heaviest first', () => {
    const { segments } = draw([100, 300]);
    assert.deepEqual(
      segments.map(({ name, x, width }) => [name, x, width]),
      [
        ['tool1', 0, 540],
        ['tool0', 540, 180],
      ],
    );
  });

  it('gathers the light ones where there are many, and keeps every number in the table', () => {
    const { segments, byTool } = draw(Array.from({ length: 30 }, (_, index) => index + 1));
    assert.equal(segments.length, 8);
    assert.equal(segments.at(-1)?.name, '23 others');
    assert.equal(
      segments.reduce((sum, { tokens }) => sum + tokens, 0),
      465,
    );
    assert.equal(byTool.length, 30);
  });

  it('says little as little, not as nothing', () => {
    assert.equal(draw([100]).percentOf1M, 'under 0.1 %');
    assert.equal(draw([3_400]).percentOf200k, '1.7 %');
    assert.equal(draw([0]).percentOf200k, '0.0 %');
  });
});
