import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { FailureReason } from '../../observation.ts';
import { probe } from '../../probe.ts';
import { writeServer } from '../../project/fixtures/write-files.ts';
import { parseRef } from '../../ref.ts';
import { chooseSandbox } from '../../sandboxes/index.ts';
import { fetchSource } from './fetch-source.ts';
import { commit, serveRepositories } from './fixtures/serve-repositories.ts';
import { makeGithubLauncher } from './index.ts';

/** What must come of a repository; what is left out is not looked at. */
interface Expected {
  because: string;
  outcome: 'listed' | FailureReason;
  detail?: string;
  purl?: string;
  tools?: string[];
}

const server = (tool: string) => ({
  'package.json': { name: `mcp-${tool}`, version: '1.0.0', license: 'ISC', bin: 'server.js' },
  'server.js': writeServer(JSON.stringify(tool)),
});

const repositories = [
  { name: 'maker/single', files: server('single'), formerName: 'maker/former' },
  {
    name: 'maker/mono',
    files: Object.fromEntries(
      ['one', 'two'].flatMap((tool) =>
        Object.entries(server(tool)).map(([path, content]) => [`servers/${tool}/${path}`, content] as const),
      ),
    ),
  },
  { name: 'maker/empty', files: {}, isEmpty: true },
  { name: 'maker/blocked', files: {}, isBlocked: true },
];

const refs: Record<string, Expected> = {
  'github:maker/single': {
    because: 'the repository is the server',
    outcome: 'listed',
    purl: 'pkg:github/maker/single',
    tools: ['single'],
  },
  'github:maker/former': {
    because: 'it was renamed, and is known by its present name',
    outcome: 'listed',
    purl: 'pkg:github/maker/single',
    tools: ['single'],
  },
  'github:maker/mono': {
    because: 'several servers are not one',
    outcome: 'no-program',
    detail:
      'It holds 2 servers: name one of them (github:maker/mono#servers/one, github:maker/mono#servers/two).',
  },
  'github:maker/mono#servers/one': {
    because: 'one by its path',
    outcome: 'listed',
    purl: 'pkg:github/maker/mono#servers/one',
    tools: ['one'],
  },
  'github:maker/mono#servers/two': {
    because: 'and the other, whose tools stay apart',
    outcome: 'listed',
    purl: 'pkg:github/maker/mono#servers/two',
    tools: ['two'],
  },
  'github:maker/mono#servers/three': { because: 'no such folder', outcome: 'no-program' },
  'github:maker/empty': {
    because: 'it has no commit',
    outcome: 'no-program',
    detail: 'The repository maker/empty is empty.',
  },
  'github:maker/blocked': {
    because: 'GitHub has taken it down',
    outcome: 'not-found',
    detail: 'GitHub shows no repository maker/blocked.',
  },
  'github:maker/nowhere': {
    because: 'it is gone, or was never there',
    outcome: 'not-found',
    detail: 'GitHub shows no repository maker/nowhere.',
  },
};

const chosen = await chooseSandbox();
const options = { skip: 'mend' in chosen ? chosen.mend : false };

test('the github launcher, with GitHub on loopback and a real sandbox', options, async (context) => {
  const cache = mkdtempSync(join(tmpdir(), 'placard-github-'));
  context.after(() => rmSync(cache, { recursive: true, force: true }));
  const github = await serveRepositories(context, repositories);

  for (const [ref, expected] of Object.entries(refs)) {
    await context.test(`${ref}: ${expected.because}`, async () => {
      const seen = await look(ref);
      assert.equal(seen.outcome, expected.outcome, JSON.stringify(seen));
      if (expected.detail !== undefined) assert.equal(seen.detail, expected.detail);
      if (expected.purl !== undefined) assert.equal(seen.purl, expected.purl);
      if (expected.tools !== undefined) {
        assert.deepEqual(seen.tools, expected.tools);
        assert.deepEqual([seen.version, seen.facts?.licence], [commit, 'ISC']);
      }
    });
  }

  await context.test('downloads a commit once, and sends its token to GitHub alone', () => {
    const downloads = github.requests.filter(({ path }) => path === `/archives/maker/single/${commit}`);
    assert.equal(downloads.length, 1);
    assert.ok(github.requests.every(({ headers }) => headers.authorization === 'token a-token'));
  });

  await context.test('says that GitHub cannot be asked where nothing answers', async () => {
    const launcher = makeGithubLauncher(cache, { baseUrl: 'http://127.0.0.1:9' });
    const resolution = await launcher.resolve(parseRef('github:maker/single'));
    assert.ok('failure' in resolution);
    assert.deepEqual(
      [resolution.failure.reason, resolution.failure.detail],
      ['install-failed', 'GitHub could not be asked for maker/single.'],
    );
  });

  await context.test('unpacks no more than a source may hold, and nothing that is no archive', async () => {
    const archive = await fetch(`${github.url}/archives/maker/single/${commit}`);
    const packed = Buffer.from(await archive.arrayBuffer());
    const limits = { files: 10, bytes: 100 };
    const tooLarge = await fetchSource(join(cache, 'large'), async () => packed, limits);
    assert.equal(tooLarge?.reason, 'limit-exceeded');
    const broken = await fetchSource(join(cache, 'broken'), async () => Buffer.from('no archive'));
    assert.equal(broken?.reason, 'install-failed');
  });

  async function look(ref: string) {
    assert.ok('sandbox' in chosen);
    const launcher = makeGithubLauncher(cache, { baseUrl: github.url, token: 'a-token' });
    const resolution = await launcher.resolve(parseRef(ref));
    if ('failure' in resolution)
      return { outcome: resolution.failure.reason, detail: resolution.failure.detail };
    const { sandbox, version: sandboxVersion } = chosen;
    const {
      purl,
      version,
      outcome,
      package: facts,
    } = await probe(launcher, ref, resolution, {
      ...{ sandbox, sandboxVersion, clientVersion: '0.0.0', timeoutMs: 8000 },
    });
    if ('failure' in outcome) return { ...outcome.failure, outcome: outcome.failure.reason };
    const tools = outcome.listing.tools.map(({ definition }) => definition.name);
    return { purl, version, facts, outcome: 'listed', tools };
  }
});
