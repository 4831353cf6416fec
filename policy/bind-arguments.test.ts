import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classify } from '../classifier/classify.ts';
import { bindArguments, forbidGravest } from './bind-arguments.ts';
import { describeConstraint } from './constraint.ts';

const reach = { roots: ['/srv'], hosts: ['api.example.com'] };

interface Case {
  because: string;
  name: string;
  description: string;
  properties: Record<string, object>;
  required?: string[];
  /** Hosts that a person named; `reach.hosts` unless told. */
  hosts?: string[] | null;
  bound: string[];
}

const text = (description: string) => ({ type: 'string', description });

const cases: Case[] = [
  {
    because: 'a path of the file system gets the roots',
    name: 'read_file',
    description: 'Reads a file.',
    properties: { path: text('Path of the file') },
    bound: ['`path` must lie in /srv'],
  },
  {
    because: 'so does each of a list of them',
    name: 'read_files',
    description: 'Reads files.',
    properties: { paths: { type: 'array', items: { type: 'string' }, description: 'Paths of the files' } },
    bound: ['each of `paths` must lie in /srv'],
  },
  {
    because: 'a URL gets https and the hosts',
    name: 'fetch',
    description: 'Fetches a page.',
    properties: { url: text('URL to fetch') },
    bound: ['`url` must be https at api.example.com'],
  },
  {
    because: 'where nobody named hosts, https alone',
    name: 'fetch',
    description: 'Fetches a page.',
    properties: { url: text('URL to fetch') },
    hosts: null,
    bound: ['`url` must be https'],
  },
  {
    because: 'a bare host is one of the hosts, and no URL',
    name: 'ping',
    description: 'Reads how long a host takes to answer.',
    properties: { host: text('Host to ping') },
    bound: ['`host` must be "api.example.com"'],
  },
  {
    because: 'a bare host cannot be https',
    name: 'ping',
    description: 'Reads how long a host takes to answer.',
    properties: { host: text('Host to ping') },
    hosts: null,
    bound: [],
  },
  {
    because: 'a safeguard stays on, and lists of targets are bounded',
    name: 'update_records',
    description: 'Updates records.',
    properties: {
      ids: { type: 'array', items: { type: 'string' }, description: 'Records to update' },
      force: { type: 'boolean', description: 'Skip the checks' },
    },
    bound: ['`force` must be false', 'at most 20 of `ids`'],
  },
  {
    because: 'a sum has a range',
    name: 'create_payment',
    description: 'Pays a supplier.',
    properties: { amount: { type: 'number', description: 'Amount to pay' }, to: text('Supplier') },
    bound: ['`amount` between 0 and 100'],
  },
  {
    because: 'what only reads needs no bound on how much',
    name: 'get_records',
    description: 'Gets records.',
    properties: { ids: { type: 'array', items: { type: 'string' } } },
    bound: [],
  },
];

for (const { because, name, description, properties, required, hosts, bound } of cases) {
  test(`${because}: ${Object.keys(properties).join(', ')}`, () => {
    const definition = { name, description, inputSchema: { type: 'object', properties, required } };
    const classification = classify(definition);
    const constraints = bindArguments(classification, definition, classification.category, {
      ...reach,
      hosts: hosts === undefined ? reach.hosts : hosts,
    });
    assert.deepEqual(constraints.map(describeConstraint), bound);
  });
}

test('an action that takes away is not among those that are left', () => {
  const definition = {
    name: 'manage_notes',
    description: 'Manages notes: lists, creates or deletes them.',
    inputSchema: {
      type: 'object',
      properties: { action: { type: 'string', enum: ['list', 'create', 'delete'] } },
      required: ['action'],
    },
  };
  const constraints = forbidGravest(classify(definition), definition) ?? [];
  assert.deepEqual(constraints.map(describeConstraint), ['`action` must be "list" or "create"']);
});

test('nothing is forbidden where no argument brings the effect in', () => {
  const definition = { name: 'delete_note', description: 'Deletes a note.', inputSchema: { type: 'object' } };
  assert.equal(forbidGravest(classify(definition), definition), null);
});

test('a definition of any shape binds nothing', () => {
  const classification = classify({ name: 'read_file' });
  for (const definition of [null, 7, 'x', [], {}, { inputSchema: 7 }, { inputSchema: { properties: [] } }])
    assert.deepEqual(bindArguments(classification, definition, 'Write', reach), []);
});
