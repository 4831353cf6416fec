import assert from 'node:assert/strict';
import { test } from 'node:test';
import { categories } from './classification.ts';
import { classify } from './classify.ts';
import { categoryWords, describeRemainder, describeVerdict } from './words.ts';

const table: [definition: Record<string, unknown>, sentence: string][] = [
  [
    { name: 'delete_branch', description: 'Deletes a branch from a project.' },
    'One call can delete a branch from a project, and the definition names no way back.',
  ],
  [
    { name: 'execute_command', description: 'Execute a shell command' },
    'One call can execute a shell command, and the definition does not bound what that does.',
  ],
  [
    { name: 'remove', description: '删除记录' },
    'One call can remove, end or overwrite something so that calling other tools does not bring it back ' +
      '(its description says “删除”).',
  ],
  [
    { name: 'create_token', description: 'Creates an API token and returns it.' },
    'One call can create an API token, and leaves a change that somebody may have to put right.',
  ],
  [
    { name: 'extract', description: 'Retrieves and processes content from a list that includes:' },
    'One call can retrieve and process content from a list, and leaves nothing to undo, as far as its definition says.',
  ],
  [
    {
      name: 'diff',
      description: 'Compares two texts.',
      inputSchema: { properties: { output_dir: { type: 'string' } }, required: ['output_dir'] },
    },
    'One call can save its result where `output_dir` says, and leaves a change that somebody may have to put right.',
  ],
  [
    {
      name: 'query',
      description: 'Queries the database.',
      inputSchema: { properties: { sql: { type: 'string' } } },
    },
    'One call can run what `sql` holds, and the definition does not bound what that does.',
  ],
  [{ name: 'thing' }, 'Its definition does not tell what one call does.'],
];

for (const [definition, sentence] of table) {
  test(`${definition.name}: ${sentence}`, () => {
    assert.equal(describeVerdict(classify(definition)), sentence);
  });
}

test('a weak verdict says that it is one', () => {
  const verdict = classify({ name: 'account_balance' });
  assert.equal(verdict.confidence, 'low');
  assert.match(describeVerdict(verdict), /one weak hint/);
});

test('an action is named with the argument that chooses it, and what is left without it', () => {
  const verdict = classify({
    name: 'git_branch',
    description: 'Manage branches.',
    inputSchema: { properties: { mode: { enum: ['list', 'delete'] } } },
  });
  assert.match(describeVerdict(verdict), /^With `mode: "delete"`, one call can/);
  assert.ok(verdict.remainder);
  assert.equal(describeRemainder(verdict.remainder), 'without `mode: "delete"`: Write');
});

test('no sentence calls anything safe', () => {
  const sentences = [
    ...Object.values(categoryWords),
    ...table.map(([definition]) => describeVerdict(classify(definition))),
  ];
  for (const sentence of sentences) assert.doesNotMatch(sentence, /\b(?:safe|secure|trusted)\b/i);
  assert.deepEqual(Object.keys(categoryWords).toSorted(), [...categories].toSorted());
});
