import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { globSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { type Registry, startRegistry } from '../crawler/launchers/npm/fixtures/registry.ts';
import { copyTree } from './fixtures/copy-tree.ts';
import { type Ended, runProgram } from './fixtures/run-program.ts';

// One clone, whose quickstart is killed half-way, run again, and run once more.

const packages = join(import.meta.dirname, '..', 'crawler', 'launchers', 'npm', 'fixtures', 'packages');
const names = ['good', 'pages', 'modern', 'noisy', 'needs-variable', 'crashes', 'hostile', 'nonconforming'];
let registry: Registry;
let clone: string;
let program: string;
let catalogue: string;
let args: string[];
let env: NodeJS.ProcessEnv;

before(async () => {
  registry = await startRegistry();
  for (const name of ['base', ...names]) await registry.publish(join(packages, name));
  clone = copyTree();
  program = join(clone, 'scripts', 'quickstart');
  catalogue = join(clone, 'data', 'catalogue.db');
  writeFileSync(
    join(clone, 'servers.txt'),
    names.map((name) => `npm:fixture-${name} # a fixture\n`).join('\n'),
  );
  args = ['--no-serve', '--list', 'servers.txt'];
  env = { npm_config_registry: registry.url, PLACARD_CACHE: join(clone, '.cache', 'placard') };
  delete process.env.PLACARD_CATALOGUE;
});
after(() => registry.close());

test('killed in the middle, it keeps what it had; run again, it finishes, and nothing is done twice', async () => {
  const killed = spawn(program, args, {
    cwd: clone,
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  await waitFor(() => readLooks().length >= 2, killed);
  killed.kill('SIGKILL');
  await new Promise((resolve) => killed.once('close', resolve));
  const kept = readLooks();
  assert.ok(kept.length >= 2 && kept.length < names.length, `${kept.length} looks`);

  const { code, stdout, stderr } = await quickstart();
  assert.equal(code, 0, stderr);
  const looks = readLooks();
  assert.deepEqual(looks.slice(0, kept.length), kept, 'what was stored stays');
  assert.deepEqual(
    looks.map(({ ref }) => ref).toSorted(),
    names.map((name) => `npm:fixture-${name}`).toSorted(),
    'each server was looked at once',
  );
  assert.match(stdout, new RegExp(`\\(${kept.length} known before this run\\)`));
  assert.match(stdout, /npm:fixture-crashes: crashed-at-start\./);
  assert.match(stdout, /Catalogue: .*catalogue\.db\nSite: +dist\/site/);
  assert.equal(runSql('PRAGMA integrity_check')[0]?.integrity_check, 'ok');
});

test('run once more, it is done in seconds: nothing is probed, judged or rendered', async () => {
  const site = () =>
    globSync(join(clone, 'dist', 'site', '**', '*.*')).map((file) => [file, statSync(file).mtimeMs]);
  const [looks, pages] = [readLooks(), site()];
  assert.ok(pages.length > 50);
  const started = Date.now();
  const { code, stdout, stderr } = await quickstart();
  assert.equal(code, 0, stderr);
  assert.ok(Date.now() - started < 15_000);
  assert.deepEqual(readLooks(), looks);
  assert.deepEqual(site(), pages);
  assert.match(stdout, /0 files written/);
});

test('without --no-serve it serves the site on loopback until Ctrl-C', async () => {
  const child = spawn(program, [...args.slice(1), '--port', '0'], {
    cwd: clone,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  await waitFor(() => printed.includes('until Ctrl-C'), child);
  const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(printed)?.[0] ?? '';
  const page = await fetch(url);
  assert.equal(page.status, 200);
  assert.match(await page.text(), /fixture-good/);
  child.kill('SIGINT');
  await new Promise((resolve) => child.once('close', resolve));
  await assert.rejects(fetch(url));
});

test('an option that it does not have is wrong use', async () => {
  const { code, stderr } = await runProgram(program, ['--nonsense'], { cwd: clone, env });
  assert.equal(code, 2);
  assert.match(stderr, /unknown option '--nonsense'/);
});

function quickstart(): Promise<Ended> {
  return runProgram(program, args, { cwd: clone, env });
}

function readLooks() {
  return runSql(
    'SELECT ref, version, observed_at, outcome FROM observation JOIN server USING (purl) ORDER BY id',
  );
}

function runSql(sql: string): Record<string, unknown>[] {
  try {
    const database = new Database(catalogue, { fileMustExist: true });
    try {
      return database.prepare<[], Record<string, unknown>>(sql).all();
    } finally {
      database.close();
    }
  } catch {
    return []; // Not there yet.
  }
}

async function waitFor(isSo: () => boolean, child: ChildProcess): Promise<void> {
  while (!isSo()) {
    assert.equal(child.exitCode, null, 'it ended before');
    await sleep(20);
  }
}
