import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { serverName, serverPath, toolSlugs } from './addresses.ts';

describe('serverPath', () => {
  const cases: [purl: string, path: RegExp, because: string][] = [
    ['pkg:npm/%40scope/name', /^servers\/npm\/@scope\/name\/$/, 'a scope is a folder'],
    ['pkg:npm/name', /^servers\/npm\/name\/$/, 'a plain name stays'],
    ['pkg:pypi/mcp-server-git', /^servers\/pypi\/mcp-server-git\/$/, 'each registry has its folder'],
    ['pkg:npm/con', /^servers\/npm\/con-[0-9a-f]{8}\/$/, 'Windows keeps this name for a device'],
    ['pkg:npm/%2E%2E', /^servers\/remote\/pkg-npm-2E-2E-[0-9a-f]{8}\/$/, 'a name may not climb'],
    [
      'https://example.org/a/mcp',
      /^servers\/remote\/https-example-org-a-mcp-[0-9a-f]{8}\/$/,
      'an address is flattened',
    ],
  ];
  for (const [purl, path, because] of cases) {
    it(`gives ${purl} an address: ${because}`, () => assert.match(serverPath(purl), path));
  }

  it('keeps images of two registries apart, though their names are equal', () => {
    const [a, b] = ['a.example', 'b.example'].map((host) => `pkg:oci/image?repository_url=${host}`);
    assert.notEqual(serverPath(a ?? ''), serverPath(b ?? ''));
  });

  it('names a server as its registry does', () => {
    assert.equal(serverName('pkg:npm/%40scope/name'), '@scope/name');
  });
});

describe('toolSlugs', () => {
  it('leaves plain names as they are', () => {
    assert.deepEqual(toolSlugs(['read_file', 'readFile', 'a.b', 'x-y']), [
      'read_file',
      'readFile',
      'a.b',
      'x-y',
    ]);
  });

  it('keeps apart what a file system takes for one', () => {
    const slugs = toolSlugs(['get', 'GET', 'get', 'get']);
    assert.equal(slugs[0], 'get');
    assert.equal(new Set(slugs.map((slug) => slug.toLowerCase())).size, 4);
  });

  it('gives any names distinct folder names of plain characters', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', '.', '..', 'NUL', 'a/b', 'a\\b', 'a.'),
    );
    fc.assert(
      fc.property(fc.array(nasty, { maxLength: 12 }), (names) => {
        const slugs = toolSlugs(names);
        assert.equal(new Set(slugs.map((slug) => slug.toLowerCase())).size, names.length);
        for (const slug of slugs) assert.match(slug, /^[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,80}[A-Za-z0-9_-])?$/);
      }),
    );
  });
});
