import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { cleanLine, lastLine } from '../diagnosis.ts';

export const engineIds = ['podman', 'docker'] as const;
export type EngineId = (typeof engineIds)[number];

/** A container engine that answers. */
export interface Engine {
  id: EngineId;
  /** Its program, by name or path. */
  program: string;
  /** Options that stand before each of its commands. */
  options: string[];
  /** As it is shown: `podman 4.3.1`. */
  version: string;
}

/** What came of one command of an engine; `code` is null where it was not there, or took too long. */
export interface EngineAnswer {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** What to do where there is none. */
export const installEngine =
  'Install a container engine: `sudo apt-get install podman`, or Docker with its service running.';

/**
 * Asks an engine whether it is there and answers: the client alone is none.
 * @returns it, or one sentence that says what to install or start.
 */
export async function findEngine(id: EngineId, program: string = id): Promise<Engine | { mend: string }> {
  const engine: Engine = { id, program, options: [], version: id };
  const format = id === 'podman' ? '{{.Version.Version}}' : '{{.ServerVersion}}';
  const { code, stdout, stderr } = await runEngine(engine, ['info', '--format', format], 20_000);
  const version = stdout.trim();
  if (code === 0 && version !== '') return { ...engine, version: `${id} ${cleanLine(version)}` };
  if (stderr.includes('ENOENT')) return { mend: installEngine };
  return { mend: `Start ${id}, which is installed and does not answer (it said: ${lastLine(stderr)}).` };
}

/** Runs one command of an engine to its end. Never rejects. */
export async function runEngine(
  { program, options }: Pick<Engine, 'program' | 'options'>,
  args: string[],
  timeoutMs = 60_000,
): Promise<EngineAnswer> {
  const bounds = { timeout: timeoutMs, killSignal: 'SIGKILL' as const, maxBuffer: 16 * 1024 ** 2 };
  try {
    const { stdout, stderr } = await promisify(execFile)(program, [...options, ...args], bounds);
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr, message }: Record<string, unknown> = Object(error);
    const text = typeof stderr === 'string' && stderr !== '' ? stderr : String(message);
    return { code: typeof code === 'number' ? code : null, stdout: String(stdout ?? ''), stderr: text };
  }
}
