import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { ZipFile } from 'yazl';
import { serve } from '../../http/fixtures/serve.ts';
import type { FailureReason } from '../../observation.ts';
import { probe } from '../../probe.ts';
import { writeServer } from '../../project/fixtures/write-files.ts';
import { parseRef, type Ref } from '../../ref.ts';
import { chooseSandbox } from '../../sandboxes/index.ts';
import { type IndexServer, startIndex } from '../pypi/fixtures/index-server.ts';
import { offers } from '../pypi/fixtures/offers.ts';
import { fetchBundle } from './fetch-bundle.ts';
import { manifest, packBundle, renameEntry, zip } from './fixtures/bundles.ts';
import { makeMcpbLauncher } from './index.ts';

const chosen = await chooseSandbox();
const skip = 'mend' in chosen ? chosen.mend : false;
const folder = mkdtempSync(join(tmpdir(), 'placard-bundles-'));
const cache = join(folder, 'cache');
after(() => rmSync(folder, { recursive: true }));

const { mcp_config: config } = manifest.server;
const serving = readFileSync(join(import.meta.dirname, '..', 'pypi', 'fixtures', 'serving.py'), 'utf8');
const python = { type: 'python', entry_point: 'server.py' };
const told = writeServer(
  `[...process.argv.slice(2), ...Object.entries(process.env).flatMap(([k, v]) => k.startsWith('FIXTURE_') ? [k + '=' + v] : [])].join(' ') || 'bare'`,
);

interface Case {
  because: string;
  files: Record<string, string | object>;
  /** Name of the one tool that is listed, or why nothing is. */
  expected: string | { reason: FailureReason; detail: RegExp };
  placeholders?: string[];
}

const cases: Record<string, Case> = {
  plain: {
    because: 'a server of Node.js is started by the line of its manifest',
    files: { 'manifest.json': manifest, 'server.js': told },
    expected: 'bare',
  },
  old: {
    because: 'dxt_version is the old name of manifest_version',
    files: {
      'manifest.json': { ...manifest, manifest_version: undefined, dxt_version: '0.1' },
      'server.js': told,
    },
    expected: 'bare',
  },
  defaults: {
    because:
      'settings with a value of their own are filled in, a list as many arguments, and places as those of the sandbox',
    files: {
      'manifest.json': {
        ...manifest,
        server: {
          ...manifest.server,
          mcp_config: {
            command: 'node',
            args: [`\${__dirname}/server.js`, `--level=\${user_config.level}`, `\${user_config.folders}`],
            env: {
              FIXTURE_MODE: `\${user_config.mode}`,
              FIXTURE_PLACE: `\${HOME}\${/}x`,
              FIXTURE_NO: `\${user_config.no}`,
            },
          },
        },
        user_config: {
          level: { type: 'number', title: 'Level', description: 'How much.', default: 3 },
          folders: {
            type: 'directory',
            title: 'F',
            description: 'F.',
            multiple: true,
            default: [`\${HOME}/a`, 'b'],
          },
          mode: { type: 'boolean', title: 'Mode', description: 'Whether.', default: false },
          no: { type: 'string', title: 'Not needed', description: 'Left out.' },
        },
      },
      'server.js': told,
    },
    expected: '--level=3 /home/sandbox/a b FIXTURE_MODE=false FIXTURE_PLACE=/home/sandbox/x',
    placeholders: [],
  },
  asking: {
    because:
      'what the user must fill in is made up once the server has failed without it; what follows stays as it is',
    files: {
      'manifest.json': {
        ...manifest,
        server: {
          ...manifest.server,
          mcp_config: {
            command: 'node',
            args: [
              `\${__dirname}/server.js`,
              '--root',
              `\${user_config.root}`,
              '--data',
              `\${__dirname}/data.json`,
            ],
            env: { FIXTURE_KEY: `\${user_config.api_key}` },
          },
        },
        user_config: {
          root: { type: 'directory', title: 'Root', description: 'Where to read.', required: true },
          api_key: { type: 'string', title: 'Key', description: 'The key.', sensitive: true, required: true },
        },
      },
      'data.json': '{}',
      'server.js': `if (!process.env.FIXTURE_KEY) { console.error('The key is missing.'); process.exit(1); }\n${told}`,
    },
    expected:
      '--root /home/sandbox --data /bundle/data.json FIXTURE_KEY=placard-placeholder-not-a-secret-0000000000',
    placeholders: ['--root', 'FIXTURE_KEY'],
  },
  overridden: {
    because: 'what the manifest says of Linux goes before what it says of all',
    files: {
      'manifest.json': {
        ...manifest,
        server: {
          ...manifest.server,
          mcp_config: {
            ...config,
            platform_overrides: {
              linux: { args: [`\${__dirname}/server.js`, 'on-linux'] },
              win32: { command: 'node.exe' },
            },
          },
        },
      },
      'server.js': told,
    },
    expected: 'on-linux',
  },
  binary: {
    because: 'a program of its own is run, also where the archive does not say that it is one',
    files: {
      'manifest.json': {
        ...manifest,
        server: {
          type: 'binary',
          entry_point: 'tool',
          mcp_config: { command: `\${__dirname}/tool`, args: [] },
        },
      },
      tool: `#!/usr/bin/env python3\nimport sys\nsys.path[0:0] = ['/bundle']\nimport serving\nserving.serve('binary')\n`,
      'serving.py': serving,
    },
    expected: 'binary',
  },
  'other-platform': {
    because: 'a program for other systems is not tried',
    files: {
      'manifest.json': {
        ...manifest,
        compatibility: { platforms: ['darwin', 'win32'] },
        server: {
          type: 'binary',
          entry_point: 'tool',
          mcp_config: { command: `\${__dirname}/tool`, args: [] },
        },
      },
      tool: 'MZ',
    },
    expected: { reason: 'no-program', detail: /made for darwin and win32/ },
  },
  python: {
    because: 'Python finds what the bundle brings along by the variables of the manifest',
    files: {
      'manifest.json': {
        ...manifest,
        server: {
          ...python,
          mcp_config: {
            command: 'python',
            args: [`\${__dirname}/server.py`],
            env: { PYTHONPATH: `\${__dirname}/lib` },
          },
        },
      },
      'server.py': 'from serving import serve\nserve("python")\n',
      'lib/serving.py': serving,
    },
    expected: 'python',
  },
  uv: {
    because: 'what uv would install at each start is installed before it',
    files: {
      'manifest.json': {
        ...manifest,
        manifest_version: '0.4',
        server: {
          type: 'uv',
          entry_point: 'server.py',
          mcp_config: { command: 'uv', args: ['run', '--directory', `\${__dirname}`, 'server.py', 'own'] },
        },
      },
      'pyproject.toml': '[project]\nname = "fixture"\nversion = "1"\ndependencies = ["fixture-library"]\n',
      'server.py': 'import sys, fixture_library\nfrom serving import serve\nserve(*sys.argv[1:])\n',
      'serving.py': serving,
    },
    expected: 'own',
  },
  fetched: {
    because: 'a line that fetches another package is not the bundle’s own server',
    files: {
      'manifest.json': {
        ...manifest,
        server: { ...manifest.server, mcp_config: { command: 'npx', args: ['-y', 'another'] } },
      },
      'server.js': told,
    },
    expected: { reason: 'no-program', detail: /started by npx/ },
  },
  outside: {
    because: 'a program outside of the bundle is not made one that can be run',
    files: {
      'manifest.json': {
        ...manifest,
        server: {
          type: 'binary',
          entry_point: 'x',
          mcp_config: { command: `\${__dirname}/../../x`, args: [] },
        },
      },
      x: '',
    },
    expected: { reason: 'no-program', detail: /neither in the bundle/ },
  },
};

async function examine(ref: Ref, named: Ref[] = [ref]) {
  const launcher = makeMcpbLauncher(cache, { named });
  const found = await launcher.resolve(ref);
  if ('failure' in found || 'mend' in chosen) return { found, outcome: found };
  const options = {
    sandbox: chosen.sandbox,
    sandboxVersion: chosen.version,
    clientVersion: '0',
    timeoutMs: 20_000,
  };
  return { found, ...(await probe(launcher, 'fixture', found, options)) };
}

describe('bundles', { skip }, () => {
  let index: IndexServer | undefined;
  after(() => index?.close());

  for (const [name, { because, files, expected, placeholders }] of Object.entries(cases)) {
    it(`${name}: ${because}`, async () => {
      if (name === 'uv') {
        index = await startIndex(offers, []);
        process.env.UV_DEFAULT_INDEX = index.url;
      }
      const path = await packBundle(folder, name, files);
      const seen = await examine({ kind: 'bundle', location: path, sha256: null });
      const { outcome } = seen;
      assert.ok(outcome !== undefined);
      if (typeof expected === 'string') {
        assert.ok('listing' in outcome, JSON.stringify(outcome));
        assert.deepEqual(
          outcome.listing.tools.map(({ definition }) => definition.name),
          [expected],
        );
      } else {
        assert.ok('failure' in outcome);
        assert.equal(outcome.failure.reason, expected.reason);
        assert.match(outcome.failure.detail, expected.detail);
      }
      if (placeholders !== undefined && 'placeholders' in seen)
        assert.deepEqual(
          seen.placeholders.map((one) => one.name),
          placeholders,
        );
    });
  }

  it('tells what the manifest says, and the sum of the file', async () => {
    const path = await packBundle(folder, 'facts', { 'manifest.json': manifest, 'server.js': told });
    const { found } = await examine({ kind: 'bundle', location: path, sha256: null });
    assert.ok('package' in found);
    assert.equal(found.purl, `file://${path}`);
    assert.equal(found.version, '1.2.3');
    const sum = createHash('sha256').update(readFileSync(path)).digest('base64');
    assert.deepEqual(
      [found.package.name, found.package.licence, found.package.integrity],
      ['fixture', 'MIT', `sha256-${sum}`],
    );
  });

  it('reads a signed bundle, whose signature stands behind the archive', async () => {
    const path = await packBundle(folder, 'signed', { 'manifest.json': manifest, 'server.js': told });
    const length = Buffer.alloc(4);
    length.writeUInt32LE(3);
    const parts = [
      readFileSync(path),
      Buffer.from('MCPB_SIG_V1'),
      length,
      Buffer.from('sig'),
      Buffer.from('MCPB_SIG_END'),
    ];
    writeFileSync(path, Buffer.concat(parts));
    const { outcome } = await examine({ kind: 'bundle', location: path, sha256: null });
    assert.ok(outcome !== undefined && 'listing' in outcome, JSON.stringify(outcome));
  });

  it('is downloaded, held to the sum that was said of it, and not downloaded again', async (context) => {
    const path = await packBundle(folder, 'remote', {
      'manifest.json': manifest,
      'server.js': told,
      x: 'remote',
    });
    const server = await serve(context, ({ url }, response) => {
      if (url === '/none.mcpb') response.writeHead(404).end();
      else if (url === '/moved.mcpb') response.writeHead(302, { location: '/x.mcpb' }).end();
      else response.end(readFileSync(path));
    });
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
    const ref = (file: string, sum = '') => parseRef(`${server.url}/${file}${sum}`);
    const { found, outcome } = await examine(ref('moved.mcpb', `#sha256=${sha256}`));
    assert.ok(outcome !== undefined && 'listing' in outcome, JSON.stringify(outcome));
    assert.equal('purl' in found && found.purl, `pkg:generic/${server.host}/moved.mcpb`);
    await examine(ref('x.mcpb', `#sha256=${sha256}`));
    assert.deepEqual(
      server.requests.map((request) => request.path),
      ['/moved.mcpb', '/x.mcpb'],
    );

    const failures: [Ref, FailureReason, RegExp][] = [
      [ref('x.mcpb', `#sha256=${'0'.repeat(64)}`), 'install-failed', /another file/],
      [ref('none.mcpb'), 'not-found', /no bundle at that address/],
    ];
    for (const [wrong, reason, detail] of failures) {
      const { outcome: failed } = await examine(wrong);
      assert.ok(failed !== undefined && 'failure' in failed);
      assert.equal(failed.failure.reason, reason);
      assert.match(failed.failure.detail, detail);
    }
    const unnamed = await examine(ref('x.mcpb'), []);
    assert.ok(unnamed.outcome && 'failure' in unnamed.outcome);
    assert.equal(unnamed.outcome.failure.reason, 'unavailable');
  });
});

describe('what is no bundle', () => {
  const bad: [string, string, (path: string) => unknown, FailureReason, RegExp][] = [
    ['nothing', 'there is no file', () => {}, 'not-found', /is not there/],
    ['text', 'it is no archive', (path) => writeFileSync(path, 'no archive'), 'install-failed', /no archive/],
    ['empty', 'it has no bytes', (path) => writeFileSync(path, ''), 'install-failed', /no archive/],
    [
      'without-manifest',
      'there is no manifest in it',
      (path) => zip(path, (archive) => archive.addBuffer(Buffer.from('x'), 'x')),
      'no-program',
      /no manifest\.json/,
    ],
    [
      'bad-manifest',
      'the manifest is no JSON',
      (path) => zip(path, (archive) => archive.addBuffer(Buffer.from('{'), 'manifest.json')),
      'no-program',
      /no JSON/,
    ],
    [
      'cut-words',
      'a word of its command would end in its midst',
      (path) => {
        const mcp_config = { ...config, args: [...config.args, 'a\0b'] };
        const content = JSON.stringify({ ...manifest, server: { ...manifest.server, mcp_config } });
        return zip(path, (archive) => archive.addBuffer(Buffer.from(content), 'manifest.json'));
      },
      'no-program',
      /holds a NUL character/,
    ],
    [
      'other-manifest',
      'the manifest is that of something else',
      (path) =>
        zip(path, (archive) =>
          archive.addBuffer(Buffer.from('{"manifest_version":3,"name":"x","version":"1"}'), 'manifest.json'),
        ),
      'no-program',
      /at server,/,
    ],
    [
      'cut',
      'half of it is missing',
      async (path) => {
        await zip(path, (archive) => archive.addBuffer(Buffer.alloc(100_000, 'x'), 'manifest.json'));
        writeFileSync(path, readFileSync(path).subarray(0, 60));
      },
      'install-failed',
      /no archive/,
    ],
    [
      'slip',
      'a name leads out of it',
      async (path) => {
        await zip(path, (archive) => archive.addBuffer(Buffer.from('x'), 'aa/aa/evil.txt'));
        writeFileSync(path, renameEntry(readFileSync(path), 'aa/aa/evil.txt', '../../evil.txt'));
      },
      'install-failed',
      /invalid relative path/,
    ],
    [
      'absolute',
      'a name begins at the root',
      async (path) => {
        await zip(path, (archive) => archive.addBuffer(Buffer.from('x'), 'xtmp/evil.txt'));
        writeFileSync(path, renameEntry(readFileSync(path), 'xtmp/evil.txt', '/tmp/evil.txt'));
      },
      'install-failed',
      /absolute path/,
    ],
    [
      'twice',
      'it holds a file twice',
      (path) =>
        zip(path, (archive) => {
          archive.addBuffer(Buffer.from('{}'), 'manifest.json');
          archive.addBuffer(Buffer.from('[]'), 'manifest.json');
        }),
      'install-failed',
      /stand in each other's way/,
    ],
    [
      'lying',
      'an entry unpacks to more than it says',
      async (path) => {
        await zip(path, (archive) => archive.addBuffer(Buffer.alloc(50_000), 'manifest.json'));
        const content = readFileSync(path);
        const size = Buffer.alloc(4);
        size.writeUInt32LE(50_000);
        for (let at = content.indexOf(size); at >= 0; at = content.indexOf(size, at + 1))
          content.writeUInt32LE(10, at);
        writeFileSync(path, content);
      },
      'install-failed',
      /no archive that can be unpacked: too many bytes/,
    ],
  ];
  for (const [name, because, make, reason, detail] of bad) {
    it(`${name}: ${because}`, async () => {
      const path = join(folder, `${name}.mcpb`);
      await make(path);
      const found = await makeMcpbLauncher(cache, {}).resolve({
        kind: 'bundle',
        location: path,
        sha256: null,
      });
      assert.ok('failure' in found, JSON.stringify(found));
      assert.equal(found.failure.reason, reason);
      assert.match(found.failure.detail, detail);
      assert.ok(!existsSync('/tmp/evil.txt') && !existsSync(join(folder, 'evil.txt')));
      const left = existsSync(join(cache, 'bundles')) ? readdirSync(join(cache, 'bundles')) : [];
      assert.deepEqual(
        left.filter((entry) => !/^[0-9a-f]{64}$/.test(entry)),
        [],
      );
    });
  }

  const limits = { fileBytes: 100_000, entries: 10, bytes: 1_000_000 };
  const large: [string, string, (archive: ZipFile) => void, RegExp][] = [
    [
      'bomb',
      'a few bytes stand for many',
      (archive) => archive.addBuffer(Buffer.alloc(2_000_000), 'x'),
      /1 MB/,
    ],
    [
      'bomb-of-several',
      'each by itself is small enough',
      (archive) => {
        for (const name of 'abc') archive.addBuffer(Buffer.alloc(400_000), name);
      },
      /1 MB/,
    ],
    [
      'many',
      'it holds more files than may be',
      (archive) => {
        for (let count = 0; count < 11; count++) archive.addEmptyDirectory(`${count}`);
      },
      /more than 10 files/,
    ],
    [
      'huge',
      'the file itself is too large',
      (archive) => archive.addBuffer(randomBytes(200_000), 'x', { compress: false }),
      /larger than 0.1 MB/,
    ],
  ];
  for (const [name, because, fill, detail] of large) {
    it(`${name}: ${because}`, async () => {
      const location = await zip(join(folder, `${name}.mcpb`), fill);
      const bundles = join(folder, 'large');
      const refuse = () => assert.fail('nothing is asked');
      const found = await fetchBundle({ kind: 'bundle', location, sha256: null }, bundles, refuse, limits);
      assert.ok('failure' in found);
      assert.equal(found.failure.reason, 'limit-exceeded');
      assert.match(found.failure.detail, detail);
      assert.deepEqual(readdirSync(bundles), []);
    });
  }

  it('leaves links out, and says so', async () => {
    const path = await zip(join(folder, 'linked.mcpb'), (archive) => {
      archive.addBuffer(Buffer.from(JSON.stringify(manifest)), 'manifest.json');
      archive.addBuffer(Buffer.from(told), 'server.js');
      archive.addBuffer(Buffer.from('/etc/passwd'), 'secret', { mode: 0o120777 });
    });
    const { outcome, found } = await examine({ kind: 'bundle', location: path, sha256: null });
    assert.ok('package' in found);
    if (skip !== false) return;
    assert.ok(outcome && 'listing' in outcome);
    assert.deepEqual(outcome.listing.remarks, [
      'Links in it were left out (1), for they could lead anywhere.',
    ]);
    const sum = Buffer.from(found.package.integrity?.slice(7) ?? '', 'base64').toString('hex');
    assert.deepEqual(readdirSync(join(cache, 'bundles', sum, 'tree')).sort(), ['manifest.json', 'server.js']);
  });
});
