import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBundlePath, nameBundle } from './bundle-address.ts';

const release = 'https://github.com/Owner/Repo/releases';
const cases: [address: string, namespace: string, name: string, because: string][] = [
  [
    `${release}/download/v1.2.3/server-1.2.3.mcpb`,
    'github.com/owner/repo',
    'server.mcpb',
    'any release is the same server',
  ],
  [
    `${release}/download/v2.0.0/server_v2.0.0-linux.mcpb`,
    'github.com/owner/repo',
    'server-linux.mcpb',
    'the number stands within',
  ],
  [
    `${release}/download/server@0.3.1/server.mcpb`,
    'github.com/owner/repo',
    'server.mcpb',
    'a monorepo tags with names',
  ],
  [`${release}/latest/download/server.dxt`, 'github.com/owner/repo', 'server.dxt', 'the newest release'],
  [
    `${release}/download/1.0/1.0.mcpb`,
    'github.com/owner/repo',
    '1.0.mcpb',
    'something must be left of a name',
  ],
  [
    'https://gitlab.com/group/sub/project/-/releases/v1.1/downloads/x-1.1.mcpb',
    'gitlab.com/group/sub/project',
    'x.mcpb',
    'releases of GitLab',
  ],
  [
    'https://example.org/Files/x-1.2.mcpb',
    'example.org/Files',
    'x-1.2.mcpb',
    'elsewhere nobody tells releases',
  ],
  ['https://example.org:8443/a%20b.mcpb', 'example.org:8443', 'a b.mcpb', 'as it is, not as it is written'],
];
for (const [address, namespace, name, because] of cases) {
  test(`${address}: ${because}`, () => assert.deepEqual(nameBundle(address), { namespace, name }));
}

test('a bundle is told by how its path ends', () => {
  assert.deepEqual(['x.mcpb', 'a/b.DXT', '.mcpb', 'x.mcpb/y', 'xmcpb', 'x.zip'].filter(isBundlePath), [
    'x.mcpb',
    'a/b.DXT',
  ]);
});
