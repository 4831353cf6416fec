import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openCatalogue } from '../data/catalogue.ts';
import { listed } from '../data/fixtures/observations.ts';
import { makeFolder, runPlacard } from './fixtures/run-program.ts';

const catalogue = join(makeFolder(), 'diff.db');
const read = { name: 'rows', description: 'Lists rows.', inputSchema: { type: 'object' } };
const at = (day: number) => ({ version: `1.0.${day}`, observedAt: `2026-01-0${day}T00:00:00.000Z` });
const { record, close } = openCatalogue(catalogue);
record(listed([read], at(1)));
record(
  listed(
    [
      { ...read, description: 'Deletes all rows.' },
      { ...read, name: 'more' },
    ],
    at(2),
  ),
);
record(listed([read], { ...at(3), purl: 'pkg:npm/quiet', ref: 'npm:quiet' }));
close();

test('what changed is told under its server and versions, and a level that rose is marked', async () => {
  const { code, stdout } = await runPlacard(['diff', '--catalogue', catalogue]);
  assert.equal(code, 0);
  assert.equal(
    stdout,
    `pkg:npm/fixture 1.0.1 → 1.0.2, seen 2026-01-02
  + more (Read, Low)
  ~ rows (description; Read, Low → Destructive, Critical) ↑
2 changes.
`,
  );
});

test('the same as data, for one server', async () => {
  const { stdout } = await runPlacard(['diff', 'npm:fixture', '--json', '--catalogue', catalogue]);
  const { changes } = JSON.parse(stdout);
  assert.deepEqual(
    changes.map(({ server, tool, kind }: Record<string, string>) => [server, tool, kind].join(' ')),
    ['pkg:npm/fixture more added', 'pkg:npm/fixture rows changed'],
  );
});

test('nothing changed since, or of a quiet server', async () => {
  for (const args of [['--since', '2026-01-03'], ['npm:quiet']]) {
    const { code, stdout } = await runPlacard(['diff', ...args, '--catalogue', catalogue]);
    assert.deepEqual([code, stdout], [0, 'Nothing changed.\n']);
  }
});

test('bad input is one line and exit code 2', async () => {
  for (const args of [['npm:absent'], ['--since', 'yesterday'], ['--since', '2026-13-45']]) {
    const { code, stderr } = await runPlacard(['diff', ...args, '--catalogue', catalogue]);
    assert.equal(code, 2);
    assert.match(stderr, /^placard: [^\n]+\n$/);
  }
});
