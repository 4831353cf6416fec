import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Call } from '../../policy/evaluate.ts';
import type { Decision } from '../../policy/recommendation.ts';
import { placeFiles } from '../place-files.ts';

/** Version of the `opa` on the PATH; null where there is none. */
export function readOpaVersion(): string | null {
  const { stdout } = spawnSync('opa', ['version'], { encoding: 'utf8' });
  return /^Version: (\S+)/m.exec(stdout ?? '')?.[1] ?? null;
}

/** What Open Policy Agent itself says of each call under a policy's files. */
export function askOpa(files: ReadonlyMap<string, string>, calls: readonly Call[]): Decision[] {
  const folder = mkdtempSync(join(tmpdir(), 'placard-verify-'));
  try {
    placeFiles(folder, new Map([...files, ['input.json', JSON.stringify({ calls })]]));
    const inputs = [...files.keys()].flatMap((file) => ['--data', file]);
    const query =
      '[action | some call in input.calls; action := data.placard.decision.action with input as call]';
    const { stdout, stderr } = spawnSync('opa', ['eval', '--input', 'input.json', ...inputs, query], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    const answers = JSON.parse(stdout).result?.[0]?.expressions?.[0]?.value;
    if (answers?.length !== calls.length)
      throw new Error(`opa did not answer every call: ${stderr}${stdout}`);
    return answers;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
