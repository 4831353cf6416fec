import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isServerLikeName } from './package-name.ts';

for (const name of [
  'mcp',
  'mcp-server-git',
  '@scope/mcp-x',
  '@mcp/x',
  'x_mcp',
  'x.mcp',
  'fastmcp',
  'x-mcps',
  'mcpserver',
])
  test(`${name} may be a server`, () => assert.ok(isServerLikeName(name)));

for (const name of ['mcpherson', 'tmcp2', 'amcps1', 'express', 'mcprotocol', ''])
  test(`${name || 'nothing'} does not say so`, () => assert.ok(!isServerLikeName(name)));
