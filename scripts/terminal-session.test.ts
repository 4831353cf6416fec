import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { type Registry, startRegistry } from '../crawler/launchers/npm/fixtures/registry.ts';
import { openCatalogue } from '../data/catalogue.ts';
import { makeFolder, runPlacard } from './fixtures/run-program.ts';

// What a person at a terminal sees and does: `script` (bsdutils) gives the program a terminal of its own.

const packages = join(import.meta.dirname, '..', 'crawler', 'launchers', 'npm', 'fixtures', 'packages');
const folder = makeFolder();
const tools = join(folder, 'tools.json');
writeFileSync(tools, '{"tools":[{"name":"delete_all","description":"Deletes all files."}]}');
/** As the program writes it: ESC, `[`, numbers, `m`. */
const colour = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`);
let registry: Registry;
let env: NodeJS.ProcessEnv;

before(async () => {
  registry = await startRegistry();
  for (const name of ['base', 'good', 'hangs', 'pages']) await registry.publish(join(packages, name));
  env = { npm_config_registry: registry.url, PLACARD_CACHE: join(folder, 'cache') };
});
after(() => registry.close());

test('colours show on a terminal alone, and nowhere when somebody objects', async () => {
  const onTerminal = await runOnTerminal(['audit', tools]);
  assert.match(onTerminal.screen, colour);
  const piped = await runPlacard(['audit', tools]);
  assert.equal(stripVTControlCharacters(onTerminal.screen).replaceAll('\r', ''), piped.stdout);
  for (const [args, env] of [
    [['audit', tools], { NO_COLOR: '1' }],
    [['--no-color', 'audit', tools], {}],
    [['--no-color', 'audit', tools], { FORCE_COLOR: '1' }],
  ] as const)
    assert.doesNotMatch((await runOnTerminal([...args], { env })).screen, colour, args.join(' '));
});

test('a file holds no colours, whatever the terminal has', async () => {
  const out = join(folder, 'audit.txt');
  const { code } = await runOnTerminal(['audit', tools, '--out', out]);
  assert.equal(code, 0);
  const text = readFileSync(out, 'utf8');
  assert.equal(stripVTControlCharacters(text), text);
});

test('progress is a moving line on a terminal, without colours on request, and plain lines elsewhere', async () => {
  const catalogue = join(folder, 'progress.db');
  const crawl = ['crawl', '--only', 'npm:fixture-good', '--refresh', '--catalogue', catalogue];
  const onTerminal = await runOnTerminal(crawl, { env });
  assert.match(onTerminal.screen, /0 of 1 done: 0 listed, 0 failed, 0 known; 0 queued; now npm:fixture-good/);
  assert.match(onTerminal.screen, /\[1\/1\] npm:fixture-good 1\.0\.0: 2 tools/);
  const plain = await runOnTerminal(crawl, { env: { ...env, NO_COLOR: '1' } });
  assert.match(plain.screen, /0 of 1 done/);
  assert.doesNotMatch(plain.screen, colour);
  const piped = await runPlacard(crawl, { env });
  assert.match(piped.stderr, /^\[1\/1\] npm:fixture-good 1\.0\.0: 2 tools \([\d.]+ s\)\n$/);
  assert.match(piped.stdout, /^1 server listed, 0 failed, 0 known already, in .*progress\.db\.\n$/);
});

test('Ctrl-C ends a crawl after the servers under way, whose looks stay true; run again, it goes on', async () => {
  const catalogue = join(folder, 'interrupted.db');
  const refs = ['npm:fixture-hangs', 'npm:fixture-good', 'npm:fixture-pages'];
  const crawl = [
    'crawl',
    '--only',
    ...refs,
    '--concurrency',
    '1',
    '--timeout',
    '4',
    '--catalogue',
    catalogue,
  ];
  await runPlacard(['audit', '--timeout', '1', 'npm:fixture-hangs'], { env });
  const { code, screen } = await runOnTerminal(crawl, { env, interruptAt: 'now npm:fixture-hangs' });
  assert.match(screen, /Ending after the servers under way; Ctrl-C again ends at once\./);
  assert.equal(code, 3, screen);
  assert.deepEqual(readOutcomes(catalogue), { 'npm:fixture-hangs': 'timed-out' });
  const again = await runPlacard(crawl, { env });
  assert.equal(again.code, 0, again.stderr);
  assert.match(again.stdout, /^2 servers listed, 0 failed, 1 known already/);
});

function readOutcomes(file: string): Record<string, string> {
  const catalogue = openCatalogue(file);
  const outcomes = [...catalogue.reader.servers()].map(({ ref, failure }) => [
    ref,
    failure?.reason ?? 'listed',
  ]);
  catalogue.close();
  return Object.fromEntries(outcomes);
}

interface Session {
  env?: NodeJS.ProcessEnv;
  /** Ctrl-C is pressed once these words are on the screen. */
  interruptAt?: string;
}

async function runOnTerminal(args: string[], { env, interruptAt }: Session = {}) {
  const command = [process.execPath, join(import.meta.dirname, 'main.ts'), ...args];
  const quoted = command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const { NO_COLOR: _, FORCE_COLOR: __, CI: ___, ...surroundings } = process.env;
  const child = spawn('script', ['-qefc', `stty cols 200; exec ${quoted}`, '/dev/null'], {
    env: { ...surroundings, TERM: 'xterm-256color', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let screen = '';
  let isInterrupted = interruptAt === undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text;
    if (isInterrupted || !screen.includes(interruptAt ?? '')) return;
    isInterrupted = true;
    child.stdin.write('\u0003');
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, screen };
}
