import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { classify } from '../classifier/classify.ts';
import { applyCorrections, readCorrections } from './corrections.ts';
import { UsageError } from './exit-codes.ts';

const digest = 'ab'.repeat(32);
const entry = `corrections:
  - server: pkg:npm/example
    tool: delete_cache
    digest: ${digest}
    category: Write
    reason: A cache is filled again by the next call.
    link: https://example.invalid/1
`;

test('the list that placard carries is well formed, and every correction is for another definition', () => {
  const corrections = readCorrections();
  const keys = corrections.map(({ server, digest }) => `${server} ${digest}`);
  assert.equal(new Set(keys).size, keys.length);
});

test('a correction holds for its server, tool and definition alone', () => {
  const corrections = readCorrections(save(entry));
  const verdict = classify({ name: 'delete_cache', description: 'Deletes the cache.' });
  const categoryFor = (server: string, of: string) =>
    applyCorrections(verdict, server, of, corrections).category;
  assert.equal(categoryFor('pkg:npm/example', digest), 'Write');
  assert.equal(
    categoryFor('pkg:npm/example', 'cd'.repeat(32)),
    'Destructive',
    'because the definition has changed',
  );
  assert.equal(categoryFor('pkg:npm/fork', digest), 'Destructive', 'because another server was reviewed');
});

const faults: { because: string; content: string; says: RegExp }[] = [
  { because: 'it is no YAML', content: 'corrections: [', says: /line \d+: / },
  {
    because: 'a digest is cut short',
    content: entry.replace(digest, 'ab'),
    says: /corrections\.0\.digest: must be the 64/,
  },
  {
    because: 'a category is none',
    content: entry.replace('Write', 'Harmless'),
    says: /corrections\.0\.category/,
  },
  { because: 'a key is misspelt', content: entry.replace('reason:', 'reasons:'), says: /corrections\.0/ },
  {
    because: 'it was reviewed nowhere',
    content: entry.replace('https://example.invalid/1', 'x'),
    says: /corrections\.0\.link/,
  },
];

for (const { because, content, says } of faults) {
  test(`a list is refused in one line because ${because}`, () => {
    const file = save(content);
    assert.throws(
      () => readCorrections(file),
      (error) =>
        error instanceof UsageError &&
        error.message.startsWith(file) &&
        says.test(error.message) &&
        !error.message.includes('\n'),
    );
  });
}

function save(content: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'placard-')), 'corrections.yaml');
  writeFileSync(file, content);
  return file;
}
