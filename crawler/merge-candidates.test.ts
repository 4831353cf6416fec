import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Candidate, type CandidateClaim, makeCandidate, type RepositoryFacts } from './candidate.ts';
import type { DiscoveredServer } from './discovered-server.ts';
import { mergeCandidates } from './merge-candidates.ts';
import { parseRef } from './ref.ts';
import { readRepository } from './repository.ts';

type Said = Partial<Omit<CandidateClaim, 'repository' | 'equivalents'>> & {
  repository?: string;
  id?: string;
  equivalents?: string[];
};

function say(
  source: string,
  ref: string,
  { repository, id, equivalents = [], ...rest }: Said = {},
): Candidate {
  const claim = repository === undefined ? null : readRepository(repository);
  return makeCandidate({
    ref: parseRef(ref),
    source,
    name: ref,
    seenAt: '2026-01-01T00:00:00Z',
    repository: claim && { ...claim, id: id ?? null },
    equivalents: equivalents.map(parseRef),
    ...rest,
  });
}

/** What GitHub says of `owner/name`, perhaps of a folder in it. */
function sayGithub(
  place: string,
  id: string,
  facts: Partial<RepositoryFacts> = {},
  equivalents: string[] = [],
) {
  const [name = '', folder] = place.split('#');
  const url = `https://github.com/${name}`;
  const repositoryFacts: RepositoryFacts = {
    id,
    url,
    stars: 1,
    licence: null,
    language: null,
    isArchived: false,
    isFork: false,
    parentUrl: null,
    createdAt: '2025-01-01T00:00:00Z',
    pushedAt: null,
    ...facts,
  };
  const repository = folder === undefined ? url : `${url}/tree/main/${folder}`;
  return say('github', `github:${place}`, { repository, id, repositoryFacts, equivalents });
}

const listCoordinates = (servers: DiscoveredServer[]) => servers.map(({ coordinate }) => coordinate);
const marksOf = (servers: DiscoveredServer[], coordinate: string) =>
  servers.find((server) => server.coordinate === coordinate)?.marks;

test('one server for each coordinate, however it is written, with the most trusted words', () => {
  const servers = mergeCandidates([
    say('glama', 'pypi:Some_MCP', { title: 'From Glama', description: 'From Glama' }),
    say('pypi', 'pypi:some-mcp@1.0', { description: 'From PyPI' }),
    say('mcp-registry', 'pypi:some.mcp@0.9', { name: 'io.example/some', status: 'deprecated' }),
  ]);
  assert.deepEqual(listCoordinates(servers), ['pkg:pypi/some-mcp']);
  const [server] = servers;
  assert.deepEqual(server?.ref, { kind: 'pypi', name: 'some.mcp', version: null });
  assert.deepEqual(
    [server?.title, server?.description, server?.status],
    ['From Glama', 'From PyPI', 'deprecated'],
  );
  assert.deepEqual(
    server?.sightings.map(({ source }) => source),
    ['mcp-registry', 'pypi', 'glama'],
  );
});

test('of one source the newest word counts, in any order', () => {
  const older = say('npm', 'npm:a', { description: 'old', seenAt: '2026-01-01T00:00:00Z' });
  const newer = say('npm', 'npm:a', { status: 'deleted', seenAt: '2026-02-01T00:00:00Z' });
  for (const candidates of [
    [older, newer],
    [newer, older],
  ]) {
    const [server] = mergeCandidates(candidates);
    assert.deepEqual([server?.status, server?.description, server?.sightings.length], ['deleted', null, 1]);
  }
});

test('what a source declares counts where there is anything in it that a program can be started with', () => {
  const argument = (value: string) => ({ args: [{ flag: null, value, hint: '' }], variables: [] });
  const merge = (...declared: CandidateClaim['declared'][]) =>
    mergeCandidates(
      ['mcp-registry', 'smithery', 'glama'].map((source, index) =>
        say(source, 'npm:a', { declared: declared[index] ?? null }),
      ),
    )[0]?.declared;
  const nothing = { args: [], variables: [] };
  assert.deepEqual(merge(argument('first'), argument('second')), argument('first'));
  assert.deepEqual(merge(nothing, null, argument('third')), argument('third'));
  assert.deepEqual(
    merge(argument('a\0b'), argument('x'.repeat(60_000)), argument('third')),
    argument('third'),
  );
  assert.equal(merge(nothing, argument('a\0b')), null);
});

test('a repository whose manifest names the package that names it tells facts of that package', () => {
  const declared = { args: [], variables: [{ name: 'KEY', value: null, hint: '' }] };
  const servers = mergeCandidates([
    say('npm', 'npm:files', { repository: 'https://github.com/Owner/Files.git' }),
    { ...sayGithub('owner/files', '7', { stars: 40 }, ['npm:files']), declared },
    say('awesome-lists', 'github:owner/files', { description: 'Listed' }),
  ]);
  assert.deepEqual(listCoordinates(servers), ['pkg:npm/files']);
  const [server] = servers;
  assert.equal(server?.repositoryFacts?.stars, 40);
  assert.deepEqual(server?.declared, declared);
  assert.equal(server?.description, 'Listed');
  assert.deepEqual(
    server?.sightings.map(({ source }) => source),
    ['npm', 'github', 'awesome-lists'],
  );
  assert.deepEqual(server?.marks, []);
});

test('what only one side claims joins nothing', () => {
  const claimed = mergeCandidates([
    say('npm', 'npm:impostor', { repository: 'https://github.com/owner/files' }),
    sayGithub('owner/files', '7', {}, ['npm:files']),
  ]);
  assert.deepEqual(listCoordinates(claimed), ['pkg:github/owner/files', 'pkg:npm/impostor']);
  const named = mergeCandidates([
    say('npm', 'npm:files', { repository: 'https://github.com/owner/files' }),
    sayGithub('thief/files', '8', {}, ['npm:files']),
  ]);
  assert.deepEqual(listCoordinates(named), ['pkg:github/thief/files', 'pkg:npm/files']);
  assert.equal(named[1]?.repositoryFacts, null);
});

test('a repository is known by its number; another one under its old address is another', () => {
  const claim = { repository: 'https://github.com/old/name', id: '7' };
  const renamed = mergeCandidates([
    say('mcp-registry', 'npm:a', claim),
    sayGithub('new/name', '7', { stars: 9 }),
  ]);
  assert.equal(renamed.find(({ coordinate }) => coordinate === 'pkg:npm/a')?.repositoryFacts?.stars, 9);
  const replaced = mergeCandidates([
    say('mcp-registry', 'npm:a', claim),
    sayGithub('old/name', '666', { stars: 9 }),
  ]);
  const server = replaced.find(({ coordinate }) => coordinate === 'pkg:npm/a');
  assert.equal(server?.repositoryFacts, null);
  assert.deepEqual(server?.marks, [{ kind: 'repository-replaced', of: 'https://github.com/old/name' }]);
});

test('the servers of a monorepo stay apart, and know of each other', () => {
  const servers = mergeCandidates([
    say('npm', 'npm:a', { repository: 'https://github.com/o/mono/tree/main/src/a' }),
    say('npm', 'npm:b', { repository: 'https://github.com/o/mono/tree/main/src/b' }),
    sayGithub('o/mono#src/a', '1', {}, ['npm:a']),
    sayGithub('o/mono#src/b', '1', {}, ['npm:b']),
  ]);
  assert.deepEqual(listCoordinates(servers), ['pkg:npm/a', 'pkg:npm/b']);
  assert.deepEqual(marksOf(servers, 'pkg:npm/a'), [{ kind: 'sibling', of: ['pkg:npm/b'] }]);
});

test('ways to run one server are not its siblings', () => {
  const remote = 'https://a.example/mcp';
  const repository = 'https://github.com/o/a';
  const servers = mergeCandidates([
    say('mcp-registry', 'npm:a', { repository, equivalents: [remote] }),
    say('mcp-registry', remote, { repository, equivalents: ['npm:a'] }),
  ]);
  assert.deepEqual(
    servers.flatMap(({ marks }) => marks),
    [],
  );
  assert.deepEqual(
    servers.map(({ equivalents }) => equivalents),
    [['pkg:npm/a'], [remote]],
  );
});

test('forks and re-uploads stay apart, and are marked', () => {
  const servers = mergeCandidates([
    say('npm', 'npm:original-name', { repository: 'https://github.com/o/r' }),
    say('npm', 'npm:@elsewhere/uploaded', { repository: 'https://github.com/o/r' }),
    sayGithub('o/r', '1', {}, ['npm:original-name']),
    sayGithub('thief/r', '2', { isFork: true, parentUrl: 'https://github.com/o/r' }, ['npm:original-name']),
  ]);
  assert.deepEqual(marksOf(servers, 'pkg:npm/%40elsewhere/uploaded'), [
    { kind: 're-upload', of: 'pkg:npm/original-name' },
  ]);
  assert.deepEqual(marksOf(servers, 'pkg:npm/original-name'), []);
  assert.deepEqual(marksOf(servers, 'pkg:github/thief/r'), [{ kind: 'fork', of: 'https://github.com/o/r' }]);
});

test("a name that can be taken for a well-known one's is marked, unless one owner proves both", () => {
  const candidates = [
    say('npm', 'npm:wonderful-weather', { repository: 'https://github.com/o/weather' }),
    sayGithub('o/weather', '1', { stars: 5000 }, ['npm:wonderful-weather']),
    say('npm', 'npm:wonderfull-weather', { repository: 'https://github.com/o/weather' }),
  ];
  const marks = marksOf(mergeCandidates(candidates), 'pkg:npm/wonderfull-weather');
  assert.deepEqual(
    marks?.map(({ kind }) => kind),
    ['re-upload', 'look-alike'],
  );
  const own = [...candidates, sayGithub('o/weather#old', '1', { stars: 5000 }, ['npm:wonderfull-weather'])];
  const proven = marksOf(mergeCandidates(own), 'pkg:npm/wonderfull-weather');
  assert.ok(proven?.every(({ kind }) => kind === 'sibling'));
});

test('stars that are only claimed make nobody well known; a given coordinate is', () => {
  const candidates = [
    say('npm', 'npm:borrowed-glory', { repository: 'https://github.com/o/famous' }),
    sayGithub('o/famous', '1', { stars: 50_000 }),
    say('npm', 'npm:borrowed-glori'),
  ];
  assert.deepEqual(marksOf(mergeCandidates(candidates), 'pkg:npm/borrowed-glori'), []);
  assert.deepEqual(
    marksOf(mergeCandidates(candidates, ['pkg:npm/borrowed-glory']), 'pkg:npm/borrowed-glori'),
    [{ kind: 'look-alike', of: 'pkg:npm/borrowed-glory', how: 'spelling' }],
  );
});

test('the order of candidates changes nothing', () => {
  const candidates = [
    say('npm', 'npm:a', { repository: 'https://github.com/o/r' }),
    say('mcp-registry', 'npm:a@1.0.0', { repository: 'https://github.com/o/r', id: '1' }),
    sayGithub('o/r', '1', {}, ['npm:a']),
    say('glama', 'github:o/r'),
    say('npm', 'npm:b', { repository: 'https://github.com/o/r' }),
  ];
  assert.deepEqual(mergeCandidates(candidates.toReversed()), mergeCandidates(candidates));
});
