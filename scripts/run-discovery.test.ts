import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { type CandidateClaim, makeCandidate } from '../crawler/candidate.ts';
import { RetryLaterError } from '../crawler/http/errors.ts';
import type { Launcher } from '../crawler/launcher.ts';
import { formatRef, parseRef } from '../crawler/ref.ts';
import type { DiscoveryPage, Source } from '../crawler/source.ts';
import { type Catalogue, openCatalogue } from '../data/catalogue.ts';
import { runDiscovery } from './run-discovery.ts';

const folder = mkdtempSync(join(tmpdir(), 'placard-discovery-'));
after(() => rmSync(folder, { recursive: true }));

const npmOnly: Launcher = {
  id: 'npm',
  accepts: (ref) => ref.kind === 'npm',
  resolve: () => assert.fail('discovery resolves nothing'),
  prepare: () => assert.fail('discovery fetches nothing'),
};

let made = 0;
async function withCatalogue(run: (catalogue: Catalogue) => Promise<void>): Promise<void> {
  const catalogue = openCatalogue(join(folder, `${made++}.db`));
  await run(catalogue).finally(() => catalogue.close());
}

describe('runDiscovery', () => {
  it('keeps each page and goes on behind the last one that was kept', () =>
    withCatalogue(async (catalogue) => {
      const pages = [page(1, 'npm:a'), page(2, 'npm:b'), new RetryLaterError('The host is busy.')];
      const first = await runDiscovery([scripted('npm', pages)], catalogue, [npmOnly]);
      assert.deepEqual(first.refs.map(formatRef), ['npm:a', 'npm:b']);
      assert.deepEqual(
        first.outcomes.map(({ failure }) => failure?.message),
        ['The host is busy.'],
      );
      const asked: unknown[] = [];
      const second = await runDiscovery([scripted('npm', [page(3, 'npm:c')], asked)], catalogue, [npmOnly]);
      assert.deepEqual(asked, [2], 'because the second page was the last one kept');
      assert.deepEqual(second.refs.map(formatRef), ['npm:a', 'npm:b', 'npm:c']);
    }));

  it('merges what several sources say of one server, and takes the newer claim of one source', () =>
    withCatalogue(async (catalogue) => {
      const sources = [scripted('npm', [page(1, 'npm:a')]), scripted('glama', [page(1, 'npm:a', 'npm:z')])];
      await runDiscovery(sources, catalogue, [npmOnly]);
      const { refs } = await runDiscovery([scripted('npm', [page(2, 'npm:a')])], catalogue, [npmOnly]);
      assert.deepEqual(refs.map(formatRef), ['npm:a', 'npm:z']);
      assert.equal([...catalogue.claims.candidates()].length, 3);
    }));

  it('leaves out what no source told of since a moment', () =>
    withCatalogue(async (catalogue) => {
      const at = (ref: string, seenAt: string) => ({ ...claim(ref), seenAt });
      const told = [at('npm:old', '2026-01-01T00:00:00.000Z'), at('npm:new', '2026-03-01T00:00:00.000Z')];
      const source = scripted('npm', [{ candidates: told, skipped: {}, checkpoint: 1 }]);
      const since = new Date('2026-02-01');
      const { refs, sources } = await runDiscovery([source], catalogue, [npmOnly], { since });
      assert.deepEqual(refs.map(formatRef), ['npm:new']);
      assert.deepEqual([...sources], [['npm:new', 'npm']]);
    }));

  it('sets aside what no launcher handles and what wants a value, and drops what was taken away', () =>
    withCatalogue(async (catalogue) => {
      const claims = [
        claim('npm:a'),
        claim('npm:gone', { status: 'deleted' }),
        claim('oci:ghcr.io/a/b'),
        claim('npm:c', { unresolved: ['TENANT'] }),
      ];
      const source = scripted('npm', [{ candidates: claims, skipped: {}, checkpoint: null }]);
      const { refs, setAside } = await runDiscovery([source], catalogue, [npmOnly]);
      assert.deepEqual(refs.map(formatRef), ['npm:a']);
      assert.equal(setAside, 2);
    }));

  it('asks no further once as many can be examined as were wanted', () =>
    withCatalogue(async (catalogue) => {
      const pages = [page(1, 'oci:x/y'), page(2, 'npm:a'), new TypeError('asked, though enough was found')];
      const { outcomes } = await runDiscovery([scripted('npm', pages)], catalogue, [npmOnly], { limit: 1 });
      assert.equal(outcomes[0]?.failure?.kind, 'interrupted');
      assert.equal(catalogue.claims.checkpoint('npm'), 2);
    }));

  it('hands on a fault of placard itself', () =>
    withCatalogue(async (catalogue) => {
      await assert.rejects(
        runDiscovery([scripted('npm', [new TypeError('ours')])], catalogue, [npmOnly]),
        /ours/,
      );
    }));
});

function claim(ref: string, more: Partial<CandidateClaim> = {}) {
  return makeCandidate({
    ref: parseRef(ref),
    source: 'npm',
    name: ref,
    seenAt: '2026-11-20T00:00:00.000Z',
    ...more,
  });
}

function page(checkpoint: number, ...refs: string[]): DiscoveryPage {
  return { candidates: refs.map((ref) => claim(ref)), skipped: {}, checkpoint };
}

/** A source that yields these pages, or throws where one is an error. */
function scripted(id: string, pages: (DiscoveryPage | Error)[], asked: unknown[] = []): Source {
  return {
    id,
    title: id,
    async *discover({ checkpoint }) {
      asked.push(checkpoint);
      for (const each of pages) {
        if (each instanceof Error) throw each;
        yield each;
      }
    },
  };
}
