import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Call } from '../../policy/evaluate.ts';

/** Intercept's own engine, built from its source. */
export interface InterceptEngine {
  /** The source's commit. */
  version: string;
  /** Whether each call passes under a policy's document; limits are left out of account. */
  decide(document: string, calls: readonly Call[]): ('allow' | 'deny')[];
  close(): void;
}

/**
 * Builds it with Go from the checkout that INTERCEPT_SOURCE names.
 * @returns why it is left out, where it is.
 */
export function buildIntercept(): InterceptEngine | string {
  const source = process.env.INTERCEPT_SOURCE;
  if (source === undefined) return 'INTERCEPT_SOURCE names no checkout of it, to be built with Go';
  const folder = mkdtempSync(join(tmpdir(), 'placard-verify-'));
  const program = join(folder, 'replay');
  const run = (command: string, args: string[], cwd: string, input = '') =>
    execFileSync(command, args, { cwd, input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const module = join(folder, 'source');
  const version = run('git', ['log', '-1', '--format=%h'], source).trim();
  cpSync(source, module, { recursive: true });
  const place = join(module, 'cmd', 'placard-replay');
  mkdirSync(place);
  cpSync(join(import.meta.dirname, 'intercept.go'), join(place, 'main.go'));
  run('go', ['build', '-o', program, './cmd/placard-replay'], module);
  return {
    version,
    decide(document, calls) {
      const policy = join(folder, 'policy.yaml');
      writeFileSync(policy, document);
      return JSON.parse(run(program, [], folder, JSON.stringify({ policy, calls })));
    },
    close: () => rmSync(folder, { recursive: true }),
  };
}
