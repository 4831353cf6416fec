import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { discoverPages, lastCheckpoint, listCandidates, listRefs } from '../../fixtures/discover.ts';
import { RefusedRequestError } from '../../http/errors.ts';
import { formatRef } from '../../ref.ts';
import { makeDockerCatalogue } from './index.ts';

const notes = `name: notes
image: mcp/notes
type: server
about: { title: Notes, description: Keeps notes }
source: { project: https://github.com/example/mono, directory: src/notes }
config:
  secrets:
    - { name: notes.token, env: NOTES_TOKEN, example: ntn_****, description: The token }
  env:
    - { name: NOTES_PAGE_SIZE, example: 20 }
run:
  command: [serve, '--folder={{notes.folder|volume-target}}']
  env: { NOTES_MODE: plain, NOTES_FOLDER: '{{notes.folder}}' }
`;
const weather = `name: weather
type: remote
about: { title: Weather }
remote: { transport_type: streamable-http, url: 'https://mcp.weather.example/mcp' }
`;

async function makeFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'placard-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

/** A git repository of the catalogue's form. */
async function makeRepository(t: TestContext) {
  const folder = await makeFolder(t);
  const git = (...args: string[]) =>
    execFileSync(
      'git',
      ['-C', folder, '-c', 'user.name=test', '-c', 'user.email=test@example.invalid', ...args],
      {
        stdio: 'pipe',
      },
    );
  git('init', '--quiet');
  return {
    folder,
    async commit(files: Record<string, string | null>) {
      for (const [name, text] of Object.entries(files)) {
        const path = join(folder, 'servers', name);
        await mkdir(path, { recursive: true });
        if (text === null) await rm(path, { recursive: true });
        else await writeFile(join(path, 'server.yaml'), text);
      }
      git('add', '--all');
      git('commit', '--quiet', '--message', 'change');
    },
  };
}

test('reads images and remotes, with what they say of themselves', async (t) => {
  const repository = await makeRepository(t);
  await repository.commit({ notes, weather });
  const pages = await discoverPages(makeDockerCatalogue(await makeFolder(t), repository.folder));
  assert.deepEqual(listRefs(pages), ['oci:mcp/notes', 'https://mcp.weather.example/mcp']);
  const [candidate] = listCandidates(pages);
  assert.deepEqual(candidate?.repository, {
    url: 'https://github.com/example/mono',
    id: null,
    subfolder: 'src/notes',
  });
  assert.deepEqual(candidate?.declared?.variables, [
    { name: 'NOTES_TOKEN', value: 'ntn_****', hint: 'The token' },
    { name: 'NOTES_PAGE_SIZE', value: '20', hint: '' },
    { name: 'NOTES_MODE', value: 'plain', hint: '' },
    { name: 'NOTES_FOLDER', value: null, hint: '{{notes.folder}}' },
  ]);
  assert.deepEqual(candidate?.declared?.args, [
    { flag: null, value: 'serve', hint: '' },
    { flag: '--folder=', value: null, hint: '{{notes.folder|volume-target}}' },
  ]);
});

test('afterwards reads only what was changed, and leaves a tombstone for what is gone', async (t) => {
  const repository = await makeRepository(t);
  await repository.commit({ notes, weather });
  const source = makeDockerCatalogue(await makeFolder(t), repository.folder);
  const first = await discoverPages(source);
  assert.deepEqual(listRefs(await discoverPages(source, lastCheckpoint(first))), []);
  await repository.commit({ weather: null, news: notes.replaceAll('notes', 'news') });
  const second = await discoverPages(source, lastCheckpoint(first));
  assert.deepEqual(
    listCandidates(second).map(({ ref, status }) => [formatRef(ref), status]),
    [
      ['oci:mcp/news', 'active'],
      ['https://mcp.weather.example/mcp', 'deleted'],
    ],
  );
  const elsewhere = makeDockerCatalogue(await makeFolder(t), repository.folder);
  assert.equal(
    listRefs(await discoverPages(elsewhere, lastCheckpoint(first))).length,
    2,
    'all, where it cannot compare',
  );
});

test('a bad file, a bomb of aliases, a link and a collection are counted, and cost no other', async (t) => {
  const repository = await makeRepository(t);
  const bomb = `a: &a [1]\nb: &b [*a, *a]\nname: bomb\ntype: server\nimage: x/y\nabout: *b\n`;
  await repository.commit({ bad: 'name: [', bomb, poci: 'name: p\ntype: poci\n', notes });
  await mkdir(join(repository.folder, 'servers/link'));
  await symlink('/etc/passwd', join(repository.folder, 'servers/link/server.yaml'));
  await repository.commit({ image: 'name: i\ntype: server\nimage: "--privileged"\n' });
  const pages = await discoverPages(makeDockerCatalogue(await makeFolder(t), repository.folder));
  assert.deepEqual(listRefs(pages), ['oci:mcp/notes']);
  assert.deepEqual(pages[0]?.skipped, {
    'no server.yaml that can be read': 3,
    'neither an image nor a web address': 1,
    'a collection of images, no server': 1,
  });
});

test('what is no repository, or an address that would run a program, is refused', async (t) => {
  for (const url of [
    join(tmpdir(), 'nowhere-at-all'),
    'ext::sh -c touch% /tmp/placard-owned',
    'ssh://host/x',
  ])
    await assert.rejects(discoverPages(makeDockerCatalogue(await makeFolder(t), url)), RefusedRequestError);
});

test('an address with variables is kept, and marked as not to be asked', async (t) => {
  const repository = await makeRepository(t);
  await repository.commit({ weather: weather.replace('mcp.weather', '{tenant}.weather') });
  const pages = await discoverPages(makeDockerCatalogue(await makeFolder(t), repository.folder));
  assert.deepEqual(listCandidates(pages)[0]?.unresolved, ['tenant']);
});
