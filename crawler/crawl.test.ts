import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CrawlOptions, crawl, type ObservationStore } from './crawl.ts';
import { scriptLauncher, scriptProbe } from './fixtures/scripted.ts';
import type { Failed, RemoteLauncher } from './launcher.ts';
import type { PastLook } from './next-look.ts';
import type { FailureReason, Observation } from './observation.ts';
import { parseRef, RefError } from './ref.ts';

type Versions = Record<string, string | Failed>;

/** A store in memory, as the catalogue is one. */
function makeStore() {
  const looks: (Observation & { reason: string })[] = [];
  const store: ObservationStore = {
    lastOutcome(purl, version) {
      const look = looks.findLast(
        (one) => one.purl === purl && (version === undefined || one.version === version),
      );
      return look === undefined
        ? null
        : { ...look, outcome: look.reason, inARow: 1, integrity: null, ttlMs: null };
    },
    record: (observation) => {
      const { outcome } = observation;
      looks.push({ ...observation, reason: 'failure' in outcome ? outcome.failure.reason : 'listed' });
    },
  };
  return { store, looks };
}

/** A store that knows one look, and forgets what is recorded. */
function remember(look: Partial<PastLook>): ObservationStore {
  const observedAt = new Date().toISOString();
  const known = {
    version: '1.0.0',
    observedAt,
    outcome: 'listed',
    inARow: 1,
    integrity: null,
    ttlMs: null,
    ...look,
  };
  return { lastOutcome: () => known, record: () => {} };
}

async function run(
  refs: string[],
  versions: Versions,
  changes: Partial<CrawlOptions> = {},
): Promise<string[]> {
  const events: string[] = [];
  await crawl(refs.map(parseRef), {
    ...scriptProbe(),
    launchers: [scriptLauncher(versions)],
    store: makeStore().store,
    concurrency: 2,
    refresh: false,
    onEvent: ({ kind, ref }) => kind !== 'started' && events.push(`${kind} ${ref}`),
    ...changes,
  });
  return events;
}

const offline = failed('install-failed');
function failed(reason: FailureReason): Failed {
  return { failure: { reason, detail: '', stderrTail: '' } };
}

describe('crawl', () => {
  const { store, looks } = makeStore();
  const steps: [
    because: string,
    refs: string[],
    versions: Versions,
    changes: Partial<CrawlOptions>,
    expected: string[],
  ][] = [
    [
      'nothing is known yet',
      ['npm:a', 'npm:b'],
      { a: '1.0.0', b: '1.0.0' },
      {},
      ['observed npm:a', 'observed npm:b'],
    ],
    ['both are known', ['npm:a', 'npm:b'], { a: '1.0.0', b: '1.0.0' }, {}, ['known npm:a', 'known npm:b']],
    [
      'a new version is not',
      ['npm:a', 'npm:b'],
      { a: '1.1.0', b: '1.0.0' },
      {},
      ['observed npm:a', 'known npm:b'],
    ],
    ['an older one that was seen is', ['npm:a@1.0.0'], { a: '1.1.0' }, {}, ['known npm:a@1.0.0']],
    ['refresh asks all again', ['npm:a'], { a: '1.1.0' }, { refresh: true }, ['observed npm:a']],
    ['it has gone, which is news', ['npm:b'], {}, {}, ['observed npm:b']],
    ['that it has gone is known', ['npm:b'], {}, {}, ['known npm:b']],
    [
      'it is back, and the newest look must not say otherwise',
      ['npm:b'],
      { b: '1.0.0' },
      {},
      ['observed npm:b'],
    ],
    [
      'the registry is out of reach, which is another reason',
      ['npm:b'],
      { b: offline },
      {},
      ['observed npm:b'],
    ],
    ['it is in reach again', ['npm:b'], { b: '1.0.0' }, {}, ['observed npm:b']],
    ['one REF twice is one', ['npm:a', 'npm:a'], { a: '1.1.0' }, {}, ['known npm:a']],
    [
      'two REFs of one version are one look',
      ['npm:c', 'npm:c@2.0.0'],
      { c: '2.0.0' },
      {},
      ['observed npm:c', 'known npm:c@2.0.0'],
    ],
    [
      'also when all is asked again',
      ['npm:c', 'npm:c@2.0.0'],
      { c: '2.0.0' },
      { refresh: true },
      ['observed npm:c', 'known npm:c@2.0.0'],
    ],
  ];
  for (const [because, refs, versions, changes, expected] of steps) {
    it(`looks at ${refs.join(' and ')}: ${because}`, async () => {
      const events = await run(refs, versions, { store, ...changes });
      assert.deepEqual(events.toSorted(), expected.toSorted());
    });
  }

  it('stores each look under its identity, without the version that was asked for', () => {
    assert.ok(
      looks.some(({ purl, ref, version }) => purl === 'pkg:npm/c' && ref === 'npm:c' && version === '2.0.0'),
    );
    assert.ok(
      looks.some(({ purl, version, attempts }) => purl === 'pkg:npm/b' && version === null && attempts === 0),
    );
  });

  const hour = 60 * 60 * 1000;
  const day = 24 * hour;
  const minute = 60_000;

  it('looks again at what failed after a time that grows with each failure of that kind', async () => {
    const cases: [reason: FailureReason | 'listed', inARow: number, age: number, expected: string][] = [
      ['unavailable', 1, hour - minute, 'known'],
      ['unavailable', 1, hour + minute, 'observed'],
      ['unavailable', 2, 4 * hour - minute, 'known'],
      ['unavailable', 2, 4 * hour + minute, 'observed'],
      ['unavailable', 99, 7 * day - minute, 'known'],
      ['unavailable', 99, 7 * day + minute, 'observed'],
      ['timed-out', 1, day - minute, 'known'],
      ['timed-out', 1, day + minute, 'observed'],
      ['install-failed', 3, 4 * day - minute, 'known'],
      ['install-failed', 3, 4 * day + minute, 'observed'],
      ['needs-credentials', 1, 29 * day, 'known'],
      ['needs-credentials', 1, 31 * day, 'observed'],
      ['needs-credentials', 9999, 179 * day, 'known'],
      ['needs-credentials', 9999, 181 * day, 'observed'],
      ['sandbox-unavailable', 5, 0, 'observed'],
      ['listed', 1, 9999 * day, 'known'],
    ];
    for (const [outcome, inARow, age, expected] of cases) {
      const old = remember({ outcome, inARow, observedAt: new Date(Date.now() - age).toISOString() });
      const because = `${outcome}, ${inARow} in a row, ${age / hour} hours ago`;
      assert.deepEqual(await run(['npm:a'], { a: '1.0.0' }, { store: old }), [`${expected} npm:a`], because);
    }
  });

  it('looks again at a version whose artefact is another one', async () => {
    const launcher = scriptLauncher({ a: '1.0.0' });
    const resealed = {
      ...launcher,
      async resolve(ref: Parameters<typeof launcher.resolve>[0]) {
        const found = await launcher.resolve(ref);
        if ('failure' in found) return found;
        return { ...found, package: { ...found.package, integrity: 'sha512-new' } };
      },
    };
    for (const [integrity, expected] of [
      ['sha512-old', 'observed'],
      ['sha512-new', 'known'],
      [null, 'known'],
    ] as const) {
      const store = remember({ outcome: 'listed', integrity });
      assert.deepEqual(await run(['npm:a'], {}, { store, launchers: [resealed] }), [`${expected} npm:a`]);
    }
  });

  it('looks again at what runs elsewhere when its list is no longer true by its own word, else after a day', async () => {
    const asked: string[] = [];
    const launcher: RemoteLauncher = {
      id: 'remote',
      accepts: () => true,
      resolve: async () => ({ purl: 'https://host.example/mcp', version: null, package: null }),
      async ask({ purl }) {
        asked.push(purl);
        return { attempts: 1, outcome: { failure: { reason: 'timed-out', detail: '', stderrTail: '' } } };
      },
    };
    const cases: [ttlMs: number | null, outcome: string, inARow: number, age: number, expected: string][] = [
      [null, 'listed', 1, day - minute, 'known'],
      [null, 'listed', 1, day + minute, 'observed'],
      [0, 'listed', 1, day - minute, 'known'],
      [1000, 'listed', 1, hour - minute, 'known'],
      [1000, 'listed', 1, hour + minute, 'observed'],
      [2 * day, 'listed', 1, 2 * day - minute, 'known'],
      [2 * day, 'listed', 1, 2 * day + minute, 'observed'],
      [999 * day, 'listed', 1, 7 * day + minute, 'observed'],
      [null, 'needs-credentials', 1, 7 * day - minute, 'known'],
      [null, 'needs-credentials', 1, 7 * day + minute, 'observed'],
    ];
    for (const [ttlMs, outcome, inARow, age, expected] of cases) {
      const store = remember({
        ttlMs,
        outcome,
        inARow,
        observedAt: new Date(Date.now() - age).toISOString(),
      });
      const options = { store, launchers: [launcher], sandbox: null };
      const because = `${outcome}, ${ttlMs} ms, ${age / hour} hours ago`;
      const events = await run(['https://host.example/mcp'], {}, options);
      assert.deepEqual(events, [`${expected} https://host.example/mcp`], because);
    }
    assert.equal(asked.length, cases.filter(([, , , , expected]) => expected === 'observed').length);
  });

  const names = Array.from({ length: 9 }, (_, index) => `s${index}`);
  const many: Versions = Object.fromEntries(names.map((name) => [name, '1.0.0']));
  const refs = names.map((name) => `npm:${name}`);

  it('keeps to its concurrency', async () => {
    let running = 0;
    let highest = 0;
    const launcher = scriptLauncher(many);
    const counting = {
      ...launcher,
      resolve: async (ref: Parameters<typeof launcher.resolve>[0]) => {
        highest = Math.max(highest, ++running);
        await sleep(5);
        running--;
        return launcher.resolve(ref);
      },
    };
    await run(refs, many, { launchers: [counting], concurrency: 3 });
    assert.equal(highest, 3);
  });

  it('ends after the looks under way when it is told to, and goes on from there', async () => {
    const { store: kept, looks: seen } = makeStore();
    const stop = new AbortController();
    const events: string[] = [];
    await run(refs, many, {
      store: kept,
      signal: stop.signal,
      onEvent: ({ kind, ref }) => {
        events.push(`${kind} ${ref}`);
        if (kind === 'observed') stop.abort();
      },
    });
    assert.equal(events.filter((event) => event.startsWith('started')).length, seen.length);
    assert.ok(seen.length > 0 && seen.length < refs.length);
    const first = seen.length;
    const later = await run(refs, many, { store: kept });
    assert.equal(later.filter((event) => event.startsWith('known')).length, first);
    assert.equal(seen.length, refs.length);
  });

  it('ends with the fault of a store that can hold no more, once the looks under way are finished', async () => {
    let finished = 0;
    const full = { lastOutcome: () => null, record: () => assert.fail('The disk is full.') };
    const launcher = scriptLauncher(many, 20);
    const counting = {
      ...launcher,
      prepare: (...given: Parameters<typeof launcher.prepare>) =>
        launcher.prepare(...given).finally(() => finished++),
    };
    await assert.rejects(run(refs, many, { store: full, launchers: [counting] }), /The disk is full/);
    assert.ok(finished <= 2, `${finished} looks`);
    const before = finished;
    await sleep(50);
    assert.equal(finished, before);
  });

  it('examines nothing where one REF cannot be launched', async () => {
    const { store: kept, looks: seen } = makeStore();
    await assert.rejects(run(['npm:a', 'oci:a'], { a: '1.0.0' }, { store: kept }), (error) => {
      assert.ok(error instanceof RefError);
      assert.equal(error.message, '"oci:a" cannot be launched yet: placard launches npm: servers so far.');
      return true;
    });
    assert.equal(seen.length, 0);
  });
});
