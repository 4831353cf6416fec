import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failed, listed } from '../data/fixtures/observations.ts';
import { serveMetrics } from './crawl-metrics.ts';
import { startTally } from './crawl-tally.ts';
import { UsageError } from './exit-codes.ts';

test('the figures of a crawl are served on this machine, and its port is nobody else’s', async () => {
  const sourceOf = () => 'npm';
  const tally = startTally(5, sourceOf);
  const metrics = await serveMetrics(0, tally, sourceOf);
  try {
    for (const event of [
      { kind: 'started', ref: 'npm:a' },
      { kind: 'observed', ref: 'npm:a', observation: listed([{ name: 'x' }, { name: 'y' }]) },
      { kind: 'started', ref: 'npm:b' },
      { kind: 'observed', ref: 'npm:b', observation: failed() },
      { kind: 'started', ref: 'npm:c' },
    ] as const) {
      tally.count(event);
      metrics.count(event);
    }
    const answer = await fetch(metrics.address);
    assert.match(answer.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
    const lines = (await answer.text()).split('\n');
    for (const line of [
      'placard_crawl_servers_total{outcome="listed",source="npm"} 1',
      'placard_crawl_servers_total{outcome="timed-out",source="npm"} 1',
      'placard_crawl_tools_total 2',
      'placard_crawl_servers{state="found"} 5',
      'placard_crawl_servers{state="queued"} 2',
      'placard_crawl_servers{state="under_way"} 1',
      'placard_crawl_look_seconds_count 2',
    ])
      assert.ok(lines.includes(line), line);
    assert.equal((await fetch(new URL('/', metrics.address))).status, 404);
    const { port } = new URL(metrics.address);
    await assert.rejects(serveMetrics(Number(port), tally, sourceOf), (error) => {
      assert.ok(error instanceof UsageError);
      assert.match(error.message, /is taken by another program: choose another with --metrics-port\.$/);
      return true;
    });
  } finally {
    metrics.close();
  }
});
