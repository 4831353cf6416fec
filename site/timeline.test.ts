import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listServer } from './fixtures/catalogue.ts';
import { drawTimeline } from './timeline.ts';

const looks = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    version: `1.${index}.0`,
    observedAt: `2026-10-${String(index + 1).padStart(2, '0')}T08:00:00.000Z`,
    outcome: 'listed',
    toolCount: 1,
  }));

describe('drawTimeline', () => {
  it('counts the definitions that each look after the first listing brought', () => {
    const [first, second] = looks(2);
    assert.ok(first && second);
    const failed = { ...first, outcome: 'timed-out', toolCount: null };
    const entry = listServer('pkg:npm/a', [{ name: 'x' }], {
      entry: { history: [failed, first, { ...second, observedAt: '2026-11-20T08:00:00.000Z' }] },
    });
    assert.deepEqual(
      drawTimeline(entry).points.map(({ isListed, newDefinitions }) => [isListed, newDefinitions]),
      [
        [false, null],
        [true, null],
        [true, 1],
      ],
    );
  });

  it('draws the newest twelve and counts the others', () => {
    const { points, earlier, width } = drawTimeline(
      listServer('pkg:npm/a', [], { entry: { history: looks(20) } }),
    );
    assert.equal(points.length, 12);
    assert.equal(earlier, 8);
    assert.equal(points.at(-1)?.version, '1.19.0');
    assert.ok(points.every(({ x }) => x > 0 && x < width));
  });
});
