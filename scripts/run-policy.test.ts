import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openCatalogue } from '../data/catalogue.ts';
import { listed } from '../data/fixtures/observations.ts';
import { makeFolder, runPlacard } from './fixtures/run-program.ts';

const folder = makeFolder();
const catalogue = join(folder, 'policy.db');
const tool = (name: string, description: string) => ({
  name,
  description,
  inputSchema: { type: 'object', properties: { path: { type: 'string', description: 'Path of the file' } } },
});
const read = tool('read_file', 'Reads a file.');
const write = tool('write_file', 'Writes a file.');
record([read, write], 1);
record([read], 1, 'other');

function record(tools: object[], day: number, name = 'fixture'): void {
  const { record, close } = openCatalogue(catalogue);
  const observedAt = `2026-01-0${day}T00:00:00.000Z`;
  record(
    listed(JSON.parse(JSON.stringify(tools)), {
      purl: `pkg:npm/${name}`,
      ref: `npm:${name}`,
      version: `1.0.${day}`,
      observedAt,
    }),
  );
  close();
}

const run = (...args: string[]) => runPlacard(['policy', ...args, '--catalogue', catalogue]);

test('a choice by hand stays when the policy is made again, and what is new is told', async () => {
  const file = join(folder, 'policy.yaml');
  const made = await run(
    'npm:fixture',
    '--for',
    'intercept',
    '--out',
    file,
    '--deny',
    'write_file',
    '--root',
    '/srv',
  );
  assert.equal(made.code, 0, made.stderr);
  record([read, write, tool('erase_file', 'Deletes a file.')], 2);
  const again = await run('--update', file);
  assert.equal(again.code, 0, again.stderr);
  assert.match(again.stderr, /new: erase_file \(hide\)/);
  const text = readFileSync(file, 'utf8');
  assert.match(text, /Chosen by hand: deny/);
  assert.match(text, /\/srv/);
  const { choices, servers } = JSON.parse(readFileSync(`${file}.coverage.json`, 'utf8'));
  assert.deepEqual(choices, [{ server: null, tool: 'write_file', decision: 'deny', rate: null }]);
  assert.equal(servers[0].version, '1.0.2');
});

test('several servers make one policy, and keys that fall together are told apart', async () => {
  const { stdout } = await run('npm:fixture', 'npm:other', '--for', 'opencode', '--server-key', 'a', 'b');
  const { permission } = JSON.parse(stdout);
  assert.deepEqual(Object.keys(permission).slice(0, 2), ['a_*', 'b_*']);
  const same = await run('npm:fixture', 'npm:other', '--for', 'opencode', '--server-key', 'a', 'a');
  assert.equal(same.code, 2);
});

test("a client's configuration makes one policy, by the client's own keys, and what cannot be examined is told", async () => {
  const file = join(folder, 'mcp.json');
  const servers = {
    docs: { command: 'npx', args: ['-y', 'fixture@latest'] },
    'my other': { command: 'npx', args: ['-y', 'other'] },
    off: { command: 'npx', args: ['-y', 'other'], disabled: true },
    own: { command: 'node', args: ['/home/me/server.js'] },
  };
  writeFileSync(file, `// mine\n${JSON.stringify({ mcpServers: servers })}`);
  const { stdout, stderr, code } = await run(`config:${file}`, '--for', 'goose');
  assert.equal(code, 3, stderr);
  assert.match(stdout, /docs__read_file/);
  assert.doesNotMatch(stdout, /off|other/);
  assert.match(stderr, /own is left out: it is started by node/);
  assert.match(stderr, /my other is left out: "my other" is no key/);

  const one = await run(`config:${file}#docs`, '--for', 'goose');
  assert.equal(one.code, 0, one.stderr);
  for (const [ref, says] of [
    [`config:${file}#nobody`, /has no server "nobody": it has docs/],
    [`config:${folder}/none.json`, /does not exist/],
    [`config:${file}#own`, /names no server that placard can examine/],
  ] as const) {
    const bad = await run(ref, '--for', 'goose');
    assert.equal(bad.code, 2, ref);
    assert.match(bad.stderr, says);
  }
});

test('a file that placard did not make is not written over, whether it is the policy or stands beside it', async () => {
  for (const [name, out] of [
    ['cli.json', 'cli.json'],
    ['hooks.json', 'cli.json'],
  ] as const) {
    const place = makeFolder();
    writeFileSync(join(place, name), '{"mine":true}');
    const { code, stderr } = await run('npm:fixture', '--for', 'cursor', '--out', join(place, out));
    assert.equal(code, 2);
    assert.match(stderr, new RegExp(`${name} is there already`));
    assert.equal(readFileSync(join(place, name), 'utf8'), '{"mine":true}');
  }
});

test('--strict says with exit code 2 that something cannot be said', async () => {
  assert.equal((await run('npm:fixture', '--for', 'intercept', '--strict')).code, 2);
  assert.equal((await run('npm:fixture', '--for', 'gemini-cli', '--strict')).code, 0);
});

test('bad input is one line and exit code 2', async () => {
  for (const args of [
    ['npm:fixture', '--for', 'nowhere'],
    ['npm:fixture', '--for', 'intercept', '--allow', 'nothing_of_that_name'],
    ['npm:fixture', '--for', 'intercept', '--rate', 'read_file=often'],
    ['npm:fixture', '--for', 'intercept', '--server-key', 'a b'],
    ['--update', join(folder, 'absent.yaml')],
    ['check', join(folder, 'absent.yaml'), '--for', 'intercept', '--server', 'npm:fixture'],
    ['check', join(folder, 'policy.yaml'), '--for', 'intercept'],
  ]) {
    const { code, stderr } = await run(...args);
    assert.equal(code, 2, args.join(' '));
    assert.match(
      stderr
        .split('\n')
        .filter((line) => line.startsWith('placard:'))
        .join('\n'),
      /^placard: [^\n]+$/,
    );
  }
});

test('a policy that somebody has is replayed as its engine reads it', async () => {
  const good = join(folder, 'settings.json');
  await run('npm:fixture', '--for', 'claude-code', '--out', good);
  const server = ['--for', 'claude-code', '--server', 'npm:fixture'];
  const checked = await run('check', good, ...server);
  assert.equal(checked.code, 0, checked.stdout);
  assert.match(checked.stdout, /No tool gets more than is advised\./);

  const bad = join(makeFolder(), 'settings.json');
  writeFileSync(
    bad,
    '{"permissions":{"allow":["mcp__fixture","mcp__fixture__gone"],"denny":["mcp__fixture__erase_file"]}}',
  );
  const { code, stdout } = await run('check', bad, ...server, '--json');
  assert.equal(code, 1);
  const { tools, ignored, unmatched } = JSON.parse(stdout);
  assert.deepEqual(
    tools.map(({ tool, gets }: { tool: string; gets: string }) => `${tool} ${gets}`),
    ['erase_file allow', 'read_file allow', 'write_file allow'],
  );
  assert.equal(ignored.length, 1);
  assert.deepEqual(unmatched, ['mcp__fixture__gone']);
  assert.equal((await run('check', bad, '--for', 'gemini-cli', '--server', 'npm:fixture')).code, 1);
});
