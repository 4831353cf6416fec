import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { classify } from '../classifier/classify.ts';
import type { JsonObject } from '../crawler/json.ts';
import { openCatalogue } from './catalogue.ts';
import { failed, listed } from './fixtures/observations.ts';

const folder = mkdtempSync(join(tmpdir(), 'placard-changes-'));
after(() => rmSync(folder, { recursive: true }));

const read: JsonObject = { name: 'rows', description: 'Lists rows.', inputSchema: { type: 'object' } };
const erase: JsonObject = { ...read, description: 'Deletes all rows.' };
const other: JsonObject = { name: 'other', description: 'Adds a row.', inputSchema: { type: 'object' } };
const at = (day: number) => ({ version: `1.0.${day}`, observedAt: `2026-01-0${day}T00:00:00.000Z` });

/** What the reader says of these looks, each change in a line. */
function readChanges(name: string, looks: ReturnType<typeof listed>[]): string[] {
  const catalogue = openCatalogue(join(folder, `${name}.db`));
  for (const look of looks) catalogue.record(look);
  catalogue.classifyAll('1', classify);
  const changes = catalogue.reader.changes('pkg:npm/fixture');
  catalogue.close();
  return changes.map(({ tool, kind, parts, versions, verdicts: { before, after } }) =>
    [versions.after, kind, tool, ...parts, before?.category ?? '–', after?.category ?? '–'].join(' '),
  );
}

test('tools that come, go and change are told from listing to listing, newest first, then by name', () => {
  assert.deepEqual(
    readChanges('all', [listed([read], at(1)), listed([erase, other], at(2)), listed([other], at(3))]),
    [
      '1.0.3 removed rows Destructive –',
      '1.0.2 added other – Write',
      '1.0.2 changed rows description Read Destructive',
    ],
  );
});

test('a failed look and a listing that says the same change nothing', () => {
  assert.deepEqual(readChanges('same', [listed([read], at(1)), failed(at(2)), listed([read], at(3))]), []);
});

test('a new order of keys or of tools is no change', () => {
  const turned = { inputSchema: { type: 'object' }, description: 'Lists rows.', name: 'rows' };
  const looks = [listed([read, other], at(1)), listed([other, turned], at(2))];
  assert.deepEqual(
    readChanges('order', looks).filter((line) => !line.includes('changed rows Read Read')),
    [],
  );
});

test('a text that no canonical form knows is compared all the same', () => {
  const half = (end: string) => ({ ...read, description: `Lists rows. ${end}` });
  const looks = [listed([half('\ud800')], at(1)), listed([half('\ud801')], at(2))];
  assert.deepEqual(readChanges('half', looks), ['1.0.2 changed rows description Read Read']);
});

test('a verdict that other rules change is told, while the definition stays', () => {
  const catalogue = openCatalogue(join(folder, 'judged.db'));
  catalogue.record(listed([read, other], at(1)));
  catalogue.classifyAll('1', (definition) => ({
    ...classify(definition),
    category: 'Write',
    riskLevel: 'Medium',
  }));
  assert.deepEqual(catalogue.reader.changes('pkg:npm/fixture'), []);
  catalogue.classifyAll('2', classify);
  const changes = catalogue.reader.changes('pkg:npm/fixture');
  catalogue.classifyAll('2', classify, true);
  assert.deepEqual(catalogue.reader.changes('pkg:npm/fixture'), changes, 'judging again changes nothing');
  catalogue.close();
  assert.deepEqual(
    changes.map(({ kind, tool, versions, verdicts }) => [kind, tool, versions.after, verdicts]),
    [
      [
        'judged',
        'rows',
        '1.0.1',
        { before: { category: 'Write', riskLevel: 'Medium' }, after: { category: 'Read', riskLevel: 'Low' } },
      ],
    ],
  );
});

test('a server that was never looked at has no changes', () => assert.deepEqual(readChanges('none', []), []));
