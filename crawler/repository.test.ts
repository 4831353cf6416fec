import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRepository, toRepositoryRef } from './repository.ts';

const cases: [text: string, url: string | null, subfolder: string | null, because: string][] = [
  ['owner/name', 'https://github.com/owner/name', null, 'package.json may say so'],
  ['github:owner/name', 'https://github.com/owner/name', null, 'a short form'],
  ['git+ssh://git@github.com/owner/name.git', 'https://github.com/owner/name', null, 'npm writes so'],
  ['git@github.com:owner/name.git', 'https://github.com/owner/name', null, 'as for git clone'],
  ['git://github.com/owner/name.git#main', 'https://github.com/owner/name', null, 'a branch is no folder'],
  ['http://github.com/owner/name/', 'https://github.com/owner/name', null, 'an old link'],
  ['http://github.com.mcas.ms/owner/name', 'https://github.com/owner/name', null, 'an office filter'],
  [
    'https://www.github.com/owner/name?tab=readme',
    'https://github.com/owner/name',
    null,
    'the page, not more',
  ],
  [
    'https://me:secret@github.com/owner/name',
    'https://github.com/owner/name',
    null,
    'no credentials are kept',
  ],
  ['https://github.com/o/n/tree/main/src/sub', 'https://github.com/o/n', 'src/sub', 'a monorepo'],
  ['https://github.com/o/n/blob/main/src/sub/README.md', 'https://github.com/o/n', 'src/sub', 'its README'],
  ['https://github.com/o/n/tree/main/../../x', 'https://github.com/o/n', null, 'no folder leads upward'],
  ['https://github.com/o/n/issues/1', 'https://github.com/o/n', null, 'a page of it'],
  ['https://gitlab.com/group/sub/name', 'https://gitlab.com/group/sub/name', null, 'groups are nested there'],
  ['https://gitlab.com/a/b/-/tree/main/x', 'https://gitlab.com/a/b', 'x', 'a folder at GitLab'],
  ['https://bitbucket.org/a/b/src/main/x/y', 'https://bitbucket.org/a/b', 'x/y', 'a folder at Bitbucket'],
  ['https://codeberg.org/a/b.git', 'https://codeberg.org/a/b', null, 'a host like any other'],
  ['https://github.com/owner', null, null, 'an owner alone'],
  ['https://github.com/marketplace/name', null, null, "GitHub's own page"],
  ['https://example.com/', null, null, 'no repository'],
  ['javascript:alert(1)', null, null, 'no address'],
  ['a b c', null, null, 'no address'],
  ['https://github.com/%', null, null, 'broken'],
];

for (const [text, url, subfolder, because] of cases) {
  test(`${text}: ${because}`, () => {
    assert.deepEqual(readRepository(text), url === null ? null : { url, id: null, subfolder });
  });
}

test('a folder that is told apart wins', () => {
  assert.equal(readRepository('https://github.com/o/n/tree/main/a', '/b/')?.subfolder, 'b');
});

test('only repositories on GitHub have a REF', () => {
  assert.deepEqual(toRepositoryRef({ url: 'https://github.com/o/n', id: null, subfolder: 'a/b' }), {
    kind: 'github',
    owner: 'o',
    repository: 'n',
    path: 'a/b',
  });
  assert.equal(toRepositoryRef({ url: 'https://gitlab.com/o/n', id: null, subfolder: null }), null);
});
