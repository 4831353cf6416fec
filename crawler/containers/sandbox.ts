import { text } from 'node:stream/consumers';
import { lastLine } from '../diagnosis.ts';
import { type Sandbox, trialRequest } from '../sandbox.ts';
import { makeBaseImage, mountSystem } from './base-image.ts';
import { type Engine, type EngineId, engineIds, findEngine, installEngine } from './engine.ts';
import { startContainer } from './start.ts';

/** What a program can do in a container where placard is run by root, and could not in bubblewrap. */
export const concessions: Record<EngineId, string[]> = {
  podman: ['list /sys', 'write to /dev', "write a process's settings", 'make a user namespace'],
  docker: ['list /sys', 'write to /dev', "write a process's settings"],
};

/**
 * A container engine as the sandbox of programs of the host: it shows them the host's system read-only, as bubblewrap
 * does. Against bubblewrap it concedes that a program sees /sys, may write its own settings in /proc and, where placard is run
 * by root, 64 MB in /dev; podman also lets it make a user namespace, which gives it nothing of the host's.
 * @param program the engine's own, by name or path.
 */
export function makeContainerSandbox(id: EngineId, program: string = id): Sandbox {
  let ready: { engine: Engine; image: string } | null = null;

  async function check(): ReturnType<Sandbox['check']> {
    if (process.platform !== 'linux')
      return {
        works: false,
        mend: 'Run placard on Linux: what it shows to a container are programs of Linux.',
      };
    const result = await findWorkingEngine(id, program);
    if ('mend' in result) return { works: false, mend: result.mend };
    ready = result;
    return { works: true, version: result.engine.version };
  }

  return {
    id,
    check,
    start(request) {
      if (ready === null)
        throw new TypeError(`The sandbox ${id} is started only after a check that it works.`);
      const mounts = [...mountSystem(), ...request.mounts];
      return startContainer(ready.engine, { ...request, mounts, image: ready.image });
    },
  };
}

/**
 * The first engine that answers and, where placard can see it, starts a container.
 * @returns one sentence where there is none: what the first that is installed lacks.
 */
export async function chooseEngine(
  programs: Partial<Record<EngineId, string>> = {},
): Promise<Engine | { mend: string }> {
  const mends: string[] = [];
  for (const id of engineIds) {
    const found =
      process.platform === 'linux'
        ? await findWorkingEngine(id, programs[id])
        : await findEngine(id, programs[id]);
    if (!('mend' in found)) return 'engine' in found ? found.engine : found;
    mends.push(found.mend);
  }
  return { mend: mends.find((mend) => mend !== installEngine) ?? installEngine };
}

/** With the runtime of its own choice; podman's usual one starts nothing on some systems, where runc does. */
async function findWorkingEngine(
  id: EngineId,
  program: string = id,
): Promise<{ engine: Engine; image: string } | { mend: string }> {
  const engine = await findEngine(id, program);
  if ('mend' in engine) return engine;
  const usual = await tryOut(engine);
  if (!('mend' in usual) || id !== 'podman') return usual;
  const other = await tryOut({ ...engine, options: ['--runtime', 'runc'] });
  return 'mend' in other ? usual : other;
}

async function tryOut(engine: Engine): Promise<{ engine: Engine; image: string } | { mend: string }> {
  const base = await makeBaseImage(engine);
  if ('mend' in base) return base;
  const trial = startContainer(engine, {
    ...trialRequest,
    limits: { ...trialRequest.limits, wallMs: containerTrialMs },
    mounts: mountSystem(),
    image: base.image,
  });
  trial.stdout.resume();
  const [said, { code }] = await Promise.all([text(trial.stderr), trial.exited]);
  if (code === 0) return { engine, image: base.image };
  return { mend: `Mend ${engine.id}, which starts no container (it said: ${lastLine(said)}).` };
}

/** An engine makes the container first. */
const containerTrialMs = 30_000;
