import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classify } from '../classifier/classify.ts';
import { judgeServer } from '../classifier/server-verdict.ts';
import { describeCounts, describeServer } from './server-words.ts';

const read = { name: 'list_files', description: 'List all files.' };
const destroy = { name: 'delete_file', description: 'Delete a file permanently.' };
const unknown = { name: 'frob' };

function describeTools(...definitions: object[]): string {
  return describeServer(judgeServer(definitions.map(classify), definitions), true, null);
}

describe('describeServer', () => {
  const cases: [definitions: object[], sentence: string][] = [
    [[], 'It listed no tools.'],
    [[read], 'Its one tool, list_files, reads.'],
    [[read, { ...read, name: 'list_folders' }], 'All that its definitions tell of is reading.'],
    [[unknown], 'None of its definitions tells what a call does.'],
    [[destroy], 'Its one tool, delete_file, can remove things for good.'],
    [[read, destroy], 'One of its 2 tools, delete_file, can remove things for good.'],
    [
      [read, destroy, { ...destroy, name: 'delete_folder' }],
      '2 of its 3 tools can remove things for good: delete_file and delete_folder.',
    ],
    [[destroy, { ...destroy, name: 'delete_folder' }], 'Each of its 2 tools can remove things for good.'],
  ];
  for (const [definitions, sentence] of cases) {
    it(`says “${sentence}”`, () => assert.equal(describeTools(...definitions), sentence));
  }

  it('promises nothing of a server that did not list its tools', () => {
    const sentence = describeServer(judgeServer([], []), false, { reason: 'timed-out' });
    assert.match(sentence, /^What it can do is not known\. Timed out/);
  });
});

it('counts by category', () => {
  assert.equal(
    describeCounts([
      { category: 'Destructive', count: 2 },
      { category: 'Read', count: 1 },
    ]),
    '2 Destructive, 1 Read',
  );
});
