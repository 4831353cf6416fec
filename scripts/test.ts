// Everything that must hold, in one run; scripts/test sets up and starts it. The last line has the true totals.
import { spawn } from 'node:child_process';
import { glob } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

const root = join(import.meta.dirname, '..');
const folders = ['classifier', 'crawler', 'policy', 'data', 'site', 'scripts'];

/** Checks of the whole tree, by name: Node.js or a program of node_modules/.bin, and what its output must hold. */
const checks: Record<string, { command: string[]; mustSee?: RegExp }> = {
  types: { command: ['tsc', '-p', '.'] },
  lint: { command: ['biome', 'ci', '--colors=off', '.'] },
  imports: {
    command: ['depcruise', '--config', '.dependency-cruiser.cjs', ...folders],
    // A cruiser that lost its TypeScript reader sees no module, and so no violation.
    mustSee: /\([1-9]\d+ modules/,
  },
  unused: { command: ['knip', '--no-progress'] },
  regexes: { command: ['node', join(root, 'scripts', 'checks', 'regexes.ts')] },
};

/** Milliseconds for one file of tests: far more than any takes, so that none hangs the run. */
const longest = 600_000;

const wanted = process.argv.slice(2);
const totals: Totals = { passed: 0, failed: 0, skipped: 0 };
for (const [name, check] of Object.entries(checks)) {
  if (wanted.length === 0 || wanted.includes(name)) add(await runCheck(name, check));
}
const files = wanted.filter((name) => name.endsWith('.test.ts'));
if (wanted.length === 0 || wanted.includes('tests')) add(await runTests(await findTests()));
else if (files.length > 0) add(await runTests(files));

console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed > 0 || totals.passed === 0 ? 1 : 0;

function add({ passed, failed, skipped }: Totals): void {
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
}

async function findTests(): Promise<string[]> {
  const found: string[] = [];
  for await (const file of glob(`{${folders.join(',')}}/**/*.test.ts`, { cwd: root }))
    found.push(join(root, file));
  return found.sort();
}

/** The tests of all files, in processes of their own, one a core. */
async function runTests(paths: string[]): Promise<Totals> {
  const stream = run({ files: paths, concurrency: availableParallelism(), cwd: root, timeout: longest });
  const result: Totals = { passed: 0, failed: 0, skipped: 0 };
  stream.on('test:summary', ({ file, counts }) => {
    if (file !== undefined) return;
    const skipped = counts.skipped + counts.todo;
    Object.assign(result, { passed: counts.passed, failed: counts.tests - counts.passed - skipped, skipped });
  });
  const text = stream.compose(spec);
  text.pipe(process.stdout, { end: false });
  await new Promise((resolve) => text.once('end', resolve));
  return result;
}

async function runCheck(
  name: string,
  { command, mustSee }: { command: string[]; mustSee?: RegExp },
): Promise<Totals> {
  const started = Date.now();
  const { code, output } = await runProgram(command);
  const holds = code === 0 && (mustSee === undefined || mustSee.test(output));
  if (!holds) console.log(output);
  console.log(`${holds ? '✔' : '✖'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return { passed: Number(holds), failed: Number(!holds), skipped: 0 };
}

function runProgram([program = '', ...args]: string[]): Promise<{ code: number | null; output: string }> {
  const path = program === 'node' ? process.execPath : join(root, 'node_modules', '.bin', program);
  const child = spawn(path, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
