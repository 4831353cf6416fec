import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Category, categories } from './classification.ts';
import { classify } from './classify.ts';

const path = { type: 'string' };

/** Each row: a definition, its category, and why a careful reader would say so. */
const table: [definition: Record<string, unknown>, category: Category, because: string][] = [
  [{ name: 'getUsers' }, 'Read', 'a telling verb in a bare name is evidence, if weak'],
  [{ name: 'deleteRule' }, 'Destructive', 'so it is where it tells of harm'],
  [{ name: 'thing' }, 'Unknown', 'silence is not safety'],
  [{ name: 'd1_database_delete' }, 'Destructive', 'the verb may stand at the end'],
  [{ name: 'SQLDelete' }, 'Destructive', 'an acronym ends where a word begins'],
  [{ name: 'create_or_delete_page' }, 'Destructive', 'the gravest of two verbs wins'],
  [{ name: 'get_order_book', description: 'Get the order book.' }, 'Read', 'an order book is no order'],
  [
    { name: 'list_execution_plans', description: 'Lists execution plans that can be deleted.' },
    'Read',
    'a relative clause tells what others may do',
  ],
  [
    { name: 'get_page', description: 'Gets a page. Use this before deleting it.' },
    'Read',
    'a purpose is no deed of this call',
  ],
  [
    { name: 'close_issue', description: 'Closes an issue; does not delete it.' },
    'Write',
    'what is denied is not done',
  ],
  [
    { name: 'notes', description: 'Saves a note. It permanently deletes the note it replaces.' },
    'Destructive',
    'a further sentence about the tool counts',
  ],
  [{ name: 'x', description: '删除指定的记录' }, 'Destructive', 'Chinese is read'],
  [{ name: 'x', description: 'レコードを削除する' }, 'Destructive', 'Japanese is read'],
  [{ name: 'x', description: 'Elimina un registro' }, 'Destructive', 'Spanish is read'],
  [{ name: 'x', description: 'Löscht einen Eintrag' }, 'Destructive', 'German is read'],
  [{ name: 'x', description: 'Supprime une entrée' }, 'Destructive', 'French is read'],
  [{ name: 'x', description: 'Удаляет запись' }, 'Destructive', 'Russian is read'],
  [{ name: 'x', description: 'Apaga um registro' }, 'Destructive', 'Portuguese is read'],
  [
    {
      name: 'run_all_cells',
      description: 'Restart and run all cells in the notebook. You need to wait for user approval',
    },
    'Execute',
    'running cells runs what stands in them',
  ],
  [
    { name: 'jupyter_execute_code', description: 'Execute code in a real Jupyter kernel.' },
    'Execute',
    'code is not bounded',
  ],
  [
    { name: 'run_python_file', description: 'Run an existing Python file.' },
    'Execute',
    'neither is the code of a file',
  ],
  [
    {
      name: 'notebook_export',
      description: 'Exports the notebook to another format (e.g., python, html) using nbconvert',
      inputSchema: { type: 'object', properties: { path, format: path, output_path: path } },
    },
    'Write',
    'what is exported is saved to a path',
  ],
  [
    { name: 'get_page', description: 'Gets a page.', annotations: { destructiveHint: true } },
    'Read',
    'hints are claims and move nothing',
  ],
  [
    { name: 'drop_table', description: 'Drops a table.', annotations: { readOnlyHint: true } },
    'Destructive',
    'least of all downwards',
  ],
  [
    {
      name: 'download',
      description: 'Downloads a file from a given URL and returns the path to the downloaded file.',
    },
    'Write',
    'what a path leads to was saved',
  ],
  [
    { name: 'set_topic', description: 'Returns "true" if the topic was updated.' },
    'Write',
    'a receipt tells that something is done, not what',
  ],
  [
    { name: 'get_quotes', description: 'The All Index Quotes API provides quotes for many indexes.' },
    'Read',
    'after an article stands a noun',
  ],
  [
    { name: 'open_dispute', description: 'Dispute a resolved question. Must provide a reason.' },
    'Write',
    'the caller is told what to provide',
  ],
  [
    { name: 'close_account', description: 'Closes the account for good.' },
    'Destructive',
    'what is put aside for good is gone',
  ],
  [
    { name: 'purchase_history', description: 'Purchases of the last year.' },
    'Read',
    'records of payments pay nothing',
  ],
  [
    {
      name: 'assets',
      description:
        "Performs asset operations.\n\nArgs:\n    action: Operation to perform (e.g., 'import', 'delete', 'search').\n",
      inputSchema: { type: 'object', properties: { action: path } },
    },
    'Destructive',
    'actions in single quotes are listed as well',
  ],
  [
    {
      name: 'watch_changes',
      description: 'Watch for changes in a collection.',
      inputSchema: { properties: { operations: { type: 'array', items: { enum: ['insert', 'delete'] } } } },
    },
    'Read',
    'operations of others are watched, not done',
  ],
  [
    {
      name: 'query',
      description: 'Execute SQL. Read-only queries only. DO NOT USE INSERT or DELETE statements.',
      inputSchema: { type: 'object', properties: { sql: path } },
    },
    'Execute',
    'an appeal to the caller is no promise',
  ],
];

describe('classify', () => {
  for (const [definition, category, because] of table) {
    test(`${JSON.stringify(definition.description ?? definition.name)} is ${category}, because ${because}`, () => {
      assert.equal(classify(definition).category, category);
    });
  }

  test('says what is left without an option, and without a choice', () => {
    const snapshot = classify({
      name: 'snapshot',
      description: 'Capture a snapshot.',
      inputSchema: { properties: { filename: { type: 'string', description: 'File name to save it to' } } },
    });
    assert.equal(snapshot.category, 'Write');
    assert.deepEqual(snapshot.remainder, {
      forbidden: [{ parameter: 'filename', values: null }],
      category: 'Read',
      riskLevel: 'Low',
      severity: 1,
    });
    const branch = classify({
      name: 'git_branch',
      description: 'Manage branches.',
      inputSchema: { properties: { mode: { enum: ['list', 'create', 'delete'] } } },
    });
    assert.equal(branch.category, 'Destructive');
    assert.deepEqual(branch.remainder?.forbidden, [{ parameter: 'mode', values: ['delete'] }]);
    assert.deepEqual(
      branch.actions.map(({ value, category }) => [value, category]),
      [
        ['list', 'Read'],
        ['create', 'Write'],
        ['delete', 'Destructive'],
      ],
    );
  });

  test('says what is left where prose lists the deeds that a parameter chooses among', () => {
    const branches = classify({
      name: 'manage_branches',
      description: 'Create, list or remove branches.',
      inputSchema: { properties: { action: { enum: ['list', 'create', 'delete'] } } },
    });
    assert.deepEqual(branches.remainder?.forbidden, [{ parameter: 'action', values: ['delete'] }]);
    assert.equal(branches.remainder?.category, 'Write');
    const lifecycle = classify({
      name: 'machine_lifecycle',
      description: 'Manage a machine.',
      inputSchema: { properties: { action: { enum: ['start', 'restart'] } } },
    });
    assert.equal(lifecycle.remainder, null, 'nothing is left where every choice is forbidden');
  });
});

/** Words and shapes of real definitions, so that random ones reach deep into the rules. */
const someText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        ...'if delete not and the page to , . ( ` get SQL without run when force is 删除 read-only - create'.split(
          ' ',
        ),
      ),
    )
    .map((words) => words.join(' ')),
);
const someSchema = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.jsonValue(),
    fc.record(
      {
        type: fc.constantFrom('object', 'string', 'boolean', 'array', ['string', 'null']),
        description: someText,
        enum: fc.array(someText),
        $ref: fc.constantFrom('#', '#/properties/path', '#/$defs/x', 'https://example.org'),
        properties: fc.dictionary(
          fc.constantFrom('path', 'force', 'action', 'sql', 'output_path'),
          tie('node'),
        ),
        items: tie('node'),
        anyOf: fc.array(tie('node'), { maxLength: 3 }),
        default: fc.jsonValue(),
      },
      { requiredKeys: [] },
    ),
  ),
})).node;
const someDefinition = fc.record(
  {
    name: someText,
    title: someText,
    description: someText,
    inputSchema: someSchema,
    annotations: fc.anything(),
  },
  { requiredKeys: [] },
);

describe('classify, whatever it is given,', () => {
  test('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.anything(), fc.jsonValue()), isJudged), { numRuns: 500 });
    fc.assert(fc.property(someDefinition, isJudged), { numRuns: 500 });
  });

  test('never throws on objects that fight back', () => {
    const cycle: Record<string, unknown> = { name: 'delete' };
    cycle.inputSchema = { properties: { a: cycle, b: cycle }, anyOf: [cycle, cycle] };
    const refusing = new Proxy({}, { get: () => assert.fail(), ownKeys: () => assert.fail() });
    for (const definition of [cycle, refusing, { name: 'x', inputSchema: refusing }]) isJudged(definition);
    let deep: unknown = {};
    for (let level = 0; level < 5_000; level++)
      deep = { type: 'object', properties: { a: deep }, items: deep };
    isJudged({ name: 'delete', inputSchema: deep });
  });

  test('gives the same verdict whatever the order of keys', () => {
    fc.assert(
      fc.property(someDefinition, (definition) => {
        assert.deepEqual(classify(reversed(definition)), classify(definition));
      }),
      { numRuns: 300 },
    );
  });

  test('gives the same verdict in any locale and time zone', () => {
    const definition = { name: 'DELETE_ITEM', description: 'DELETES AN ITEM IN THE LIST. It saves it.' };
    const script = `import(${JSON.stringify(new URL('./classify.ts', import.meta.url).href)}).then((module) =>
      process.stdout.write(JSON.stringify(module.classify(${JSON.stringify(definition)}))))`;
    for (const env of [
      { LC_ALL: 'tr_TR.UTF-8', TZ: 'Asia/Tokyo' },
      { LC_ALL: 'C', TZ: 'America/Lima' },
    ]) {
      const printed = execFileSync(process.execPath, ['-e', script], { env, encoding: 'utf8' });
      assert.deepEqual(JSON.parse(printed), classify(definition));
    }
  });
});

function isJudged(definition: unknown): boolean {
  return categories.includes(classify(definition).category);
}

/** The same JSON with the keys of every object in reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}
