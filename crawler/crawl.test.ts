import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CrawlOptions, crawl, type ObservationStore } from './crawl.ts';
import { scriptLauncher, scriptProbe } from './fixtures/scripted.ts';
import type { Failed, RemoteLauncher } from './launcher.ts';
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
      return look === undefined ? null : { ...look, outcome: look.reason };
    },
    record: (observation) => {
      const { outcome } = observation;
      looks.push({ ...observation, reason: 'failure' in outcome ? outcome.failure.reason : 'listed' });
    },
  };
  return { store, looks };
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

  it('looks again after a day at what may have passed, and never at what will stay', async () => {
    const day = 24 * 60 * 60 * 1000;
    const cases: [reason: string, age: number, expected: 'known' | 'observed'][] = [
      ['timed-out', day - 60_000, 'known'],
      ['timed-out', day + 60_000, 'observed'],
      ['install-failed', day + 60_000, 'observed'],
      ['needs-credentials', 99 * day, 'known'],
      ['listed', 99 * day, 'known'],
    ];
    for (const [outcome, age, expected] of cases) {
      const observedAt = new Date(Date.now() - age).toISOString();
      const old: ObservationStore = {
        lastOutcome: () => ({ version: '1.0.0', observedAt, outcome }),
        record: () => {},
      };
      assert.deepEqual(await run(['npm:a'], { a: '1.0.0' }, { store: old }), [`${expected} npm:a`], outcome);
    }
  });

  it('looks again after a day at what runs elsewhere, for only itself tells its version', async () => {
    const day = 24 * 60 * 60 * 1000;
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
    for (const [age, expected] of [
      [day - 60_000, 'known'],
      [day + 60_000, 'observed'],
    ] as const) {
      const observedAt = new Date(Date.now() - age).toISOString();
      const lastOutcome = () => ({ version: '1.0.0', observedAt, outcome: 'listed' });
      const store = { lastOutcome, record: () => {} };
      const events = await run(
        ['https://host.example/mcp'],
        {},
        { store, launchers: [launcher], sandbox: null },
      );
      assert.deepEqual(events, [`${expected} https://host.example/mcp`]);
    }
    assert.deepEqual(asked, ['https://host.example/mcp']);
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
