import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCatalogue } from '../data/catalogue.ts';
import { failServer, listServer, readEntries } from '../site/fixtures/catalogue.ts';
import { makeFolder } from './fixtures/run-program.ts';
import { seedTools } from './fixtures/seed-tools.ts';
import { summarise } from './summary.ts';

test('a run is summed up: servers, failures with their reasons, tools by category and level, and where all is', () => {
  const reader = readEntries([
    listServer('pkg:npm/notebook', [seedTools.run_all_cells, seedTools.run, seedTools.notebook_export]),
    failServer('pkg:npm/shut', {
      version: '1.0.0',
      observedAt: '2026-11-20T08:00:00.000Z',
      reason: 'needs-credentials',
      detail: 'It did not start without \u001b[31mAPI_KEY.',
      stderrTail: '',
    }),
  ]);
  const catalogue = { ...openCatalogue(`${makeFolder()}/catalogue.db`), file: 'catalogue.db', reader };
  const text = summarise(
    catalogue,
    { known: 1 },
    { pages: 12, written: 1, unchanged: 30, removed: 0 },
    'dist/site',
  );
  catalogue.close();
  assert.match(text, /^1 server listed their tools \(1 known before this run\), 1 did not:$/m);
  assert.match(text, /^ {2}npm:shut: needs-credentials\. It did not start without <U\+001B>\[31mAPI_KEY\.$/m);
  assert.match(text, /^3 tools by category and level:$/m);
  assert.match(text, /Execute *│ *│ *│ 2 *│ *│ 2 /);
  assert.match(text, /Write *│ *│ 1 *│ *│ *│ 1 /);
  assert.match(text, /^Catalogue: catalogue\.db$/m);
  assert.match(text, /^Site: +dist\/site \(12 pages, 1 file written\)$/m);
});
