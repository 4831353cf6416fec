import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { makeCandidate } from './candidate.ts';
import { type DiscoveryStore, discover } from './discover.ts';
import { RefusedRequestError, RetryLaterError } from './http/errors.ts';
import type { Json } from './json.ts';
import type { DiscoveryPage, Source } from './source.ts';

function makeStore() {
  const kept: string[] = [];
  const checkpoints = new Map<string, Json>();
  const store: DiscoveryStore = {
    readCheckpoint: (source) => checkpoints.get(source) ?? null,
    keepPage(source, { candidates, checkpoint }: DiscoveryPage) {
      kept.push(...candidates.map(({ name }) => name));
      checkpoints.set(source, checkpoint);
    },
  };
  return { store, kept };
}

/** A source of numbered pages, which fails before one of them. */
function makeCounting(id: string, pages: number, failure: { before: number; error: Error | null }): Source {
  return {
    id,
    title: id,
    async *discover({ checkpoint }) {
      for (let page = z.number().catch(0).parse(checkpoint); page < pages; page++) {
        if (page === failure.before && failure.error !== null) throw failure.error;
        const name = `${id}-${page}`;
        const ref = { kind: 'npm' as const, name, version: null };
        const candidate = makeCandidate({ ref, source: id, name, seenAt: '2026-01-01T00:00:00Z' });
        yield { candidates: [candidate], skipped: { odd: 1 }, checkpoint: page + 1 };
      }
    },
  };
}

test('one source that fails costs the others nothing, and goes on from its last page when run again', async () => {
  const { store, kept } = makeStore();
  const retryAt = new Date('2030-01-01');
  const failure = { before: 1, error: new RetryLaterError('busy', { retryAt }) as Error | null };
  const sources = [makeCounting('a', 3, failure), makeCounting('b', 2, { before: -1, error: null })];
  const [a, b] = await discover(sources, { store });
  assert.deepEqual(a, {
    source: 'a',
    pages: 1,
    candidates: 1,
    skipped: { odd: 1 },
    failure: { kind: 'later', message: 'busy', retryAt },
  });
  assert.deepEqual([b?.pages, b?.skipped, b?.failure], [2, { odd: 2 }, null]);
  failure.error = null;
  await discover(sources, { store });
  assert.deepEqual(
    kept.filter((name) => name.startsWith('a')),
    ['a-0', 'a-1', 'a-2'],
  );
});

test('a refusal is told apart from a pause', async () => {
  const refused = makeCounting('a', 1, { before: 0, error: new RefusedRequestError('no such key', 401) });
  const [outcome] = await discover([refused], { store: makeStore().store });
  assert.deepEqual(outcome?.failure, { kind: 'refused', message: 'no such key', retryAt: null });
});

test('ended between two pages, what was kept stands', async () => {
  const { store, kept } = makeStore();
  const stop = new AbortController();
  const source = makeCounting('a', 100, { before: -1, error: null });
  const onPage = () => void (kept.length === 2 && stop.abort());
  const [outcome] = await discover([source], { store, signal: stop.signal, onPage });
  assert.equal(outcome?.failure?.kind, 'interrupted');
  assert.deepEqual(kept, ['a-0', 'a-1']);
});

test('a fault of our own is no outcome', async () => {
  const source = makeCounting('a', 1, { before: 0, error: new TypeError('ours') });
  await assert.rejects(discover([source], { store: makeStore().store }), TypeError);
});

test('a page that could not be kept is not counted, and its source goes no further', async () => {
  const { store, kept } = makeStore();
  const full: DiscoveryStore = {
    ...store,
    keepPage() {
      throw new Error('disk is full');
    },
  };
  await assert.rejects(
    discover([makeCounting('a', 2, { before: -1, error: null })], { store: full }),
    /disk is full/,
  );
  assert.deepEqual(kept, []);
});
