import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SandboxExit, SandboxedProcess, SandboxRequest } from '../sandbox.ts';
import { makeBaseImage, mountSystem } from './base-image.ts';
import type { Engine } from './engine.ts';
import { readState, startContainer } from './start.ts';

/**
 * Starts an image and, in a container beside it that shares its network and nothing else, a program of the host's system.
 * Standard input and output are that program's, and what the image prints goes to standard error. Both end together.
 */
export function startBeside(
  engine: Engine,
  { beside, ...request }: SandboxRequest & { image: string; beside: NonNullable<SandboxRequest['beside']> },
): SandboxedProcess {
  const name = `placard-${randomUUID()}`;
  const sharer = `${name}-beside`;
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  stdin.on('error', () => {});
  const image = startContainer(engine, request, { name, sharer });
  for (const stream of [image.stdout, image.stderr]) stream.pipe(stderr, { end: false });
  let isOver = false;
  image.exited.then(() => {
    isOver = true;
  });
  return { stdin, stdout, stderr, exited: run(), kill: () => image.kill() };

  async function run(): Promise<SandboxExit> {
    const program = await startProgram();
    const exit = await Promise.race([image.exited, ...(program === null ? [] : [program.exited])]);
    image.kill();
    program?.kill();
    const [{ peakMemoryBytes }] = await Promise.all([image.exited, program?.exited]);
    stdout.end();
    stderr.end();
    return { ...exit, peakMemoryBytes };
  }

  /** null where the image ended first, or the engine has no place for it. */
  async function startProgram(): Promise<SandboxedProcess | null> {
    const base = await makeBaseImage(engine);
    if ('mend' in base) {
      stderr.write(`${base.mend}\n`);
      image.kill();
      return null;
    }
    while (!isOver && !(await readState(engine, name))?.State.Pid) await sleep(50);
    if (isOver) return null;
    const mounts = [...mountSystem(), ...beside.mounts];
    const network = `container:${name}` as const;
    const program = startContainer(
      engine,
      { ...request, ...beside, mounts, image: base.image, network },
      { name: sharer },
    );
    stdin.pipe(program.stdin);
    program.stdout.pipe(stdout, { end: false });
    program.stderr.pipe(stderr, { end: false });
    return program;
  }
}
