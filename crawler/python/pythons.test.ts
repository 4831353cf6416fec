import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, test } from 'node:test';
import { findPythons } from './pythons.ts';
import { findUv } from './uv.ts';

const folder = mkdtempSync(join(tmpdir(), 'placard-pythons-'));
const environment = { ...process.env };
after(() => {
  process.env = environment;
  rmSync(folder, { recursive: true, force: true });
});
const uv = await findUv(join(folder, 'uv'));
const skip = uv === null ? 'left out: there is neither uv nor a pip to fetch it with' : false;

test('each Python of the machine is asked once, by however many names it goes', { skip }, async () => {
  const programs = join(folder, 'bin');
  const log = join(folder, 'log');
  const code = 'import sys; print(sys.executable, sys.version_info[0:2], sep="\\n")';
  const [real = ''] = execFileSync('python3', ['-c', code], { encoding: 'utf8' }).split('\n');
  mkdirSync(programs);
  writeFileSync(
    join(programs, 'python3'),
    `#!/bin/sh\necho "$*" | tr '\\n' ' ' >>'${log}'\necho >>'${log}'\nexec '${real}' "$@"\n`,
    { mode: 0o755 },
  );
  for (const name of ['python', 'python3.99']) symlinkSync('python3', join(programs, name));
  Object.assign(process.env, {
    PATH: [programs, '/usr/bin', '/bin'].join(delimiter),
    UV_CACHE_DIR: join(folder, 'cache'),
  });
  const pythons = await findPythons(uv ?? '');
  assert.ok(pythons.length > 0);
  assert.ok(pythons.every(({ version, program }) => /^3\.\d+\.\w+$/.test(version) && program !== ''));
  const asked = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('-I -c import json, os, sys'));
  assert.equal(asked.length, 1, asked.join('\n'));
});
