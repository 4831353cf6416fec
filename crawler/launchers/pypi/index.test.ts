import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { crawl } from '../../crawl.ts';
import type { failureReasons, Observation } from '../../observation.ts';
import { findPythons, type Python } from '../../python/pythons.ts';
import { findUv } from '../../python/uv.ts';
import { parseRef } from '../../ref.ts';
import { chooseSandbox } from '../../sandboxes/index.ts';
import { type IndexServer, password, startIndex } from './fixtures/index-server.ts';
import { offerBrokenUnder, offers, offersCompiledFor } from './fixtures/offers.ts';
import { makePypiLauncher } from './index.ts';

/** What must come of a fixture; what is left out is not looked at. */
interface Expected {
  because: string;
  outcome: 'listed' | (typeof failureReasons)[number];
  /** Of a failure: its sentence. */
  detail?: string | RegExp;
  tools?: unknown[];
  remarks?: string[];
  version?: string;
  command?: string[];
  /** As `name=value (source)`. */
  placeholders?: string[];
  attempts?: number;
}

const secret = 'placard-placeholder-not-a-secret-0000000000';

const servers: Record<string, Expected> = {
  'fixture-good': {
    because: 'the newest finished version is meant',
    outcome: 'listed',
    version: '1.0',
    tools: ['echo', 'second'],
    command: ['/environment/bin/fixture-good'],
    remarks: [],
    attempts: 1,
  },
  'Fixture_Good@0.9': {
    because: 'a version can be named, and a name be spelled in many ways',
    outcome: 'listed',
    version: '0.9',
    tools: ['old'],
  },
  'fixture-good@2.0rc1': {
    because: 'an unfinished version has to be named',
    outcome: 'listed',
    tools: ['unfinished'],
  },
  'fixture-good@7': {
    because: 'no such version',
    outcome: 'not-found',
    detail: 'The Python package index has no version 7 of fixture-good.',
  },
  'fixture-unknown': {
    because: 'no such package',
    outcome: 'not-found',
    detail: 'No Python package index has a package fixture-unknown.',
  },
  'fixture-plain': {
    because: 'an index may answer in HTML, with what is withdrawn in an attribute',
    outcome: 'listed',
    version: '1.0',
    tools: ['echo'],
  },
  'fixture-needs-variable': {
    because: 'its message names the variable',
    outcome: 'listed',
    tools: ['echo'],
    placeholders: [`FIXTURE_API_KEY=${secret} (stderr)`],
  },
  'fixture-readme': {
    because: 'its README shows a line for uvx, with the script that it means',
    outcome: 'listed',
    tools: ['echo'],
    command: ['/environment/bin/fixture-readme-mcp', '--root', '/home/sandbox'],
    placeholders: ['#2=/home/sandbox (readme)', `FIXTURE_TOKEN=${secret} (readme)`],
  },
  'fixture-choosy': {
    because: 'what is made up may break it, so it is started without first',
    outcome: 'listed',
    command: ['/environment/bin/fixture-choosy'],
    placeholders: [],
    attempts: 1,
  },
  'fixture-transport': {
    because: 'what its README spells out whole is its own word',
    outcome: 'listed',
    command: ['/environment/bin/fixture-transport', 'stdio'],
    placeholders: [],
    attempts: 1,
  },
  'fixture-many-scripts': {
    because: 'of many scripts the one with mcp in its name',
    outcome: 'listed',
    command: ['/environment/bin/serve-mcp'],
  },
  'fixture-module': {
    because: 'without a script, the module is run',
    outcome: 'listed',
    command: ['/environment/bin/python', '-m', 'fixture_module'],
  },
  'fixture-library': {
    because: 'nothing in it can be started',
    outcome: 'no-program',
    detail: 'The package fixture-library@1.0 has no program to start.',
    attempts: 0,
  },
  'fixture-crashes': {
    because: 'neither older dependencies nor an older Python helps, and the first failure is told',
    outcome: 'crashed-at-start',
    detail: 'It ended at start with exit code 1.',
  },
  'fixture-empty': {
    because: 'an empty list of a server that wants credentials is no empty list',
    outcome: 'empty-without-credentials',
    detail: 'It lists no tools, and asks for FIXTURE_TOKEN: that need not mean that it has none.',
  },
  'fixture-moved-on': {
    because: 'a dependency lost what it imports, after its release',
    outcome: 'listed',
    tools: ['echo'],
    remarks: [
      'It lists its tools only with dependencies of 2025-02-02: with those of today it fails at start.',
    ],
    attempts: 2,
  },
  'fixture-source': {
    because: 'it is built where it reaches neither a network nor what other servers are made of',
    outcome: 'listed',
    tools: ['Network is unreachable'],
    remarks: ['Built from source, without a network: fixture-source.'],
  },
  'fixture-needs-source': {
    because: 'a dependency comes as source alone',
    outcome: 'listed',
    tools: ['echo'],
    remarks: ['Built from source, without a network: fixture-source-only-dependency.'],
  },
  'fixture-forged': {
    because: 'the archive is not the one that the index knows',
    outcome: 'install-failed',
    detail: 'The source archive fixture_forged-1.0.tar.gz is not what the index says that it is.',
    attempts: 0,
  },
  'fixture-planting': {
    because: 'an archive cannot write beside its own folder',
    outcome: 'install-failed',
    detail: 'uv could not install fixture_planting-1.0.tar.gz.',
  },
  'fixture-yanked': { because: 'a withdrawn version is not the newest', outcome: 'listed', version: '1.0' },
  'fixture-yanked@1.1': { because: 'a withdrawn version can be named', outcome: 'listed', version: '1.1' },
  'fixture-withdrawn': {
    because: 'nothing else is left',
    outcome: 'not-found',
    detail: 'Every version of fixture-withdrawn has been withdrawn from the Python package index.',
  },
  'fixture-future': {
    because: 'no Python here is new enough',
    outcome: 'install-failed',
    detail:
      /^fixture-future 1\.0 needs Python >=4\.1; on this machine there is 3\.\d+\.\d+(, 3\.\d+\.\d+)*\.$/,
    attempts: 0,
  },
  'fixture-missing-dependency': {
    because: 'the index lacks what it depends on',
    outcome: 'install-failed',
    detail: 'uv could not install fixture-missing-dependency 1.0.',
    attempts: 0,
  },
};

const chosen = await chooseSandbox();
const skip = 'mend' in chosen ? chosen.mend : false;

describe('the pypi launcher, with an index on loopback and a real sandbox', { skip }, () => {
  const cache = mkdtempSync(join(tmpdir(), 'placard-pypi-test-'));
  const observations = new Map<string, Observation>();
  let index: IndexServer;
  let pythons: Python[];

  before(async () => {
    if ('mend' in chosen) return;
    pythons = await findPythons((await findUv(join(cache, 'pypi', 'uv'))) ?? '');
    const compiled = [
      ...offersCompiledFor(pythons[1]?.version ?? '3.0'),
      offerBrokenUnder(pythons[0]?.version ?? '3.0'),
    ];
    index = await startIndex([...offers, ...compiled], ['fixture-plain']);
    process.env.UV_DEFAULT_INDEX = index.url;
    const others = ['fixture-older-python', 'fixture-older-language'];
    const refs = [...Object.keys(servers), ...others].map((name) => parseRef(`pypi:${name}`));
    await crawl(refs, {
      sandbox: chosen.sandbox,
      sandboxVersion: chosen.version,
      clientVersion: '0.0.0',
      timeoutMs: 20_000,
      launchers: [makePypiLauncher(cache)],
      concurrency: 2,
      refresh: false,
      store: { lastOutcome: () => null, record: () => {} },
      onEvent: (event) => {
        if (event.kind === 'observed') observations.set(event.ref, event.observation);
      },
    });
  });
  after(async () => {
    delete process.env.UV_DEFAULT_INDEX;
    rmSync(cache, { recursive: true, force: true });
    await index?.close();
  });

  for (const [name, expected] of Object.entries(servers)) {
    it(`pypi:${name}: ${expected.outcome}, because ${expected.because}`, () => {
      const observation = find(name);
      const seen = summarise(observation);
      const { because, detail, ...exact } = expected;
      const compared = Object.fromEntries(
        Object.keys(exact).map((key) => [key, seen[key as keyof typeof seen]]),
      );
      assert.deepEqual(compared, exact, JSON.stringify(observation.outcome).slice(0, 2000));
      if (typeof detail === 'string') assert.equal(seen.detail, detail);
      if (detail instanceof RegExp) assert.match(seen.detail ?? '', detail);
    });
  }

  it('takes an older Python where the newest has broken it', (test) => {
    const [, older] = pythons;
    if (older === undefined) return test.skip('There is only one Python on this machine.');
    const seen = summarise(find('fixture-older-language'));
    assert.equal(seen.outcome, 'listed');
    const minor = older.version.split('.', 2).join('.');
    assert.deepEqual(seen.remarks, [
      `It lists its tools only with Python ${minor}: with a newer one it fails at start.`,
    ]);
  });

  it('takes an older Python where a dependency has wheels for no newer one', (test) => {
    const [newest, older] = pythons;
    if (older === undefined) return test.skip('There is only one Python on this machine.');
    const seen = summarise(find('fixture-older-python'));
    assert.deepEqual(seen.tools, ['echo']);
    assert.deepEqual(seen.remarks, [
      `It runs with Python ${older.version}: for ${newest?.version} a wheel that it needs is missing.`,
    ]);
  });

  it('keeps what the index and the package say', () => {
    const facts = find('fixture-good').package;
    assert.match(facts?.integrity ?? '', /^sha256-[\w+/]{43}=$/);
    assert.deepEqual(
      { ...facts, integrity: null },
      {
        name: 'fixture-good',
        version: '1.0',
        description: 'A server that does all well',
        licence: 'MIT',
        homepage: 'https://example.invalid/',
        repository: 'https://example.invalid/repository',
        publishedAt: '2025-06-01T00:00:00.000Z',
        integrity: null,
        deprecated: null,
        mcpName: 'io.example/good',
      },
    );
    assert.equal(find('fixture-good').purl, 'pkg:pypi/fixture-good');
    assert.equal(find('Fixture_Good@0.9').purl, 'pkg:pypi/fixture-good');
    assert.equal(find('fixture-yanked').package?.deprecated, null);
    assert.equal(
      find('fixture-yanked@1.1').package?.deprecated,
      'Withdrawn from the index (yanked): It deletes files.',
    );
  });

  it('shows no one the password of the index, nor where the user keeps Python', () => {
    const told = JSON.stringify([...observations.values()]);
    assert.ok(!told.includes(password));
    assert.ok(index.requests.length > 0);
    assert.doesNotMatch(JSON.stringify(find('fixture-crashes')), /pyenv|\/home\/(?!sandbox)/);
  });

  it('finds what was installed before, and leaves nothing half done', async () => {
    if ('mend' in chosen) return;
    const launcher = makePypiLauncher(cache);
    const resolution = await launcher.resolve(parseRef('pypi:fixture-source'));
    assert.ok('version' in resolution);
    const offline = { ...chosen.sandbox, start: () => assert.fail('It was installed again.') };
    const preparation = await launcher.prepare(resolution, offline);
    assert.ok('plan' in preparation);
    assert.equal(preparation.remarks.length, 1);
    const installed = join(cache, 'pypi', 'environments', 'installed');
    const left = readdirSync(installed).flatMap((name) => readdirSync(join(installed, name)));
    assert.deepEqual(
      left.filter((version) => /\.\w{6}$/.test(version)),
      [],
    );
    assert.ok(!existsSync(join(cache, 'pypi', 'environments', 'planted')));
  });

  it('says what to install where there is neither uv nor pip', async () => {
    const path = process.env.PATH;
    process.env.PATH = cache;
    const launcher = makePypiLauncher(join(cache, 'empty'));
    const resolution = await launcher.resolve(parseRef('pypi:fixture-good'));
    process.env.PATH = path;
    assert.deepEqual(resolution, {
      failure: {
        reason: 'install-failed',
        detail: 'Install uv, or pip for python3, with which placard fetches uv: it installs Python servers.',
        stderrTail: '',
      },
    });
  });

  it('says that an index does not answer', async () => {
    process.env.UV_DEFAULT_INDEX = 'http://127.0.0.1:9/simple';
    const launcher = makePypiLauncher(cache);
    const resolution = await launcher.resolve(parseRef('pypi:fixture-good'));
    assert.ok('failure' in resolution);
    assert.equal(resolution.failure.reason, 'install-failed');
    assert.equal(resolution.failure.detail, 'The Python package index could not be asked for fixture-good.');
  });

  function find(name: string): Observation {
    const observation = observations.get(`pypi:${name}`);
    assert.ok(observation, `pypi:${name} was not observed.`);
    return observation;
  }
});

function summarise({ outcome, version, command, placeholders, attempts }: Observation) {
  const shared = {
    version,
    command,
    attempts,
    placeholders: placeholders.map(({ name, value, source }) => `${name}=${value} (${source})`),
  };
  if ('failure' in outcome)
    return {
      ...shared,
      outcome: outcome.failure.reason,
      detail: outcome.failure.detail,
      tools: null,
      remarks: null,
    };
  const { tools, remarks } = outcome.listing;
  return {
    ...shared,
    outcome: 'listed',
    detail: null,
    tools: tools.map(({ definition }) => definition.name),
    remarks,
  };
}
