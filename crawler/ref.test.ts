import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import {
  formatRef,
  fromPackageUrl,
  packagePage,
  parseRef,
  type Ref,
  RefError,
  toPackageUrl,
  withVersion,
} from './ref.ts';
import { readRefList } from './sources/list/read-ref-list.ts';

const readable: { text: string; ref: Ref; purl: string | null; formatted?: string; because: string }[] = [
  {
    text: 'npm:name',
    ref: { kind: 'npm', name: 'name', version: null },
    purl: 'pkg:npm/name',
    because: 'the newest version is meant',
  },
  {
    text: '  NPM:@scope/name@1.2.3-beta.1 ',
    ref: { kind: 'npm', name: '@scope/name', version: '1.2.3-beta.1' },
    purl: 'pkg:npm/%40scope/name@1.2.3-beta.1',
    formatted: 'npm:@scope/name@1.2.3-beta.1',
    because: 'a scope begins with an at sign too, and spaces around are no part of it',
  },
  {
    text: 'npm:name@next',
    ref: { kind: 'npm', name: 'name', version: 'next' },
    purl: 'pkg:npm/name@next',
    because: 'a tag stands in the place of a version',
  },
  {
    text: 'npm:name@^1.2',
    ref: { kind: 'npm', name: 'name', version: '^1.2' },
    purl: 'pkg:npm/name@%5E1.2',
    because: 'so does a range',
  },
  {
    text: 'npm:constructor',
    ref: { kind: 'npm', name: 'constructor', version: null },
    purl: 'pkg:npm/constructor',
    because: 'a name that JavaScript knows as well is a name',
  },
  {
    text: 'pypi:Some_Name@1.0.post1+local',
    ref: { kind: 'pypi', name: 'Some_Name', version: '1.0.post1+local' },
    purl: 'pkg:pypi/some-name@1.0.post1%2Blocal',
    because: 'the package URL writes Python names in one way',
  },
  {
    text: './made/server.mcpb',
    ref: { kind: 'bundle', location: './made/server.mcpb', sha256: null },
    purl: null,
    because: 'a file of this machine is nobody else’s',
  },
  {
    text: 'server.dxt',
    ref: { kind: 'bundle', location: 'server.dxt', sha256: null },
    purl: null,
    because: 'the end of its name says what it is',
  },
  {
    text: 'https://github.com/Owner/repo/releases/download/v1.0.0/server-1.0.0.mcpb',
    ref: {
      kind: 'bundle',
      location: 'https://github.com/Owner/repo/releases/download/v1.0.0/server-1.0.0.mcpb',
      sha256: null,
    },
    purl: 'pkg:generic/github.com/owner/repo/server.mcpb',
    because: 'a bundle at an address is no remote server, and the same one release after release',
  },
  {
    text: `https://example.org/a.mcpb#sha256=${'AB'.repeat(32)}`,
    ref: { kind: 'bundle', location: 'https://example.org/a.mcpb', sha256: 'ab'.repeat(32) },
    purl: 'pkg:generic/example.org/a.mcpb',
    formatted: `https://example.org/a.mcpb#sha256=${'ab'.repeat(32)}`,
    because: 'the sum that its registry has of it stands behind it, as pip writes it',
  },
  {
    text: `pkg:generic/a@1?download_url=https://example.org/a.mcpb&checksum=sha256:${'ab'.repeat(32)}`,
    ref: { kind: 'bundle', location: 'https://example.org/a.mcpb', sha256: 'ab'.repeat(32) },
    purl: 'pkg:generic/example.org/a.mcpb',
    formatted: `https://example.org/a.mcpb#sha256=${'ab'.repeat(32)}`,
    because: 'package URLs say so in qualifiers',
  },
  {
    text: 'oci:registry.example:5000/team/image:1.0',
    ref: { kind: 'oci', image: 'registry.example:5000/team/image', tag: '1.0' },
    purl: 'pkg:oci/image?repository_url=registry.example%3A5000%2Fteam%2Fimage&tag=1.0',
    because: 'a port is no tag',
  },
  {
    text: `docker:docker.io/library/image@sha256:${'ab'.repeat(32)}`,
    ref: { kind: 'oci', image: 'image', tag: `sha256:${'ab'.repeat(32)}` },
    purl: `pkg:oci/image@sha256:${'ab'.repeat(32)}?repository_url=docker.io%2Flibrary%2Fimage`,
    formatted: `oci:image@sha256:${'ab'.repeat(32)}`,
    because: 'an image of the default registry has one name, and a digest is its version',
  },
  {
    text: 'pkg:docker/mcp/time@1.0',
    ref: { kind: 'oci', image: 'mcp/time', tag: '1.0' },
    purl: 'pkg:oci/time?repository_url=docker.io%2Fmcp%2Ftime&tag=1.0',
    formatted: 'oci:mcp/time:1.0',
    because: 'the older type of package URL names the same image',
  },
  {
    text: 'pkg:docker/team/image?repository_url=registry.example:5000',
    ref: { kind: 'oci', image: 'registry.example:5000/team/image', tag: null },
    purl: 'pkg:oci/image?repository_url=registry.example%3A5000%2Fteam%2Fimage',
    formatted: 'oci:registry.example:5000/team/image',
    because: 'so does one that names another registry',
  },
  {
    text: 'oci:host.example:5000/image',
    ref: { kind: 'oci', image: 'host.example:5000/image', tag: null },
    purl: 'pkg:oci/image?repository_url=host.example%3A5000%2Fimage',
    because: 'a port is no tag where there is none either',
  },
  {
    text: 'HTTPS://Host.example/mcp?a=b#top',
    ref: { kind: 'remote', url: 'https://host.example/mcp?a=b' },
    purl: 'https://host.example/mcp?a=b',
    formatted: 'https://host.example/mcp?a=b',
    because: 'one server has one spelling, and no place in a page',
  },
  {
    text: 'github:owner/repo.git#packages/server',
    ref: { kind: 'github', owner: 'owner', repository: 'repo', path: 'packages/server' },
    purl: 'pkg:github/owner/repo#packages/server',
    formatted: 'github:owner/repo#packages/server',
    because: 'a clone address ends in .git',
  },
  { text: './folder', ref: { kind: 'folder', path: './folder' }, purl: null, because: 'a path' },
  { text: '..', ref: { kind: 'folder', path: '..' }, purl: null, because: 'a path without a slash' },
  {
    text: '/abs/path',
    ref: { kind: 'folder', path: '/abs/path' },
    purl: null,
    because: 'a path from the root',
  },
  {
    text: 'cmd: node "my server.js" --a:b',
    ref: { kind: 'command', command: 'node "my server.js" --a:b' },
    purl: null,
    formatted: 'cmd:node "my server.js" --a:b',
    because: 'all behind the first colon is the command',
  },
  {
    text: 'config:~/a#b.json#name',
    ref: { kind: 'config', file: '~/a#b.json', server: 'name' },
    purl: null,
    because: 'a file name may hold a hash, so the last one counts',
  },
  {
    text: 'config:a.json#',
    ref: { kind: 'config', file: 'a.json', server: null },
    purl: null,
    formatted: 'config:a.json',
    because: 'no name is all names',
  },
  {
    text: 'pkg:npm/%40scope/name@1.0.0',
    ref: { kind: 'npm', name: '@scope/name', version: '1.0.0' },
    purl: 'pkg:npm/%40scope/name@1.0.0',
    formatted: 'npm:@scope/name@1.0.0',
    because: 'a package URL is a REF',
  },
];

const forms =
  'use npm:NAME[@VERSION], pypi:NAME[@VERSION], oci:IMAGE[:TAG], https://HOST/PATH, github:OWNER/REPO[#PATH], ./FOLDER, ./FILE.mcpb, cmd:PROGRAM ARGS, config:FILE[#NAME] or a package URL (pkg:npm/NAME).';
const noVersion = (version: string, kind = 'npm') =>
  `"${version}" is no version of ${kind}:name: use a version, a range or a tag of its registry.`;

const bad: [text: string, because: string, message: string | RegExp][] = [
  ['', 'it is empty', `"" names no server: ${forms}`],
  ['name', 'it has no scheme', `"name" names no server: ${forms}`],
  ['npm:', 'the name is missing', `"npm:" names no server: ${forms}`],
  [
    'ftp://host/x',
    'no form has this scheme',
    `"ftp://host/x" begins with "ftp:", which is no form of REF: ${forms}`,
  ],
  [
    '__proto__:x',
    'a scheme is no property',
    `"__proto__:x" begins with "__proto__:", which is no form of REF: ${forms}`,
  ],
  ['x'.repeat(5000), 'a message is bounded', `"${'x'.repeat(120)}…" names no server: ${forms}`],
  ['npm:\u001b[31mred', 'a message moves no cursor', /^"�\[31mred" is no npm package name: /],
  ['npm:a\u202eb', 'a message is not turned round', /^"a�b" is no npm package name: /],
  ['npm:../../etc', 'a name is no path', /^"\.\.\/\.\.\/etc" is no npm package name: /],
  ['npm:a/b', 'only a scope has a slash', /^"a\/b" is no npm package name: /],
  ['npm:@a/b/c', 'one slash is all', /^"@a\/b\/c" is no npm package name: /],
  ['npm:@a', 'a scope is no name', /^"@a" is no npm package name: /],
  ['npm:node_modules', 'npm forbids it', /^"node_modules" is no npm package name: /],
  ['npm: name', 'no space belongs to a name', '" name" is no npm package name: there is a space at its end.'],
  [
    'npm:name@',
    'the version is missing',
    '"name@" ends in "@" without a version: leave out the "@" for the newest.',
  ],
  ['npm:name@1@2', 'there is one version', noVersion('1@2')],
  ['npm:name@git+ssh://host/x', 'npm would run git for it', noVersion('git+ssh://host/x')],
  ['npm:name@github:a/b', 'npm would run git for it', noVersion('github:a/b')],
  ['npm:name@file:/etc', 'npm would read the disk for it', noVersion('file:/etc')],
  ['npm:name@.', 'npm would take the present folder', noVersion('.')],
  ['npm:name@~/x', 'npm would take a folder', noVersion('~/x')],
  ['npm:name@evil.tgz', 'npm would take a file', noVersion('evil.tgz')],
  ['npm:name@https://host/x.tgz', 'npm would take any address', noVersion('https://host/x.tgz')],
  ['npm:name@npm:other', 'npm would take another package', noVersion('npm:other')],
  ['pkg:npm/name@file:%2Fetc', 'nor by way of a package URL', noVersion('file:/etc')],
  ['pypi:name@ @ https://host/x', 'pip would take any address', noVersion(' @ https://host/x', 'pypi')],
  ['pypi:a b', 'a Python name has no space', /^"a b" is no pypi package name: /],
  ['oci:', 'the image is missing', `"oci:" names no server: ${forms}`],
  ['oci:image:', 'the tag is missing', '"oci:image:" names no image: use oci:IMAGE[:TAG].'],
  ['oci:--privileged', 'an image is no option', '"oci:--privileged" names no image: use oci:IMAGE[:TAG].'],
  ['oci:a b', 'an image has no space', '"oci:a b" names no image: use oci:IMAGE[:TAG].'],
  [
    'github:owner',
    'the repository is missing',
    '"github:owner" names no repository: use github:OWNER/REPO[#PATH].',
  ],
  ['pkg:github/repo', 'the owner is missing', /names no repository|is no package URL/],
  ['https://', 'the host is missing', '"https://" is no URL.'],
  [
    'https://user:password@host.example/mcp',
    'credentials would be published with it',
    'The URL of host.example holds a user name or password, which would be published with it: leave them out.',
  ],
  [
    'https://host.example/mcp?api_key=abc',
    'a key would be sent and published with it',
    'The URL of host.example holds a secret (api_key), which would be sent and published with it: leave it out.',
  ],
  ['config:#name', 'the file is missing', '"config:#name" names no file: use config:FILE[#NAME].'],
  ['pkg:npm/', 'the name is missing', /^"pkg:npm\/" is no package URL: /],
  ['pkg:npm/..%2f..%2fetc', 'a name is no path', /^"pkg:npm\/\.\.%2f\.\.%2fetc" is no package URL: /],
  [
    'pkg:gem/name',
    'placard knows no gems',
    '"pkg:gem/name" is a package URL of type "gem": placard knows npm, pypi, oci, docker, github and generic.',
  ],
];

describe('a REF', () => {
  for (const { text, ref, purl, formatted = text, because } of readable) {
    it(`is read from ${text}, because ${because}`, () => {
      assert.deepEqual(parseRef(text), ref);
      assert.equal(formatRef(ref), formatted);
      assert.deepEqual(parseRef(formatRef(ref)), ref);
      assert.equal(toPackageUrl(ref), purl);
      // What a bundle is to everybody says nothing of where one of its releases lies.
      if (purl?.startsWith('pkg:') && ref.kind !== 'bundle')
        assert.equal(toPackageUrl(fromPackageUrl(purl)), purl);
    });
  }

  for (const [text, because, message] of bad) {
    it(`is not ${JSON.stringify(text.slice(0, 40))}, because ${because}`, () => {
      assert.throws(
        () => parseRef(text),
        (error) => {
          assert.ok(error instanceof RefError, String(error));
          if (typeof message === 'string') assert.ok(error.message.startsWith(message), error.message);
          else assert.match(error.message, message);
          assert.doesNotMatch(error.message, /[\p{Cc}\p{Cf}]/u);
          assert.ok(error.message.length < 600);
          return true;
        },
      );
    });
  }

  it('names one exact version, as far as its kind can', () => {
    const digest = `sha256:${'ab'.repeat(32)}`;
    const pinned = (text: string, version: string) => formatRef(withVersion(parseRef(text), version));
    assert.equal(pinned('npm:a@next', '1.0.0'), 'npm:a@1.0.0');
    assert.equal(pinned('oci:team/image:1', digest), `oci:team/image@${digest}`);
    assert.equal(pinned('./folder', '1.0.0'), './folder');
  });

  it('has a page in its registry where that has pages', () => {
    assert.match(packagePage('pkg:npm/%40scope/name') ?? '', /^https:\/\/[^/]+\/package\/@scope\/name$/);
    assert.equal(packagePage('https://host.example/mcp'), null);
  });
});

describe('a list of REFs', () => {
  async function read(content: string): Promise<Ref[]> {
    const folder = await mkdtemp(join(tmpdir(), 'placard-list-'));
    const file = join(folder, 'servers.txt');
    writeFileSync(file, content);
    return readRefList(file).finally(() => rm(folder, { recursive: true }));
  }

  it('has one a line, with comments, blank lines and the line ends of any system', async () => {
    const refs = await read('\ufeff# heading\r\nnpm:a # why\r\n\r\n  github:o/r#path\n#npm:b\nnpm:c');
    assert.deepEqual(refs.map(formatRef), ['npm:a', 'github:o/r#path', 'npm:c']);
    assert.deepEqual(await read(''), []);
  });

  it('names the line that is none', async () => {
    await assert.rejects(read('npm:a\n\nnope\n'), (error) => {
      assert.ok(error instanceof RefError);
      assert.match(error.message, /servers\.txt, line 3: "nope" names no server: use npm:NAME/);
      return true;
    });
  });
});
