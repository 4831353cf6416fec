import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { crawl } from '../../crawl.ts';
import type { failureReasons, Listing, Observation } from '../../observation.ts';
import { probe } from '../../probe.ts';
import { parseRef } from '../../ref.ts';
import { chooseSandbox } from '../../sandboxes/index.ts';
import { type Registry, startRegistry } from './fixtures/registry.ts';
import { makeNpmLauncher } from './index.ts';

/** What must come of a fixture; what is left out is not looked at. */
interface Expected {
  because: string;
  outcome: 'listed' | (typeof failureReasons)[number];
  /** Of a failure: all of its sentence. */
  detail?: string;
  stderr?: RegExp;
  tools?: unknown[];
  remarks?: string[];
  /** As `name=value (source)`. */
  placeholders?: string[];
  attempts?: number;
}

const secret = 'placard-placeholder-not-a-secret-0000000000';
const ended = 'It ended without answering, so it is probably no MCP server on standard input and output.';

const metOnPort =
  'It opens a port instead of speaking on standard input and output, and was met there, inside the sandbox.';

const servers: Record<string, Expected> = {
  hangs: {
    because: 'a server that never answers costs its time and no more',
    outcome: 'timed-out',
    detail: 'It did not list its tools within 8 seconds.',
  },
  'wants-upstream': {
    because: 'a connection is refused at once, and a name not found, where a network would let it wait',
    outcome: 'needs-network',
    detail: 'It did not start without reaching a network.',
    attempts: 1,
  },
  'opens-port': {
    because: 'it speaks over HTTP alone, at a path of its own',
    outcome: 'listed',
    tools: ['echo'],
    remarks: [metOnPort],
    attempts: 2,
  },
  'opens-port-silently': {
    because: 'it tells nobody of its port, which is seen all the same',
    outcome: 'listed',
    tools: ['echo'],
    remarks: [metOnPort],
    attempts: 2,
  },
  'opens-other-port': {
    because: 'its port serves something else, and it speaks on its standard streams once it is ready',
    outcome: 'listed',
    tools: ['echo'],
    remarks: [],
    attempts: 3,
  },
  'opens-stream': {
    because: 'it speaks HTTP with SSE, the oldest way over a port',
    outcome: 'listed',
    tools: ['echo'],
    remarks: [metOnPort],
    attempts: 2,
  },
  good: { because: 'it does all as it should', outcome: 'listed', tools: ['echo', 'second'], remarks: [] },
  modern: {
    because: 'the revision without a handshake is spoken as well',
    outcome: 'listed',
    tools: ['echo'],
  },
  pages: {
    because: 'every page is asked for',
    outcome: 'listed',
    tools: ['page-0', 'page-1', 'page-2'],
    remarks: [],
  },
  'repeating-cursor': {
    because: 'a cursor that comes again would lead round for ever',
    outcome: 'listed',
    tools: ['echo', 'echo'],
    remarks: ['tools/list repeated a cursor after 2 pages; it was followed no further.'],
  },
  'endless-pages': {
    because: 'new cursors without end have an end',
    outcome: 'listed',
    tools: Array(100).fill('echo'),
    remarks: ['tools/list was followed for 100 pages and 100 elements, and no further.'],
  },
  noisy: {
    because: 'what is no message is passed over, also where the SDK would stumble',
    outcome: 'listed',
    tools: ['echo'],
  },
  'only-garbage': { because: 'a program that talks but not MCP', outcome: 'protocol-error', detail: ended },
  'initialize-first': {
    because: 'older servers end at any other first message, so it is tried the old way too',
    outcome: 'listed',
    tools: ['echo'],
    attempts: 2,
  },
  'needs-variable': {
    because: 'its message names the variable',
    outcome: 'listed',
    tools: ['echo'],
    placeholders: [`FIXTURE_API_KEY=${secret} (stderr)`],
    attempts: 2,
  },
  'needs-secret': {
    because: 'a made-up password opens nothing',
    outcome: 'needs-credentials',
    detail: 'It did not start without FIXTURE_PASSWORD.',
    stderr: /^Error: FIXTURE_PASSWORD is required to be a valid one$/,
    placeholders: [`FIXTURE_PASSWORD=${secret} (stderr)`],
  },
  'needs-argument': {
    because: 'its usage names a folder',
    outcome: 'listed',
    tools: ['echo'],
    placeholders: ['#1=/home/sandbox (stderr)'],
  },
  'readme-declared': {
    because: 'its README shows arguments and a variable, in a quotation, with comments and trailing commas',
    outcome: 'listed',
    tools: ['echo'],
    placeholders: ['#2=/home/sandbox (readme)', `FIXTURE_TOKEN=${secret} (readme)`],
  },
  'server-json-declared': {
    because: 'its server.json tells what it requires',
    outcome: 'listed',
    tools: ['echo'],
    placeholders: [
      '--root=/home/sandbox (server.json)',
      'FIXTURE_TENANT=00000000-0000-4000-8000-000000000000 (server.json)',
    ],
  },
  'remote-dependency': {
    because: 'an address could lead into a private network',
    outcome: 'install-failed',
    detail: 'npm could not install fixture-remote-dependency@1.0.0 (EALLOWREMOTE).',
  },
  'declared-elsewhere': {
    because: 'neither itself nor its messages tell what it requires; registries may',
    outcome: 'crashed-at-start',
    detail: 'It ended at start with exit code 1.',
    placeholders: [],
  },
  'empty-until-variable': {
    because: 'an empty list is asked again with the declared variables',
    outcome: 'listed',
    tools: ['echo'],
    placeholders: ['FIXTURE_FEATURES=all (server.json)'],
  },
  'no-program': {
    because: 'nothing in it can be started',
    outcome: 'no-program',
    detail: 'The package fixture-no-program@1.0.0 has no program to start.',
    attempts: 0,
  },
  'plain-library': { because: 'loading it does nothing', outcome: 'protocol-error', detail: ended },
  crashes: {
    because: 'its last words are kept, without what could play with a terminal',
    outcome: 'crashed-at-start',
    detail: 'It ended at start with exit code 1.',
    stderr: /^[^\p{Cc}\p{Cf}]*\n(.*\n)*Error: Broken on purpose\n/u,
  },
  nonconforming: {
    because: 'a definition that does not conform is kept as it is; what is no object is none',
    outcome: 'listed',
    tools: ['untyped', 7, undefined],
    remarks: ['tools/list held elements that are no objects; left out: 4.'],
  },
  'no-list': {
    because: 'tools that are no list are no listing',
    outcome: 'protocol-error',
    detail: 'Its answer to tools/list holds no list "tools".',
  },
  refuses: {
    because: 'an error in the place of a list is told as the server said it',
    outcome: 'protocol-error',
    detail: 'It answered tools/list with an error: No tools/list.',
  },
  hostile: {
    because: 'names and texts are kept raw whatever they hold; only endless nesting is left out',
    outcome: 'listed',
    tools: ['<script>alert(1)</script>', '../../etc/passwd', '\u202eexe.txt', '__proto__', 'nul\0name'],
    remarks: ['tools/list held elements that nest deeper than 100 levels; left out: 1.'],
  },
  built: {
    because: 'scripts of dependencies run, after the download, without a network',
    outcome: 'listed',
    tools: ['echo'],
    remarks: [],
  },
  'failing-script': {
    because: 'a server may do without what its script builds',
    outcome: 'listed',
    tools: ['echo'],
    remarks: [
      'Without a network the install scripts failed (3); these have one: fixture-failing-script@1.0.0.',
    ],
  },
  'planting-script': {
    because: 'links that a script leaves lead the host nowhere',
    outcome: 'listed',
    tools: ['echo'],
    placeholders: [],
    remarks: [],
  },
  greedy: {
    because: 'output without end has an end',
    outcome: 'limit-exceeded',
    detail: 'It went over its limit of output (32 MiB).',
  },
  'missing-dependency': {
    because: 'the registry lacks what it depends on',
    outcome: 'install-failed',
    detail:
      'npm could not install fixture-missing-dependency@1.0.0: the registry lacks one of its dependencies (E404).',
    attempts: 0,
  },
};

/** By REF, beyond those of one fixture each. */
const others: Record<string, Expected> = {
  'npm:@fixture-private/server': {
    because: 'npm is asked with the token that the user has for this registry',
    outcome: 'listed',
    tools: ['echo'],
  },
  'npm:fixture-good@0.9.0': {
    because: 'a version can be named',
    outcome: 'listed',
    tools: ['echo', 'second'],
  },
  'npm:fixture-unknown': {
    because: 'no such package',
    outcome: 'not-found',
    detail: 'The npm registry has no package fixture-unknown.',
    attempts: 0,
  },
  'npm:fixture-pages@7.0.0': {
    because: 'no such version',
    outcome: 'not-found',
    detail: 'The npm registry has no version fixture-pages@7.0.0.',
    attempts: 0,
  },
};

const chosen = await chooseSandbox();
const skip = 'mend' in chosen ? chosen.mend : false;
const packages = join(import.meta.dirname, 'fixtures', 'packages');
const modules = join(import.meta.dirname, '..', '..', '..', 'node_modules');
const victim = '/tmp/placard-fixture-victim';
const victimText = JSON.stringify({
  packages: [
    { identifier: 'fixture-planting-script', environmentVariables: [{ name: 'STOLEN', isRequired: true }] },
  ],
});

describe('the npm launcher, with a real registry and a real sandbox', { skip }, () => {
  const workplace = mkdtempSync(join(tmpdir(), 'placard-npm-test-'));
  const observations = new Map<string, Observation>();
  const home = process.cwd();
  let registry: Registry;

  before(async () => {
    if ('mend' in chosen) return;
    registry = await startRegistry();
    for (const name of ['base', 'script', 'scoped', ...Object.keys(servers)])
      await registry.publish(join(packages, name));
    for (const name of ['@modelcontextprotocol/server', '@modelcontextprotocol/core', 'zod'])
      await registry.publish(join(modules, name));
    await registry.publish(join(packages, 'good'), { version: '0.9.0', deprecated: 'Use 1.0.0.' });
    writeFileSync(victim, victimText);

    // The project's own .npmrc brings a scope's registry and a token; the environment overrules its default registry.
    mkdirSync(join(workplace, 'project'));
    writeFileSync(join(workplace, 'project', 'package.json'), '{}');
    const address = registry.url.replace('http:', '');
    writeFileSync(
      join(workplace, 'project', '.npmrc'),
      `@fixture-private:registry=${registry.url}\n${address}:_authToken=\${FIXTURE_REGISTRY_TOKEN}\nregistry=http://127.0.0.1:9/\n`,
    );
    process.env.FIXTURE_REGISTRY_TOKEN = await registry.addUser();
    process.env.npm_config_registry = registry.url;
    process.chdir(join(workplace, 'project'));

    const refs = [...Object.keys(servers).map((name) => `npm:fixture-${name}`), ...Object.keys(others)];
    await crawl(refs.map(parseRef), {
      sandbox: chosen.sandbox,
      sandboxVersion: chosen.version,
      clientVersion: '0.0.0',
      timeoutMs: 8000,
      launchers: [makeNpmLauncher(join(workplace, 'cache'))],
      concurrency: 3,
      refresh: false,
      store: { lastOutcome: () => null, record: () => {} },
      onEvent: (event) => {
        if (event.kind === 'observed') observations.set(event.ref, event.observation);
      },
    });
  });
  after(async () => {
    process.chdir(home);
    delete process.env.npm_config_registry;
    delete process.env.npm_config_fetch_retries;
    delete process.env.FIXTURE_REGISTRY_TOKEN;
    rmSync(victim, { force: true });
    rmSync(workplace, { recursive: true, force: true });
    await registry?.close();
  });

  const cases = [
    ...Object.entries(servers).map(([name, expected]) => [`npm:fixture-${name}`, expected] as const),
    ...Object.entries(others),
  ];
  for (const [ref, expected] of cases) {
    it(`${ref}: ${expected.outcome}, because ${expected.because}`, () => {
      const observation = find(ref);
      assert.deepEqual(
        summarise(observation, expected),
        expected,
        JSON.stringify(observation.outcome).slice(0, 2000),
      );
      assert.equal(observation.method, 'live');
      assert.equal(observation.sandbox === null, expected.outcome === 'not-found');
      assert.ok(Date.parse(observation.observedAt) <= Date.now());
    });
  }

  it('keeps all that a server says of itself', () => {
    const { listing, ...rest } = findListing('npm:fixture-good');
    assert.deepEqual(
      { ...listing, tools: listing.tools.map(({ position }) => position) },
      {
        protocolVersion: '2025-11-25',
        serverInfo: { name: 'good', version: '1.0.0' },
        capabilities: { tools: {}, prompts: {}, resources: {} },
        instructions: 'Use it well.',
        tools: [0, 1],
        ttlMs: null,
        prompts: [{ name: 'greet' }],
        resources: [],
        remarks: [],
      },
    );
    assert.deepEqual(rest.observation.command, [
      '/node/bin/node',
      '/package/node_modules/fixture-good/index.js',
    ]);
    assert.equal(findListing('npm:fixture-modern').listing.protocolVersion, '2026-07-28');
  });

  it('keeps what the registry says of the version', () => {
    const facts = find('npm:fixture-good@0.9.0').package;
    assert.deepEqual(
      { ...facts, publishedAt: null, integrity: facts?.integrity?.slice(0, 7) },
      {
        name: 'fixture-good',
        version: '0.9.0',
        description: 'A server that does all well',
        licence: 'MIT',
        homepage: null,
        repository: null,
        publishedAt: null,
        integrity: 'sha512-',
        deprecated: 'Use 1.0.0.',
        mcpName: 'io.example/good',
      },
    );
    assert.match(facts?.publishedAt ?? '', /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    assert.equal(find('npm:fixture-good').package?.deprecated, null);
  });

  it('gives each definition the SHA-256 of its canonical JSON', () => {
    // Written out by hand from RFC 8785: keys in order, no white space.
    const canonical =
      '{"description":"Returns its text.","inputSchema":{"properties":{"text":{"type":"string"}},"type":"object"},"name":"echo"}';
    const [echo] = findListing('npm:fixture-good').listing.tools;
    assert.equal(echo?.digest, createHash('sha256').update(canonical).digest('hex'));
  });

  it('keeps hostile definitions as they were sent', () => {
    const { tools, capabilities, instructions } = findListing('npm:fixture-hostile').listing;
    assert.equal(String(tools[2]?.definition.description).length, 100_000);
    assert.deepEqual(Object.entries(tools[3]?.definition ?? {})[1], ['__proto__', { polluted: true }]);
    assert.equal(tools[4]?.definition.description, 'half \ud800 a pair');
    assert.equal(new Set(tools.map(({ digest }) => digest)).size, 5);
    assert.deepEqual(capabilities, {});
    assert.equal(instructions, '{{constructor}} \u202e\0');
    assert.equal('polluted' in {}, false);
  });

  it('counts every line that is no message, and that the SDK stumbles over', () => {
    const [remark = ''] = findListing('npm:fixture-noisy').listing.remarks;
    assert.equal(remark, 'It printed on standard output 7 times what is no message of the protocol.');
  });

  it('runs install scripts without a network', () => {
    const [echo] = findListing('npm:fixture-built').listing.tools;
    assert.deepEqual(JSON.parse(String(echo?.definition.description)), {
      reached: 'ENETUNREACH',
      interfaces: ['lo'],
    });
  });

  it('neither reads nor writes through links that a script left', () => {
    assert.equal(readFileSync(victim, 'utf8'), victimText);
  });

  it('lists with dependencies of its release date what a newer one has broken', async () => {
    if ('mend' in chosen) return;
    await registry.publish(join(packages, 'moved-on'));
    await registry.publish(join(packages, 'moving'));
    await sleep(20);
    const between = Date.now();
    await sleep(20);
    await registry.publish(join(packages, 'moving-2'));
    const launcher = makeNpmLauncher(join(workplace, 'cache'));
    const resolution = await launcher.resolve(parseRef('npm:fixture-moved-on'));
    assert.ok('version' in resolution);
    const day = 24 * 60 * 60 * 1000;
    const released = { ...resolution.package, publishedAt: new Date(between - day).toISOString() };
    const observation = await probe(
      launcher,
      'npm:fixture-moved-on',
      { ...resolution, package: released },
      { sandbox: chosen.sandbox, sandboxVersion: chosen.version, clientVersion: '0.0.0', timeoutMs: 8000 },
    );
    assert.ok('listing' in observation.outcome, JSON.stringify(observation.outcome));
    const date = new Date(between).toISOString().slice(0, 10);
    assert.deepEqual(observation.outcome.listing.remarks, [
      `It lists its tools only with dependencies of ${date}: with those of today it fails at start.`,
    ]);
    assert.equal(observation.attempts, 2);
  });

  it('lists with the Node.js that it names as the least what that of today has broken', async () => {
    if ('mend' in chosen) return;
    await registry.publish(join(import.meta.dirname, 'fixtures', 'older-node'), {
      name: `node-${process.platform}-${process.arch}`,
    });
    await registry.publish(join(packages, 'breaks-today'));
    const launcher = makeNpmLauncher(join(workplace, 'cache'));
    const resolution = await launcher.resolve(parseRef('npm:fixture-breaks-today'));
    assert.ok('version' in resolution);
    const options = { sandbox: chosen.sandbox, sandboxVersion: chosen.version, clientVersion: '0.0.0' };
    const { outcome } = await probe(launcher, 'npm:fixture-breaks-today', resolution, {
      ...options,
      timeoutMs: 8000,
    });
    assert.ok('listing' in outcome, JSON.stringify(outcome));
    assert.deepEqual(outcome.listing.remarks, [
      'It lists its tools only with Node.js 20: with a newer one it fails at start.',
    ]);
  });

  it('finds what was installed before, and leaves nothing half done', async () => {
    if ('mend' in chosen) return;
    const launcher = makeNpmLauncher(join(workplace, 'cache'));
    const resolution = await launcher.resolve(parseRef('npm:fixture-failing-script'));
    assert.ok('version' in resolution);
    const offline = { ...chosen.sandbox, start: () => assert.fail('It was installed again.') };
    const preparation = await launcher.prepare(resolution, offline);
    assert.ok('plan' in preparation);
    assert.equal(preparation.remarks.length, 1);
    assert.deepEqual(
      readdirSync(join(workplace, 'cache', 'npm', 'installed'), { recursive: true, encoding: 'utf8' }).filter(
        (path) => /^[^/]+\/1\.0\.0\.\w{6}$/.test(path),
      ),
      [],
    );
  });

  it('does not take a registry at its word that names another package or folder', async (test) => {
    const answers: Record<string, object> = {
      '/renamed': { name: 'other', version: '1.0.0' },
      '/escaping': { name: 'escaping', version: '../../../../escaped' },
      '/timeless': {
        name: 'timeless',
        version: '1.0.0',
        license: { type: 'MIT' },
        description: 'x'.repeat(9000),
      },
    };
    const liar = createServer(({ url = '' }, response) => {
      const manifest = {
        ...answers[url],
        dist: { tarball: 'http://127.0.0.1:9/x.tgz', integrity: 'sha512-x' },
      };
      response.end(
        JSON.stringify({
          name: url.slice(1),
          'dist-tags': { latest: '1.0.0' },
          versions: { '1.0.0': manifest },
        }),
      );
    });
    await new Promise<void>((resolve) => liar.listen(0, '127.0.0.1', resolve));
    test.after(() => liar.close());
    process.env.npm_config_fetch_retries = '0';
    process.env.npm_config_registry = `http://127.0.0.1:${(liar.address() as AddressInfo).port}/`;
    const launcher = makeNpmLauncher(join(workplace, 'other-cache'));
    for (const name of ['renamed', 'escaping']) {
      const resolution = await launcher.resolve(parseRef(`npm:${name}`));
      assert.ok('failure' in resolution, JSON.stringify(resolution));
      assert.equal(
        resolution.failure.detail,
        `The npm registry answered for ${name} with another package or version.`,
      );
    }
    const timeless = await launcher.resolve(parseRef('npm:timeless'));
    assert.ok('package' in timeless, JSON.stringify(timeless));
    assert.deepEqual(
      [timeless.package.publishedAt, timeless.package.licence, timeless.package.description?.length],
      [null, null, 2000],
    );
    liar.closeAllConnections();
    await new Promise((resolve) => liar.close(resolve));
    const gone = await makeNpmLauncher(join(workplace, 'third-cache')).resolve(parseRef('npm:anything'));
    assert.ok('failure' in gone);
    assert.equal(gone.failure.reason, 'install-failed');
    assert.match(gone.failure.detail, /^The npm registry could not be asked for anything \(\w+\)\.$/);
  });

  function find(ref: string): Observation {
    const observation = observations.get(ref);
    assert.ok(observation, `${ref} was not observed`);
    return observation;
  }

  function findListing(ref: string): { observation: Observation; listing: Listing } {
    const observation = find(ref);
    assert.ok('listing' in observation.outcome, JSON.stringify(observation.outcome));
    return { observation, listing: observation.outcome.listing };
  }
});

/** The observation in the words of what is expected, with only what the expectation speaks of. */
function summarise({ outcome, placeholders, attempts }: Observation, expected: Expected): Partial<Expected> {
  const seen: Expected =
    'listing' in outcome
      ? {
          because: expected.because,
          outcome: 'listed',
          tools: outcome.listing.tools.map(({ definition }) => definition.name),
          remarks: outcome.listing.remarks,
        }
      : { because: expected.because, outcome: outcome.failure.reason, detail: outcome.failure.detail };
  if ('failure' in outcome && expected.stderr?.test(outcome.failure.stderrTail))
    seen.stderr = expected.stderr;
  seen.placeholders = placeholders.map(({ name, value, source }) => `${name}=${value} (${source})`);
  seen.attempts = attempts;
  return Object.fromEntries(Object.entries(seen).filter(([key]) => key in expected));
}
