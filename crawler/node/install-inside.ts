// Runs inside the sandbox, started by sandboxed-npm.ts: installs or builds with npm's own library in the folder where
// it is started. Reads one request on standard input, writes one answer on standard output. Argument: the folder of
// downloads, where there is one.
import { text } from 'node:stream/consumers';
import Arborist from '@npmcli/arborist';
import type { NpmOptions } from './configuration.ts';
import { buildProject, installProject } from './project-inside.ts';
import type { NpmAnswer, NpmRequest } from './sandboxed-npm.ts';

const [, , downloads] = process.argv;
const quiet = { audit: false, fund: false, progress: false };

const request: NpmRequest = JSON.parse(await text(process.stdin));
process.stdout.write(`\n${JSON.stringify(await answer(request))}`);

async function answer(asked: NpmRequest): Promise<NpmAnswer> {
  try {
    return { done: true, needsBuild: await carryOut(asked, process.cwd()) };
  } catch (error) {
    const { code, message } = Object(error);
    return { done: false, code: String(code ?? 'no code'), message: String(message ?? error).slice(0, 2000) };
  }
}

/** The packages that have a script to run. */
async function carryOut(asked: NpmRequest, path: string): Promise<string[]> {
  switch (asked.step) {
    case 'install': {
      const options = { ...readOptions(asked.options), path };
      const tree = await new Arborist(options).reify({ add: [asked.spec], omit: ['dev'] });
      return listScripted(tree);
    }
    case 'install-project':
      return listScripted(await installProject(path, asked.member, readOptions(asked.options)));
    case 'build':
      await runInstallScripts(path);
      return [];
    case 'build-project':
      await buildProject(path, asked.member);
      return [];
  }
}

/** A request is JSON, which has no dates. */
function readOptions(options: NpmOptions): NpmOptions {
  const before = typeof options.before === 'string' ? { before: new Date(options.before) } : {};
  return { ...options, ...before, ...quiet, cache: downloads, ignoreScripts: true };
}

function listScripted(tree: Arborist.Node): string[] {
  const scripted = [...tree.inventory.values()].filter((node) => node.hasInstallScript && !node.isWorkspace);
  return scripted.map((node) => `${node.packageName}@${node.version}`).sort();
}

/** Of what was downloaded: the packages of a project itself are built by scripts of other names. */
async function runInstallScripts(path: string): Promise<void> {
  const arborist = new Arborist({ ...quiet, path, ignoreScripts: false, dangerouslyAllowAllScripts: true });
  const tree = await arborist.loadActual();
  const nodes = [...tree.inventory.values()].filter((node) => node.parent !== null && !node.isLink);
  // The package's published types lack this method.
  if ('rebuild' in arborist && typeof arborist.rebuild === 'function') await arborist.rebuild({ nodes });
}
