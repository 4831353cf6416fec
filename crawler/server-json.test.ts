import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ZodError } from 'zod';
import { formatRef } from './ref.ts';
import { readServerJson } from './server-json.ts';
import { makeTally } from './tally.ts';

const claim = { source: 'test', seenAt: '2026-01-01T00:00:00Z', status: 'active' as const };
function read(value: unknown) {
  const tally = makeTally();
  const candidates = readServerJson(value, claim, tally);
  return { candidates, refs: candidates.map(({ ref }) => formatRef(ref)), skipped: tally.counts };
}

test('the generation of today: packages, arguments and variables', () => {
  const { candidates, refs } = read({
    $schema: 'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json',
    name: 'io.github.example/files',
    title: 'Files',
    description: 'Reads files',
    version: '3.0.0',
    repository: {
      url: 'https://github.com/example/mono',
      source: 'github',
      id: '42',
      subfolder: 'src/files',
    },
    packages: [
      {
        registryType: 'npm',
        identifier: '@example/files',
        version: '1.2.3',
        transport: { type: 'stdio' },
        packageArguments: [
          { type: 'named', name: '--root', isRequired: true, format: 'filepath' },
          { type: 'positional', value: 'serve' },
          { type: 'named', name: '--verbose' },
        ],
        environmentVariables: [
          { name: 'FILES_TOKEN', isRequired: true, description: 'A token' },
          { name: 'FILES_MODE', choices: ['fast', 'slow'] },
          { name: 'FILES_COLOUR', isRequired: false },
          { name: '$(rm -rf /)', isRequired: true },
        ],
      },
    ],
  });
  assert.deepEqual(refs, ['npm:@example/files@1.2.3']);
  const [candidate] = candidates;
  assert.equal(candidate?.name, 'io.github.example/files');
  assert.deepEqual(candidate?.repository, {
    url: 'https://github.com/example/mono',
    id: '42',
    subfolder: 'src/files',
  });
  assert.deepEqual(candidate?.declared, {
    args: [
      { flag: '--root', value: null, hint: 'filepath' },
      { flag: null, value: 'serve', hint: '' },
    ],
    variables: [
      { name: 'FILES_TOKEN', value: null, hint: 'A token' },
      { name: 'FILES_MODE', value: 'fast', hint: '' },
    ],
  });
});

test('the seed of 2025-05: registry_name, name, environment_variables, version_detail', () => {
  const { candidates, refs } = read({
    id: '1',
    name: 'io.github.example/old',
    description: 'Old',
    repository: { url: 'https://github.com/example/old', source: 'github', id: '7' },
    version_detail: { version: '0.0.1-seed', is_latest: true },
    packages: [
      {
        registry_name: 'npm',
        name: '@example/old',
        version: '0.0.46',
        package_arguments: [{ type: 'positional', is_required: true, value_hint: 'folder' }],
        environment_variables: [{ name: 'API_KEY', is_required: true }],
      },
    ],
  });
  assert.deepEqual(refs, ['npm:@example/old@0.0.46']);
  assert.deepEqual(candidates[0]?.declared, {
    args: [{ flag: null, value: null, hint: 'folder' }],
    variables: [{ name: 'API_KEY', value: null, hint: '' }],
  });
});

test('the snake_case of 2025-07: registry_type, identifier; the image carries its own tag or not', () => {
  const { refs } = read({
    name: 'io.github.example/image',
    packages: [
      { registry_type: 'oci', registry_base_url: 'https://docker.io', identifier: 'a/b', version: '1.0.0' },
      { registryType: 'oci', identifier: 'ghcr.io/a/c:2' },
      { registry_type: 'pypi', identifier: 'example-mcp', version: '1.0' },
    ],
  });
  assert.deepEqual(refs, ['oci:a/b:1.0.0', 'oci:ghcr.io/a/c:2', 'pypi:example-mcp@1.0']);
});

test('what a container engine is told to set is declared as well, and the words of its line are not', () => {
  const { candidates } = read({
    name: 'io.github.example/image',
    packages: [
      {
        registryType: 'oci',
        identifier: 'ghcr.io/a/b:1',
        runtimeArguments: [
          { type: 'positional', value: 'run', isRequired: true },
          { type: 'named', name: '-i', value: 'true', isRequired: true },
          { type: 'named', name: '-e', value: 'TOKEN={token}', description: 'The token.', isRequired: true },
          { type: 'named', name: '--env', value: 'MODE=read', isRequired: true },
          { type: 'named', name: '-e', value: 'EXTRA={extra}', isRequired: false },
          { type: 'positional', value: 'ghcr.io/a/b', isRequired: true },
        ],
        packageArguments: [{ type: 'positional', value: 'stdio' }],
      },
    ],
  });
  assert.deepEqual(candidates[0]?.declared, {
    args: [{ flag: null, value: 'stdio', hint: '' }],
    variables: [
      { name: 'TOKEN', value: null, hint: 'The token.' },
      { name: 'MODE', value: 'read', hint: '' },
    ],
  });
});

test('several ways to one server know of each other, and what is listed twice counts once', () => {
  const { candidates, refs } = read({
    name: 'com.example/both',
    packages: [
      { registryType: 'npm', identifier: 'both', version: '1.0.0' },
      { registryType: 'npm', identifier: 'both', version: '1.0.0' },
    ],
    remotes: [{ type: 'sse', url: 'https://both.example/sse' }],
  });
  assert.deepEqual(refs, ['npm:both@1.0.0', 'https://both.example/sse']);
  assert.deepEqual(candidates[0]?.equivalents.map(formatRef), ['https://both.example/sse']);
});

test("an address is filled with the publisher's own values only", () => {
  const { candidates, refs } = read({
    name: 'com.example/remote',
    remotes: [
      {
        type: 'streamable-http',
        url: 'https://{region}.example/mcp',
        variables: { region: { default: 'eu' } },
      },
      { type: 'streamable-http', url: 'https://api.example/{tenant_id}/mcp', variables: { tenant_id: {} } },
      { type: 'streamable-http', url: '{baseUrl}/mcp' },
    ],
  });
  assert.deepEqual(refs, ['https://eu.example/mcp', 'https://api.example/%7Btenant_id%7D/mcp']);
  assert.deepEqual(
    candidates.map(({ unresolved }) => unresolved),
    [[], ['tenant_id']],
  );
});

test('what no REF names falls back to the repository, and is counted', () => {
  const { refs, skipped } = read({
    name: 'com.example/bundle',
    repository: { url: 'https://github.com/example/bundle', source: 'github' },
    packages: [{ registryType: 'nuget', identifier: 'Example.Server', version: '1.0.0' }],
  });
  assert.deepEqual(refs, ['github:example/bundle']);
  assert.deepEqual(skipped, { 'no REF names nuget packages': 1 });
});

test('a bundle is named by its address and its sum', () => {
  const identifier = 'https://github.com/example/bundle/releases/download/v1.0.0/x.mcpb';
  const fileSha256 = 'c'.repeat(64);
  const { refs, candidates } = read({
    name: 'com.example/bundle',
    packages: [
      {
        registryType: 'mcpb',
        identifier,
        fileSha256,
        environmentVariables: [{ name: 'API_KEY', isRequired: true, description: 'The key.' }],
      },
    ],
  });
  assert.deepEqual(refs, [`${identifier}#sha256=${fileSha256}`]);
  assert.deepEqual(candidates[0]?.declared?.variables, [{ name: 'API_KEY', value: null, hint: 'The key.' }]);
});

test('a bundle that is none is counted', () => {
  const bad = ['http://example.org/x.mcpb', 'https://example.org/x.zip', 'x.mcpb'];
  const { skipped } = read({
    name: 'com.example/bundle',
    packages: bad.map((identifier) => ({ registryType: 'mcpb', identifier })),
  });
  assert.deepEqual(skipped, { 'no address of a bundle': 3 });
});

test('a server that names nothing is counted', () => {
  assert.deepEqual(read({ name: 'com.example/empty' }).skipped, {
    'names no package, remote or repository': 1,
  });
});

test('a package whose name no registry allows is counted, not asked for', () => {
  const { refs, skipped } = read({
    name: 'com.example/bad',
    packages: [
      { registryType: 'npm', identifier: '../../etc/passwd' },
      { registryType: 'npm', identifier: 'good' },
    ],
  });
  assert.deepEqual(refs, ['npm:good']);
  assert.deepEqual(skipped, { 'no npm package can have that name': 1 });
});

test('bad elements are left out, the rest is kept', () => {
  const { refs } = read({
    name: 'com.example/mixed',
    packages: [7, { registryType: 'npm', identifier: 'ok' }],
  });
  assert.deepEqual(refs, ['npm:ok']);
});

for (const value of [null, 'text', [], {}, { name: 7 }]) {
  test(`${JSON.stringify(value)} is no server.json`, () => {
    assert.throws(() => read(value), ZodError);
  });
}
