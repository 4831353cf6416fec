import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import {
  discoverPages,
  lastCheckpoint,
  listCandidates,
  listRefs,
  makeTestClient,
} from '../../fixtures/discover.ts';
import { UnreadableAnswerError } from '../../http/errors.ts';
import { sendJson, serve } from '../../http/fixtures/serve.ts';
import { makeGlama } from './index.ts';

/** After the OpenAPI document of Glama's API. */
const isAnswer = new Ajv({ strict: false }).compile({
  type: 'object',
  required: ['pageInfo', 'servers'],
  properties: {
    pageInfo: {
      type: 'object',
      required: ['endCursor', 'hasNextPage', 'hasPreviousPage', 'startCursor'],
      properties: { endCursor: { type: ['string', 'null'] }, hasNextPage: { type: 'boolean' } },
    },
    servers: {
      type: 'array',
      items: {
        type: 'object',
        required: [
          'id',
          'name',
          'namespace',
          'slug',
          'attributes',
          'environmentVariablesJsonSchema',
          'tools',
          'url',
        ],
      },
    },
  },
});

function makeServer(name: string, rest: object = {}) {
  return {
    id: name,
    name: name.toUpperCase(),
    namespace: 'owner',
    slug: name,
    description: `About ${name}`,
    attributes: ['hosting:local-only'],
    environmentVariablesJsonSchema: null,
    repository: { url: `https://github.com/owner/${name}` },
    spdxLicense: null,
    tools: [],
    url: `https://glama.ai/mcp/servers/${name}`,
    ...rest,
  };
}

function serveGlama(t: Parameters<typeof serve>[0], servers: object[]) {
  return serve(t, (request, response) => {
    const start = Number(new URL(request.url ?? '', 'http://glama').searchParams.get('after') ?? 0);
    const hasNextPage = start + 2 < servers.length;
    const pageInfo = {
      startCursor: null,
      endCursor: String(start + 2),
      hasNextPage,
      hasPreviousPage: start > 0,
    };
    const answer = { pageInfo, servers: servers.slice(start, start + 2) };
    assert.ok(isAnswer(answer), JSON.stringify(isAnswer.errors));
    sendJson(response, answer);
  });
}
const makeSource = (server: { url: string; host: string }, key?: string) =>
  makeGlama({ http: makeTestClient(server), key, baseUrl: server.url });

test('walks all pages, with what each server wants in its environment', async (t) => {
  const environmentVariablesJsonSchema = {
    type: 'object',
    required: ['TOKEN', 'REGION', '$(x)', '__proto__'],
    properties: {
      TOKEN: { type: 'string', description: 'A token' },
      REGION: { type: 'string', default: 'eu' },
      DEBUG: { type: 'boolean' },
    },
  };
  const mono = { repository: { url: 'https://github.com/owner/mono/tree/main/src/part' } };
  const server = await serveGlama(t, [
    makeServer('one', { environmentVariablesJsonSchema }),
    makeServer('two', mono),
    makeServer('three', { repository: null }),
    makeServer('four', { repository: { url: 'https://gitlab.com/owner/four' } }),
    makeServer('five'),
  ]);
  const pages = await discoverPages(makeSource(server, 'key'));
  assert.deepEqual(listRefs(pages), ['github:owner/one', 'github:owner/mono#src/part', 'github:owner/five']);
  assert.deepEqual(listCandidates(pages)[0]?.declared?.variables.slice(0, 2), [
    { name: 'TOKEN', value: null, hint: 'A token' },
    { name: 'REGION', value: 'eu', hint: '' },
  ]);
  assert.deepEqual(pages[1]?.skipped, { 'no repository that a REF names': 2 });
  assert.ok(server.requests.every(({ headers }) => headers.authorization === 'Bearer key'));
});

test('goes on after the last page that was kept', async (t) => {
  const server = await serveGlama(
    t,
    ['one', 'two', 'three'].map((name) => makeServer(name)),
  );
  const source = makeSource(server);
  const first = await discoverPages(source, null, 1);
  assert.deepEqual(listRefs(await discoverPages(source, lastCheckpoint(first))), ['github:owner/three']);
});

test('a cursor that comes again ends the walk', async (t) => {
  const server = await serve(t, (_, response) => {
    sendJson(response, { pageInfo: { endCursor: 'same', hasNextPage: true }, servers: [] });
  });
  await assert.rejects(discoverPages(makeSource(server)), UnreadableAnswerError);
});
