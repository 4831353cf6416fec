import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import Database from 'better-sqlite3';
import { serve } from '../crawler/http/fixtures/serve.ts';
import { answerNewest } from '../crawler/launchers/remote/fixtures/servers.ts';
import { openCatalogue } from '../data/catalogue.ts';
import { makeFolder, runPlacard, runProgram } from './fixtures/run-program.ts';

// A crawl whose catalogue cannot be written says so in one line, and finishes once it can.

const closing: (() => void)[] = [];
let only: string[];

before(async () => {
  const server = await serve({ after: (close: () => void) => void closing.push(close) }, answerNewest());
  only = ['--only', `${server.url}/one`, `${server.url}/two`];
});
after(() => {
  for (const close of closing) close();
});

test('a catalogue that another program holds is waited for, and then named', async () => {
  const file = join(makeFolder(), 'catalogue.db');
  openCatalogue(file).close();
  const other = new Database(file);
  other.exec('BEGIN IMMEDIATE');
  const held = await runPlacard(['crawl', ...only], { env: { PLACARD_CATALOGUE: file } });
  assertOneLine(
    held,
    /catalogue\.db is locked by another program: wait until that one ends, then run this again\.$/,
  );
  other.exec('COMMIT');
  other.close();
  await assertFinishes(file);
});

test('a folder that cannot be made is named before anything is asked', async (context) => {
  if (process.platform !== 'linux') return context.skip('no file system without folders is at hand');
  const cases: [args: string[], env: NodeJS.ProcessEnv, says: RegExp][] = [
    [only, { PLACARD_CATALOGUE: '/proc/placard/catalogue.db' }, /name another file with --catalogue\.$/],
    [['--only', 'npm:a'], { PLACARD_CACHE: '/proc/placard' }, /name another one with PLACARD_CACHE/],
    [['--source', 'npm'], { PLACARD_CACHE: '/proc/placard' }, /name another one with PLACARD_CACHE/],
  ];
  for (const [args, env, says] of cases) assertOneLine(await runPlacard(['crawl', ...args], { env }), says);
});

test('a disk that can take no more is named, and what was stored before stays', async () => {
  const file = join(makeFolder(), 'catalogue.db');
  openCatalogue(file).close();
  const main = join(import.meta.dirname, 'main.ts');
  // In blocks of 1,024 bytes, for each file: the catalogue is there, and takes no observation.
  const command = `ulimit -f 1; exec '${process.execPath}' '${main}' crawl ${only.join(' ')}`;
  const full = await runProgram('bash', ['-c', command], { env: { PLACARD_CATALOGUE: file } });
  assertOneLine(full, /catalogue\.db cannot (grow, for its disk is full|be read or written by the system)/);
  await assertFinishes(file);
});

function assertOneLine({ code, stdout, stderr }: Awaited<ReturnType<typeof runPlacard>>, says: RegExp) {
  assert.equal(code, 2, stderr);
  assert.equal(stdout, '');
  const complaints = stderr
    .trimEnd()
    .split('\n')
    .filter((line) => !/^\[\d/.test(line));
  assert.equal(complaints.length, 1, stderr);
  assert.match(complaints[0] ?? '', says);
}

async function assertFinishes(file: string): Promise<void> {
  const { code, stdout, stderr } = await runPlacard(['crawl', ...only], { env: { PLACARD_CATALOGUE: file } });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^2 servers listed, 0 failed, 0 known already/);
}
