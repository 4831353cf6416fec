// Runs inside the sandbox in the place of npm, npx, pnpm, yarn and bun, as far as scripts of packages call them:
// their `run` and `exec`. First argument: the name that it was called by.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const [tool = '', ...given] = process.argv.slice(2);
const args = given.slice(given.findIndex((argument) => !argument.startsWith('-')));
const isRunner = ['npx', 'pnpx', 'bunx'].includes(tool);
const [command = '', ...rest] = isRunner ? ['exec', ...args] : args;
process.exitCode = carryOut();

function carryOut(): number {
  if (['exec', 'x', 'dlx'].includes(command)) {
    const [program = '', ...own] = rest[0] === '--' ? rest.slice(1) : rest;
    return run(program, own);
  }
  const [script = '', ...own] = ['run', 'run-script'].includes(command) ? rest : [command, ...rest];
  const { scripts = {} }: { scripts?: Record<string, string> } = JSON.parse(
    readFileSync('package.json', 'utf8'),
  );
  if (scripts[script] === undefined) {
    if (given.includes('--if-present')) return 0;
    // yarn, pnpm and bun take programs for scripts.
    if (tool !== 'npm' && command === script) return run(script, own);
    process.stderr.write(`There is no script "${script}" here, or placard cannot run it as ${tool} would.\n`);
    return 1;
  }
  for (const name of [`pre${script}`, script, `post${script}`]) {
    if (scripts[name] === undefined) continue;
    const passed =
      name === script && own.length > 0 ? ['--', ...own.filter((argument) => argument !== '--')] : [];
    const code = run(process.execPath, ['--run', name, ...passed]);
    if (code !== 0) return code;
  }
  return 0;
}

function run(program: string, own: string[]): number {
  const { status, error } = spawnSync(program, own, { stdio: 'inherit' });
  if (error) process.stderr.write(`${program}: ${error.message}\n`);
  return status ?? 1;
}
