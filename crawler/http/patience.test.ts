import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRetryTime } from './patience.ts';

const now = new Date('2026-01-01T00:00:00Z');
const cases: [headers: Record<string, string>, expected: string | null, because: string][] = [
  [{}, null, 'it says nothing'],
  [{ 'retry-after': '30' }, '2026-01-01T00:00:30.000Z', 'seconds'],
  [{ 'retry-after': '0' }, '2026-01-01T00:00:00.000Z', 'now'],
  [{ 'retry-after': 'Thu, 01 Jan 2026 00:01:00 GMT' }, '2026-01-01T00:01:00.000Z', 'a date'],
  [{ 'retry-after': 'soon' }, null, 'no time'],
  [{ 'retry-after': '-5' }, null, 'no span'],
  [{ 'retry-after': '9'.repeat(400) }, null, 'no moment there is'],
  [
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1767225660' },
    '2026-01-01T00:01:00.000Z',
    'seconds since 1970',
  ],
  [{ 'x-ratelimit-remaining': '7', 'x-ratelimit-reset': '1767225660' }, null, 'the limit is not used up'],
  [{ 'ratelimit-remaining': '0', 'ratelimit-reset': '60' }, '2026-01-01T00:01:00.000Z', 'seconds from now'],
];

for (const [headers, expected, because] of cases) {
  test(`${JSON.stringify(headers).slice(0, 80)}: ${because}`, () => {
    const time = readRetryTime((name) => headers[name] ?? null, now);
    assert.equal(time?.toISOString() ?? null, expected);
  });
}
