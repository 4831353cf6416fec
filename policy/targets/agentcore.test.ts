import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { validate } from '@cedar-policy/cedar-wasm/nodejs';
import { classify } from '../../classifier/classify.ts';
import { anyRoot } from '../bind-arguments.ts';
import { makePolicy } from '../policy.ts';
import { presets } from '../presets.ts';
import { agentcore } from './agentcore.ts';

const gold = new URL('../../../shared/gold/servers/', import.meta.url);

/** What Cedar itself says against the policy under the schema beside it, in its strict mode. */
function findFaults(definitions: readonly unknown[], preset: (typeof presets)[number]): string[] {
  const tools = definitions.map((definition) => ({ definition, classification: classify(definition) }));
  const advisor = { preset, roots: [anyRoot], hosts: ['api.example.com'] };
  const policy = makePolicy([{ key: 'files', name: 'pkg:npm/files', tools }], advisor);
  const { files } = agentcore.emit(policy, { askAs: null, definitions: new Map([['files', definitions]]) });
  const [document, schema] = files;
  assert.equal(schema?.path, 'policy.cedarschema.json');
  const answer = validate({
    schema: JSON.parse(schema.content),
    policies: { staticPolicies: document?.content ?? '' },
    validationSettings: { mode: 'strict' },
  });
  if (answer.type === 'failure') return answer.errors.map(({ message }) => message);
  return answer.validationErrors.map(({ error }) => error.message);
}

const definition = {
  name: 'write_file',
  description: 'Writes a file.',
  inputSchema: {
    type: 'object',
    properties: {
      path: { type: 'string', description: 'Path of the file' },
      mode: { type: ['string', 'null'] },
      times: { type: 'integer' },
      share: { type: 'number' },
      isNew: { type: 'boolean' },
      tags: { type: 'array', items: { type: 'string' } },
      any: {},
    },
    required: ['path'],
  },
};

test('a policy is valid under the schema that is derived from what the server lists', () => {
  for (const preset of presets) assert.deepEqual(findFaults([definition], preset), []);
});

test('the schema knows the type of each argument that Cedar has a word for', () => {
  const { files } = agentcore.emit(makePolicy([{ key: 'files', name: 'x', tools: [] }]), {
    askAs: null,
    definitions: new Map([['files', [definition, 7, {}]]]),
  });
  const { actions } = JSON.parse(files[1]?.content ?? '').AgentCore;
  assert.deepEqual(Object.keys(actions), ['files___write_file']);
  const { attributes } = actions.files___write_file.appliesTo.context.attributes.input;
  assert.deepEqual(attributes, {
    isNew: { type: 'Boolean', required: false },
    mode: { type: 'String', required: false },
    path: { type: 'String', required: true },
    share: { type: 'Extension', name: 'decimal', required: false },
    tags: { type: 'Set', element: { type: 'String' }, required: false },
    times: { type: 'Long', required: false },
  });
});

test('so are the policies of real servers', (context) => {
  if (!existsSync(gold)) return context.skip('left out: the gold servers are not on this machine');
  for (const file of readdirSync(gold)) {
    const { tools } = JSON.parse(readFileSync(new URL(file, gold), 'utf8'));
    for (const preset of presets) assert.deepEqual(findFaults(tools, preset), [], file);
  }
});
