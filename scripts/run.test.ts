import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { makeFolder, runPlacard, runProgram } from './fixtures/run-program.ts';

const folder = makeFolder();
const noDatabase = join(folder, 'notes.db');
writeFileSync(noDatabase, 'not a database, but longer than the header of one: '.repeat(10));
const file = join(folder, 'file');
writeFileSync(file, '');
const locked = join(folder, 'made-by-placard.db');

describe('a fault of the caller is answered in one line that ends in the mend, with exit code 2', () => {
  const npm = 'npm:placard-no-such-package';
  const refusals: { args: string[]; says: RegExp }[] = [
    { args: ['frobnicate'], says: /unknown command 'frobnicate'; see --help/ },
    { args: ['classfy'], says: /Did you mean classify\?/ },
    { args: ['audit'], says: /missing required argument 'server'/ },
    { args: ['audit', '--frmat', 'json', npm], says: /unknown option '--frmat'/ },
    { args: ['audit', npm, '--format', 'xml'], says: /Allowed choices are text, json/ },
    { args: ['audit', npm, '--fail-on', 'awful'], says: /one of low, medium, high, critical/ },
    { args: ['audit', npm, '--timeout', '0'], says: /whole number from 1 to 600/ },
    { args: ['audit', 'nonsense'], says: /"nonsense" names no server: use npm:NAME/ },
    { args: ['audit', 'ftp:nonsense'], says: /begins with "ftp:", which is no form of REF/ },
    { args: ['audit', 'tools.json'], says: /tools\.json does not exist/ },
    { args: ['audit', npm, 'cmd:some program'], says: /"cmd:some program" cannot be launched yet/ },
    { args: ['audit', 'cmd:node server.js'], says: /cannot be launched yet/ },
    {
      args: ['crawl', '--only', './folder'],
      says: /"\.\/folder" is known on this machine alone: audit it instead/,
    },
    { args: ['crawl', '--limit', '1.5'], says: /whole number/ },
    { args: ['crawl', '--since', 'yesterday', '--source', 'npm'], says: /It takes a date, such as/ },
    { args: ['crawl', '--since', '2026-01-01'], says: /name the sources with --source/ },
    { args: ['crawl', '--metrics-port', '99999'], says: /whole number from 0 to 65535/ },
    {
      args: ['crawl', '--list', join(folder, 'none.txt')],
      says: /none\.txt does not exist: name a file of REFs/,
    },
    { args: ['policy'], says: /Name a server/ },
    { args: ['policy', npm], says: /--for: .*intercept.*policylayer/ },
    { args: ['policy', npm, '--for', 'firewall'], says: /No target is called "firewall": there are/ },
    { args: ['build', '--base-url', 'example.org'], says: /It takes an address such as/ },
    { args: ['build'], says: /does not exist: run placard crawl first/ },
    { args: ['serve', folder], says: /holds no site: run placard build first/ },
    ...[
      ['classify'],
      ['build', '--out', join(folder, 'site')],
      ['policy', npm, '--for', 'intercept'],
      ['crawl', '--only', npm],
      ['publish', '--only', npm, '--out', join(folder, 'site')],
    ].map((args) => ({
      args: [...args, '--catalogue', noDatabase],
      says: /notes\.db is no SQLite database: name another file with --catalogue/,
    })),
  ];
  for (const { args, says } of refusals)
    test(`placard ${args.join(' ').replaceAll(folder, '…')}`, async () => {
      const { code, stdout, stderr } = await runPlacard(args);
      assert.match(stderr, says);
      assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
      assert.match(stderr, /^placard: /);
      assert.equal(stdout, '');
      assert.equal(code, 2);
    });
});

test('a folder that cannot take the site is named', async () => {
  const made = await runPlacard(['crawl', '--only', 'npm:placard-no-such-package', '--catalogue', locked]);
  assert.equal(made.code, 0, made.stderr);
  for (const out of [file, join(file, 'below')]) {
    const { code, stderr } = await runPlacard(['build', '--out', out, '--catalogue', locked]);
    assert.equal(code, 2, stderr);
    assert.match(stderr, /^placard: .*(is there already and is no folder|below something that is no folder)/);
  }
  const { code, stderr } = await runPlacard(['build', '--out', join(folder, 'site'), '--catalogue', locked]);
  assert.equal(code, 0, stderr);
  assert.ok(existsSync(join(folder, 'site', 'index.html')));
});

test('a port in use is named', async () => {
  const site = join(folder, 'shown');
  mkdirSync(site);
  writeFileSync(join(site, 'index.html'), '<!doctype html>');
  const { createServer } = await import('node:http');
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const { code, stderr } = await runPlacard(['serve', site, '--port', String(port)]);
  server.close();
  assert.equal(code, 2);
  assert.match(
    stderr,
    new RegExp(`^placard: Port ${port} is taken by another program: name another with --port`),
  );
});

test('hostile text in an argument reaches the terminal as code points', async () => {
  const { code, stderr } = await runPlacard(['audit', '\u001b[31mnpm\u202e']);
  assert.equal(code, 2);
  assert.doesNotMatch(stderr, /[^\P{C}\n]/u);
});

test('without arguments the commands are shown, and --version is that of the package', async () => {
  const [bare, version] = await Promise.all([runPlacard([]), runPlacard(['--version'])]);
  assert.equal(bare.code, 2);
  assert.match(bare.stderr, /Commands:/);
  assert.equal(version.code, 0);
  assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
});

test('--debug shows where an error comes from', async () => {
  const { code, stderr } = await runPlacard(['--debug', 'classify', join(folder, 'none.json')]);
  assert.equal(code, 2);
  assert.match(stderr, /UsageError: .*\n\s+at /);
});

test('a reader who has seen enough ends it quietly', async () => {
  const list = join(folder, 'many.json');
  writeFileSync(
    list,
    JSON.stringify({ tools: Array.from({ length: 3000 }, (_, index) => ({ name: `run_${index}` })) }),
  );
  const main = join(import.meta.dirname, 'main.ts');
  const { code, stdout, stderr } = await runProgram('bash', [
    '-o',
    'pipefail',
    '-c',
    `"$0" "$1" classify "$2" | head -n 1`,
    process.execPath,
    main,
    list,
  ]);
  assert.equal(stderr, '');
  assert.equal(code, 0);
  assert.equal(stdout.split('\n').length, 2);
});

test('starting is quick, for a command loads no more than it needs', async () => {
  const loaded = async (...args: string[]) => {
    const { stdout } = await runProgram(process.execPath, [
      '--import',
      `data:text/javascript,${encodeURIComponent(
        "import { registerHooks } from 'node:module'; const seen = new Set(); registerHooks({ load(url, context, next) { seen.add(url); return next(url, context); } }); process.on('exit', () => console.log([...seen].join('\\n')));",
      )}`,
      join(import.meta.dirname, 'main.ts'),
      ...args,
    ]);
    return stdout;
  };
  const heavy =
    /node_modules\/(@modelcontextprotocol|pacote|@npmcli|better-sqlite3|handlebars|ora|gpt-tokenizer|zod)\//;
  assert.match(await loaded('--version'), /scripts\/main\.ts/);
  assert.doesNotMatch(await loaded('--version'), heavy);
  assert.doesNotMatch(await loaded('policy', '--list'), heavy);
  const list = join(folder, 'one.json');
  writeFileSync(list, '{"tools":[{"name":"run"}]}');
  assert.doesNotMatch(await loaded('classify', list), heavy);
});
