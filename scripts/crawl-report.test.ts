import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeCourse, tabulateOutcomes } from './crawl-report.ts';

const counts = { listed: 8, failed: 3, known: 1, tools: 9, underWay: ['npm:a', 'npm:b'], bySource: [] };

test('the course of a crawl is one line, with a rate and the time left as soon as they are known', () => {
  const cases: [perMinute: number | null, timeLeftMs: number | null, expected: string][] = [
    [null, null, '12 of 60 done: 8 listed, 3 failed, 1 known; 46 queued'],
    [14.2, 200_000, '12 of 60 done: 8 listed, 3 failed, 1 known; 46 queued; 14 a minute, 4 min left'],
    [0.5, 3 * 3600_000, '12 of 60 done: 8 listed, 3 failed, 1 known; 46 queued; 0.5 a minute, 3 h left'],
    [1, 96 * 3600_000, '12 of 60 done: 8 listed, 3 failed, 1 known; 46 queued; 1.0 a minute, 4 days left'],
  ];
  for (const [perMinute, timeLeftMs, expected] of cases)
    assert.equal(describeCourse({ ...counts, found: 60, queued: 46, perMinute, timeLeftMs }), expected);
});

test('the outcomes stand by source and class of failure, the most frequent first', () => {
  const rows = tabulateOutcomes([
    { source: 'npm', outcomes: { listed: 1, 'timed-out': 4 } },
    { source: 'glama', outcomes: { listed: 1 } },
  ])
    .split('\n')
    .filter((line) => line.startsWith('│'))
    .map((line) =>
      line
        .split('│')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  assert.deepEqual(rows, [
    ['Outcome', 'npm', 'glama', 'Total'],
    ['timed-out', '4', '', '4'],
    ['listed', '1', '1', '2'],
  ]);
});
