import assert from 'node:assert/strict';
import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { copyTree } from './fixtures/copy-tree.ts';
import { type Ended, makeFolder, runProgram } from './fixtures/run-program.ts';
import { seedTools } from './fixtures/seed-tools.ts';

// The package as npm would carry it, installed where nothing else is.

const folder = makeFolder();
const cache = join(folder, 'cache');
let run: (...args: string[]) => Promise<Ended>;

before(async () => {
  const packed = await runProgram('npm', ['pack', '--pack-destination', folder], { cwd: copyTree() });
  assert.equal(packed.code, 0, packed.stdout + packed.stderr);
  const [archive = ''] = globSync(join(folder, '*.tgz'));
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const installed = await runProgram('npm', ['install', '--ignore-scripts', '--no-audit', archive], {
    cwd: folder,
  });
  assert.equal(installed.code, 0, installed.stderr);
  const env = { PLACARD_CACHE: cache, XDG_DATA_HOME: join(folder, 'data') };
  run = (...args) => runProgram('npx', ['--no-install', 'placard', ...args], { cwd: folder, env });
});

test('the installed package audits a real server within 30 seconds on a cold cache', async () => {
  const started = Date.now();
  const { code, stdout, stderr } = await run('audit', 'npm:@modelcontextprotocol/server-filesystem');
  assert.equal(code, 0, stderr);
  assert.ok(Date.now() - started < 30_000);
  assert.match(stdout, /^npm:@modelcontextprotocol\/server-filesystem \d/);
  assert.match(stdout, /write_file {2}.*\n.*\n(?: {4}.*\n)*? {4}· By rule \S+ {2}description: “/);
});

test('its answer as data has every tool with its evidence, and --fail-on sets the exit code', async () => {
  const { code, stdout, stderr } = await run(
    'audit',
    'npm:@modelcontextprotocol/server-filesystem',
    '--format',
    'json',
    '--fail-on',
    'medium',
  );
  assert.equal(code, 1, stderr);
  const { servers, findings } = JSON.parse(stdout);
  assert.ok(Array.isArray(findings));
  assert.equal(servers.length, 1);
  const [{ outcome, purl, method, tools }] = servers;
  assert.deepEqual(
    { outcome, purl, method },
    {
      outcome: 'listed',
      purl: 'pkg:npm/%40modelcontextprotocol/server-filesystem',
      method: 'live',
    },
  );
  assert.ok(tools.length >= 10);
  for (const { name, category, evidence } of tools)
    assert.ok(category === 'Unknown' || evidence.length > 0, name);
});

test('every command works without the clone: policies, a crawl into the data folder, a site, a saved list', async () => {
  const ref = 'npm:@modelcontextprotocol/server-filesystem';
  const crawled = await run('crawl', '--only', ref);
  assert.equal(crawled.code, 0, crawled.stderr);
  assert.ok(crawled.stdout.includes(join(folder, 'data', 'placard', 'catalogue.db')), crawled.stdout);
  const policy = await run('policy', ref, '--for', 'policylayer');
  assert.match(policy.stderr, /^From the catalogue: version /m);
  const { default: others, tools, hide = [] } = JSON.parse(policy.stdout);
  assert.equal(others, 'deny');
  assert.ok([...Object.keys(tools), ...hide].includes('write_file'), policy.stdout);
  const intercept = await run('policy', ref, '--for', 'intercept');
  assert.match(intercept.stdout, /^default: "?deny/m);
  const built = await run('build', '--out', 'site');
  assert.equal(built.code, 0, built.stderr);
  assert.ok(globSync(join(folder, 'site', '**', 'index.html')).length > 20);
  writeFileSync(join(folder, 'tools.json'), JSON.stringify({ tools: [seedTools.run] }));
  const classified = await run('classify', 'tools.json');
  assert.equal(JSON.parse(classified.stdout).category, 'Execute');
});
