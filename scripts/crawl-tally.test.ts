import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failed, listed } from '../data/fixtures/observations.ts';
import { startTally } from './crawl-tally.ts';

test('a tally tells what is done, under way and left, by source and outcome, and how long it will take', () => {
  let clock = 0;
  const tally = startTally(
    10,
    (ref) => (ref === 'npm:a' ? 'glama' : 'npm'),
    () => clock,
  );
  assert.equal(tally.read().timeLeftMs, null);
  tally.count({ kind: 'started', ref: 'npm:a' });
  tally.count({ kind: 'started', ref: 'npm:b' });
  clock = 30_000;
  tally.count({ kind: 'observed', ref: 'npm:a', observation: listed([{ name: 'x' }, { name: 'y' }]) });
  clock = 60_000;
  tally.count({ kind: 'observed', ref: 'npm:b', observation: failed() });
  tally.count({ kind: 'started', ref: 'npm:c' });
  clock = 90_000;
  tally.count({ kind: 'known', ref: 'npm:c', version: null, outcome: 'listed' });
  tally.count({ kind: 'started', ref: 'npm:d' });
  assert.deepEqual(tally.read(), {
    found: 10,
    queued: 6,
    listed: 1,
    failed: 1,
    known: 1,
    tools: 2,
    underWay: ['npm:d'],
    perMinute: 2,
    timeLeftMs: 7 * 30_000,
    bySource: [
      { source: 'glama', outcomes: { listed: 1 } },
      { source: 'npm', outcomes: { 'timed-out': 1, known: 1 } },
    ],
  });
});
