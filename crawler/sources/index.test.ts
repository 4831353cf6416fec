import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { discoverPages, listRefs } from '../fixtures/discover.ts';
import { sendJson, serve } from '../http/fixtures/serve.ts';
import { makeSources, SourceSettingsError, sourceIds } from './index.ts';

const settings = { userAgent: 'placard/test', cache: join(tmpdir(), 'placard-nowhere'), npmOptions: {} };

test('every folder is a listed source, and bears its id', () => {
  const entries = readdirSync(import.meta.dirname, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  assert.deepEqual([...sourceIds].sort(), folders.sort());
  const sources = makeSources([...sourceIds], {
    ...settings,
    keys: { smithery: 'key' },
    refList: 'servers.txt',
  });
  assert.deepEqual(
    sources.map(({ id }) => id),
    sourceIds,
  );
});

test('what a source lacks is said before anything is asked', () => {
  assert.throws(() => makeSources(['smithery'], settings), SourceSettingsError);
  assert.throws(() => makeSources(['list'], settings), SourceSettingsError);
});

test('an address that the user names may lie on this machine, no other', async (t) => {
  const server = await serve(t, (_, response) => {
    sendJson(response, {
      servers: [{ name: 'com.example/a', packages: [{ registryType: 'npm', identifier: 'a' }] }],
    });
  });
  const away = await serve(t, (_, response) => void response.writeHead(302, { location: server.url }).end());
  const named = { ...settings, baseUrls: { 'mcp-registry': server.url } };
  const [source] = makeSources(['mcp-registry'], named);
  assert.ok(source);
  assert.deepEqual(listRefs(await discoverPages(source)), ['npm:a']);
  const [led] = makeSources(['mcp-registry'], { ...settings, baseUrls: { 'mcp-registry': away.url } });
  assert.ok(led);
  await assert.rejects(discoverPages(led), /private network/);
});
