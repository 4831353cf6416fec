import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Registry, startRegistry } from '../crawler/launchers/npm/fixtures/registry.ts';
import { makeFolder, runPlacard } from './fixtures/run-program.ts';

// From the server to every output: what it says may be shown, but never obeyed.

const packages = join(import.meta.dirname, '..', 'crawler', 'launchers', 'npm', 'fixtures', 'packages');
const folder = makeFolder();
const out = join(folder, 'site');
const ref = 'npm:fixture-hostile';
/** Everything but line feeds that shows nothing, or that moves what stands around it. */
const invisible = /[^\P{C}\n]|[\p{Zl}\p{Zp}]/u;
let registry: Registry;
let env: NodeJS.ProcessEnv;

before(async () => {
  registry = await startRegistry();
  for (const name of ['base', 'hostile']) await registry.publish(join(packages, name));
  env = {
    npm_config_registry: registry.url,
    PLACARD_CACHE: join(folder, 'cache'),
    PLACARD_CATALOGUE: join(folder, 'catalogue.db'),
  };
  const { code, stderr } = await runPlacard(['publish', '--only', ref, '--out', out], { env });
  assert.equal(code, 0, stderr);
});
after(() => registry.close());

test('the terminal is given nothing that it would obey', async () => {
  for (const args of [['audit', ref], ['audit', ref, '--format', 'json'], ['classify']]) {
    const { code, stdout, stderr } = await runPlacard(args, { env });
    assert.equal(code, 0, stderr);
    assert.doesNotMatch(stdout + stderr, invisible, args.join(' '));
    assert.ok(stdout.length < 100_000, `${args.join(' ')} prints ${stdout.length} characters`);
  }
});

test('the policies are of their shape, and name the tools exactly', async () => {
  const policy = await runPlacard(['policy', ref, '--for', 'policylayer'], { env });
  assert.equal(policy.code, 0, policy.stderr);
  assert.doesNotMatch(policy.stdout, invisible);
  const { version, default: others, tools, hide = [], ...rest } = JSON.parse(policy.stdout);
  assert.deepEqual({ version, others, rest }, { version: '1', others: 'deny', rest: {} });
  const names = [...Object.keys(tools), ...hide];
  for (const name of ['<script>alert(1)</script>', '\u202eexe.txt', '__proto__', '../../etc/passwd'])
    assert.ok(names.includes(name), JSON.stringify(name));
  const intercept = await runPlacard(['policy', ref, '--for', 'intercept'], { env });
  assert.equal(intercept.code, 0, intercept.stderr);
  assert.doesNotMatch(intercept.stdout, invisible);
});

test('every page shows its text as text, in files of the site alone', () => {
  const pages = globSync('**/*.html', { cwd: out });
  assert.ok(pages.length > 20);
  let seen = 0;
  for (const page of pages) {
    assert.doesNotMatch(page, /\.\.|[<>]|\p{C}/u);
    const html = readFileSync(join(out, page), 'utf8');
    // Joiners stay on pages: emoji and some scripts are written with them.
    assert.doesNotMatch(html, /[^\P{Cc}\n\t]|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/u, page);
    assert.doesNotMatch(html, /<script>alert/, page);
    if (html.includes('&lt;script&gt;alert(1)') || html.includes('{{constructor}}')) seen++;
  }
  assert.ok(seen > 0, 'its words are on no page');
  assert.equal(globSync(join(folder, '*')).length, 3 + globSync(join(folder, '*.db-*')).length);
});
