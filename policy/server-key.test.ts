import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suggestServerKey } from './server-key.ts';

const cases = [
  {
    name: 'pkg:npm/%40modelcontextprotocol/server-filesystem',
    key: 'filesystem',
    because: 'that is what its README says',
  },
  {
    name: 'pkg:npm/%40playwright/mcp',
    key: 'playwright',
    because: 'a package called mcp is told by its scope',
  },
  { name: 'pkg:pypi/mcp-server-git', key: 'git', because: 'the affixes say nothing' },
  { name: 'pkg:npm/linear-mcp-server@0.1.0', key: 'linear', because: 'a version is no part of the name' },
  { name: 'https://api.example.com/mcp', key: 'api-example-com', because: 'an address is known by its host' },
  { name: 'mcp-server', key: 'mcp-server', because: 'there is no other word' },
  { name: '\u202e"', key: 'server', because: 'nothing is left' },
];

for (const { name, key, because } of cases) {
  test(`${name} is called ${key}: ${because}`, () => assert.equal(suggestServerKey(name), key));
}
