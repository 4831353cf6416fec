import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identify, toImageRef, toPackageRef, toRemoteRef } from './coordinate.ts';
import { expandImage } from './image-name.ts';
import { formatRef, type Ref } from './ref.ts';

const cases: [ref: Ref | null, text: string | null, identity: string | null, because: string][] = [
  [toPackageRef('npm', '@a/b', '1.0.0'), 'npm:@a/b@1.0.0', 'pkg:npm/%40a/b', 'an exact version'],
  [toPackageRef('npm', 'b', '^1.0.0'), 'npm:b', 'pkg:npm/b', 'a range is no version'],
  [toPackageRef('npm', 'b', 'latest'), 'npm:b', 'pkg:npm/b', 'a tag is no version'],
  [toPackageRef('npm', '../b', null), null, null, 'no package can be called so'],
  [toPackageRef('pypi', 'A_b.c', '1'), 'pypi:A_b.c@1', 'pkg:pypi/a-b-c', 'PEP 503'],
  [toImageRef('docker.io/mcp/notion:1'), 'oci:mcp/notion:1', toOci('mcp/notion'), 'the default registry'],
  [toImageRef('mcp/notion', '1.2'), 'oci:mcp/notion:1.2', toOci('mcp/notion'), 'a version apart'],
  [toImageRef('ghcr.io/a/b@sha256:00'), 'oci:ghcr.io/a/b', toOci('ghcr.io/a/b'), 'a digest is left out'],
  [toImageRef('localhost:5000/a'), 'oci:localhost:5000/a', toOci('localhost:5000/a'), 'a port is no tag'],
  [toImageRef('--privileged'), null, null, 'an option is no image'],
  [
    toRemoteRef('https://A.example/mcp/'),
    'https://a.example/mcp/',
    'https://a.example/mcp',
    'a closing slash',
  ],
  [toRemoteRef('https://a.example:443'), 'https://a.example/', 'https://a.example', 'the default port'],
  [toRemoteRef('https://me:pw@a.example/'), null, null, 'credentials are not kept'],
  [toRemoteRef('ws://a.example/'), null, null, 'no transport of MCP'],
];

for (const [ref, text, identity, because] of cases) {
  test(`${text ?? 'none'}: ${because}`, () => {
    assert.equal(ref === null ? null : formatRef(ref), text);
    assert.equal(ref === null ? null : identify(ref), identity);
  });
}

test('a repository is the same in any case, and its folders are apart', () => {
  const ref: Ref = { kind: 'github', owner: 'Owner', repository: 'Name', path: null };
  assert.equal(identify(ref), 'pkg:github/owner/name');
  assert.equal(identify({ ...ref, path: 'src/a' }), 'pkg:github/owner/name#src/a');
});

function toOci(image: string): string {
  const name = image.slice(image.lastIndexOf('/') + 1);
  return `pkg:oci/${name}?repository_url=${encodeURIComponent(expandImage(image))}`;
}
