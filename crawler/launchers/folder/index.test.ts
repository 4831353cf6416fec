import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { crawl } from '../../crawl.ts';
import type { FailureReason } from '../../observation.ts';
import { probe } from '../../probe.ts';
import { writeFiles, writeServer } from '../../project/fixtures/write-files.ts';
import { parseRef, RefError } from '../../ref.ts';
import { chooseSandbox } from '../../sandboxes/index.ts';
import { type Registry, startRegistry } from '../npm/fixtures/registry.ts';
import { type IndexServer, startIndex } from '../pypi/fixtures/index-server.ts';
import { offers } from '../pypi/fixtures/offers.ts';
import { makeFolderLauncher } from './index.ts';

/** What must come of a folder; what is left out is not looked at. */
interface Expected {
  because: string;
  outcome: 'listed' | FailureReason;
  detail?: string;
  tools?: string[];
  remarks?: string[];
  version?: RegExp;
}

const fixtures = join(import.meta.dirname, '..');
const serving = readFileSync(join(fixtures, 'pypi', 'fixtures', 'serving.py'), 'utf8');
const mcp = { dependencies: { '@modelcontextprotocol/sdk': '1' } };
const isolation = `let reached;
require('node:net').connect(80, '192.0.2.1').on('error', ({ code }) => { reached = code; write(); }).on('connect', () => { reached = 'network'; write(); });
function write() { require('node:fs').writeFileSync('built.json', JSON.stringify(reached)); process.exit(); }
`;

const files: Record<string, string | object> = {
  'single/package.json': {
    name: 'single',
    version: '2.1.0',
    bin: 'server.js',
    dependencies: { versioned: '^1.0.0' },
  },
  'single/server.js': writeServer('"versioned-" + require("versioned/package.json").version'),
  'locked/package.json': { name: 'locked', bin: 'server.js', dependencies: { versioned: '^1.0.0' } },
  'locked/package-lock.json': {
    name: 'locked',
    lockfileVersion: 3,
    packages: {
      '': { dependencies: { versioned: '^1.0.0' } },
      'node_modules/versioned': { version: '1.0.0' },
    },
  },
  'locked/server.js': writeServer('"versioned-" + require("versioned/package.json").version'),

  'mono/package.json': { private: true, workspaces: ['servers/*'] },
  'mono/servers/mcp-one/package.json': { name: 'mcp-one', bin: 'server.js' },
  'mono/servers/mcp-one/server.js': writeServer('"one"'),
  'mono/servers/mcp-two/package.json': { name: 'mcp-two', scripts: { start: 'node ./server.js --stdio' } },
  'mono/servers/mcp-two/server.js': writeServer('"two"'),

  'pnpm/package.json': { private: true },
  'pnpm/pnpm-workspace.yaml':
    'packages:\n  - "packages/*"\n  - "!packages/old"\ncatalog:\n  versioned: 1.0.0\n',
  'pnpm/packages/core/package.json': {
    name: 'core',
    version: '3.0.0-beta.1',
    main: 'made.js',
    scripts: { build: 'pnpm run copy', copy: 'cp source.js made.js' },
  },
  'pnpm/packages/core/source.js': 'module.exports = "sibling";',
  'pnpm/packages/mcp-app/package.json': {
    name: 'mcp-app',
    bin: { 'mcp-app': 'dist/server.js' },
    scripts: { prebuild: 'mkdir dist', build: 'npx compile src/server.ts dist/server.js' },
    dependencies: { core: 'workspace:*', versioned: 'catalog:' },
    devDependencies: { compiler: '*' },
  },
  'pnpm/packages/mcp-app/src/server.ts': writeServer(
    'core + "-" + require("versioned/package.json").version',
    'const core: string = require("core");',
  ),

  'isolated/package.json': { name: 'isolated', main: 'server.js', scripts: { build: 'node build.js' } },
  'isolated/build.js': isolation,
  'isolated/server.js': writeServer('require("./built.json")'),
  'leaking/package.json': { name: 'leaking', main: 'server.js' },
  'leaking/.env': 'TOKEN=secret',
  'leaking/node_modules/own/index.js': '',
  'leaking/server.js': writeServer(
    '["link", "inner", ".env", "node_modules/own"].filter((name) => require("node:fs").existsSync(__dirname + "/" + name)).join() || "nothing"',
  ),
  'failing/package.json': {
    name: 'failing',
    bin: 'dist/x.js',
    scripts: { build: 'echo Broken on purpose >&2; exit 3' },
  },
  'half-failing/package.json': { name: 'half-failing', bin: 'server.js', scripts: { build: 'exit 3' } },
  'half-failing/server.js': writeServer('"echo"'),
  'programless/package.json': { name: 'programless', ...mcp, dependencies: {} },
  'hostile/package.json': '{"name": ["\u001b[31m"], "bin": {"x": 7}, "workspaces": "../../.."}',

  'packaged/pyproject.toml':
    '[build-system]\nrequires = ["fixture-backend"]\nbuild-backend = "fixture_backend"\n[project]\nname = "packaged-server"\nversion = "1.0"\n',
  'packaged/NAME': 'packaged-server',
  'packaged/serving.py': serving,
  'addressed/pyproject.toml':
    '[build-system]\nrequires = ["fixture-backend"]\nbuild-backend = "fixture_backend"\n[project]\nname = "addressed-server"\nversion = "1.0"\n',
  'addressed/NAME': 'addressed-server',
  'addressed/REQUIRES':
    'Requires-Dist: a @ http://127.0.0.1:9/a-1-py3-none-any.whl\nRequires-Dist: mcp>=1\nRequires-Dist: nowhere; extra == "all"\n',
  'addressed/serving.py': `import mcp\n${serving}`,
  'built-by-address/pyproject.toml':
    '[build-system]\nrequires = ["fixture-backend", "a @ http://127.0.0.1:9/a-1-py3-none-any.whl"]\nbuild-backend = "fixture_backend"\n[project]\nname = "built-by-address"\nversion = "1.0"\n',
  'built-by-address/NAME': 'built-by-address',
  'built-by-address/serving.py': serving,
  'hostile-python/pyproject.toml':
    '[project]\nname = "a\\u0000b"\ndependencies = ["mcp\\u0000"]\n[tool.uv.sources]\nx = { path = "a\\u0000b" }\n',
  'hostile-python/server.py': serving,
  'loose/requirements.txt': 'mcp>=1  # the SDK\n--index-url https://example.invalid/\n',
  'loose/README.md': '```json\n{"command": "uv", "args": ["run", "weather.py", "--city", "Ulm"]}\n```\n',
  'loose/src/weather.py': 'import sys\nfrom mcp import serve\nserve(sys.argv[2])\n',
  'loose/src/other.py': 'import json\n',
  'ambiguous/requirements.txt': 'mcp\n',
  'ambiguous/first.py': 'import mcp\n',
  'ambiguous/second.py': 'import mcp\n',
  'demanding/pyproject.toml':
    '[project]\nname = "demanding"\nrequires-python = ">=4"\ndependencies = ["mcp"]\n',
  'neither/notes.txt': 'Nothing to start.',
};

const folders: Record<string, Expected> = {
  single: {
    because: 'dependencies by its manifest',
    outcome: 'listed',
    tools: ['versioned-1.1.0'],
    version: /^2\.1\.0\+[0-9a-f]{12}$/,
    remarks: [],
  },
  locked: { because: 'dependencies by its lock file', outcome: 'listed', tools: ['versioned-1.0.0'] },
  mono: {
    because: 'several servers are not one',
    outcome: 'no-program',
    detail:
      'It holds 2 servers: name one of them (FOLDER/mono/servers/mcp-one, FOLDER/mono/servers/mcp-two).',
  },
  'mono/servers': {
    because: 'nor are those of a folder within',
    outcome: 'no-program',
    detail:
      'It holds 2 servers: name one of them (FOLDER/mono/servers/mcp-one, FOLDER/mono/servers/mcp-two).',
  },
  'mono/servers/mcp-one': { because: 'one by its folder', outcome: 'listed', tools: ['one'] },
  'mono/servers/mcp-two': {
    because: 'and the other, by what npm start runs',
    outcome: 'listed',
    tools: ['two'],
  },
  'pnpm/packages/mcp-app': {
    because: 'siblings are linked and built first, catalogues are read, and what it is built with is there',
    outcome: 'listed',
    tools: ['sibling-1.0.0'],
    remarks: [],
  },
  isolated: { because: 'scripts reach no network', outcome: 'listed', tools: ['ENETUNREACH'] },
  leaking: {
    because: 'links, secrets and what was installed stay behind',
    outcome: 'listed',
    tools: ['nothing'],
  },
  failing: {
    because: 'without what its build makes there is nothing to start',
    outcome: 'install-failed',
    detail: 'It was built without a network: The script "build" of failing failed.',
  },
  'half-failing': {
    because: 'what lies there is started all the same',
    outcome: 'listed',
    tools: ['echo'],
    remarks: ['It was built without a network: The script "build" of half-failing failed.'],
  },
  programless: {
    because: 'a library',
    outcome: 'no-program',
    detail: 'programless has no program to start: no bin, main or start of its own leads to a file.',
  },
  hostile: { because: 'a manifest of the wrong shape breaks nothing', outcome: 'no-program' },
  packaged: {
    because: 'a wheel is built without a network',
    outcome: 'listed',
    tools: ['Network is unreachable'],
  },
  addressed: {
    because: 'what its wheel asks for by name is installed; an address could lead into a private network',
    outcome: 'listed',
    tools: ['Network is unreachable'],
    remarks: ['Not installed, for it is no plain requirement: a @ http://127.0.0.1:9/a-1-py3-none-any.whl'],
  },
  'built-by-address': {
    because: 'nor does anything lead there before it is built',
    outcome: 'install-failed',
    detail:
      'built-by-address is built with what is no plain requirement: a @ http://127.0.0.1:9/a-1-py3-none-any.whl',
  },
  loose: {
    because: 'a file that uses the SDK, with what its README passes on',
    outcome: 'listed',
    tools: ['Ulm'],
    remarks: ['Not installed, for it is no plain requirement: --index-url https://example.invalid/'],
  },
  ambiguous: {
    because: 'placard does not guess between files',
    outcome: 'no-program',
    detail: 'the package has several files that may start it: first.py, second.py.',
  },
  'hostile-python': {
    because: 'a NUL in a manifest is no word for an installer',
    outcome: 'no-program',
  },
  demanding: { because: 'no such Python', outcome: 'install-failed' },
  neither: {
    because: 'nothing says how it is started',
    outcome: 'no-program',
    detail:
      'It holds no package to start: there is no package.json, pyproject.toml or requirements.txt in it.',
  },
  nowhere: {
    because: 'it does not exist',
    outcome: 'not-found',
    detail: 'There is no folder FOLDER/nowhere.',
  },
};

const chosen = await chooseSandbox();
const options = { skip: 'mend' in chosen ? chosen.mend : false };

describe('the folder launcher, with a real registry, index and sandbox', options, () => {
  const workplace = mkdtempSync(join(tmpdir(), 'placard-folder-'));
  const sources = join(workplace, 'sources');
  const launcher = makeFolderLauncher(join(workplace, 'cache'));
  const environment = { ...process.env };
  let registry: Registry;
  let index: IndexServer;

  before(async () => {
    writeFiles(sources, files);
    symlinkSync('/etc', join(sources, 'leaking', 'link'));
    symlinkSync('server.js', join(sources, 'leaking', 'inner'));
    writeFiles(workplace, {
      'versioned/package.json': { name: 'versioned', version: '1.0.0' },
      'newer/package.json': { name: 'versioned', version: '1.1.0' },
      'compiler/package.json': { name: 'compiler', version: '1.0.0', bin: { compile: 'compile.js' } },
      'compiler/compile.js':
        '#!/usr/bin/env node\nconst [from, to] = process.argv.slice(2);\nconst fs = require("node:fs");\nfs.writeFileSync(to, fs.readFileSync(from, "utf8").replace(": string", ""));\n',
    });
    registry = await startRegistry();
    await registry.publish(join(workplace, 'versioned'));
    await registry.publish(join(workplace, 'newer'));
    await registry.publish(join(workplace, 'compiler'));
    const kit = {
      'mcp/__init__.py': serving,
      'mcp-1.0.dist-info/METADATA': 'Metadata-Version: 2.1\nName: mcp\nVersion: 1.0\n',
    };
    const wheel = 'Wheel-Version: 1.0\nGenerator: fixture\nRoot-Is-Purelib: true\nTag: py3-none-any\n';
    const packed = { ...kit, 'mcp-1.0.dist-info/WHEEL': wheel, 'mcp-1.0.dist-info/RECORD': '' };
    index = await startIndex(
      [...offers, { project: 'mcp', filename: 'mcp-1.0-py3-none-any.whl', files: packed }],
      [],
    );
    process.env.npm_config_registry = registry.url;
    process.env.UV_DEFAULT_INDEX = index.url;
  });

  after(async () => {
    process.env = environment;
    await registry?.close();
    await index?.close();
    rmSync(workplace, { recursive: true, force: true });
  });

  for (const [name, expected] of Object.entries(folders)) {
    it(`${name}: ${expected.because}`, async () => {
      const seen = await look(join(sources, name));
      assert.equal(seen.outcome, expected.outcome, JSON.stringify(seen));
      if (expected.detail !== undefined)
        assert.equal(seen.detail?.replaceAll(sources, 'FOLDER'), expected.detail);
      if (expected.tools !== undefined) assert.deepEqual(seen.tools, expected.tools);
      if (expected.remarks !== undefined) assert.deepEqual(seen.remarks, expected.remarks);
      if (expected.version !== undefined) assert.match(seen.version ?? '', expected.version);
    });
  }

  it('writes nothing into the folders', () => {
    const links = ['leaking/link', 'leaking/inner'];
    const there = readdirSync(sources, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(sources.length + 1));
    assert.deepEqual(
      there.filter((path) => !path.startsWith('leaking/link/')).sort(),
      [...Object.keys(files), ...links].sort(),
    );
  });

  it('finds what was made ready before, until the source changes', async () => {
    const ref = parseRef(join(sources, 'mono/servers/mcp-one'));
    const first = await launcher.resolve(ref);
    assert.ok('version' in first && 'sandbox' in chosen);
    const offline = { ...chosen.sandbox, start: () => assert.fail('It was installed again.') };
    assert.ok('plan' in (await launcher.prepare(first, offline)));
    writeFiles(sources, { 'mono/servers/mcp-one/server.js': writeServer('"changed"') });
    const seen = await look(join(sources, 'mono/servers/mcp-one'));
    assert.deepEqual(seen.tools, ['changed']);
    assert.notEqual(seen.version, first.version);
  });

  it('is refused by a crawl, for a folder is nobody else’s', async () => {
    assert.ok('sandbox' in chosen);
    const work = crawl([parseRef(sources)], {
      ...{ sandbox: chosen.sandbox, sandboxVersion: chosen.version, clientVersion: '0.0.0', timeoutMs: 8000 },
      ...{ launchers: [launcher], concurrency: 1, refresh: false, onEvent: () => {} },
      store: { lastOutcome: () => null, record: () => assert.fail('It was recorded.') },
    });
    await assert.rejects(work, RefError);
  });

  async function look(folder: string) {
    assert.ok('sandbox' in chosen);
    const resolution = await launcher.resolve(parseRef(folder));
    if ('failure' in resolution)
      return { outcome: resolution.failure.reason, detail: resolution.failure.detail };
    const observation = await probe(launcher, folder, resolution, {
      ...{ sandbox: chosen.sandbox, sandboxVersion: chosen.version, clientVersion: '0.0.0', timeoutMs: 8000 },
    });
    const { version, outcome } = observation;
    if ('failure' in outcome)
      return {
        version,
        outcome: outcome.failure.reason,
        detail: outcome.failure.detail,
        stderr: outcome.failure.stderrTail,
      };
    const { tools, remarks } = outcome.listing;
    return { version, outcome: 'listed', tools: tools.map(({ definition }) => definition.name), remarks };
  }
});
