// Runs inside the sandbox, started by install.ts: installs or builds one package with npm's own library.
// Reads one request on standard input, writes one answer on standard output.
import { text } from 'node:stream/consumers';
import Arborist from '@npmcli/arborist';
import type { InstallAnswer, InstallRequest } from './install.ts';

const request: InstallRequest = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(await carryOut(request)));

async function carryOut({ step, folder, spec, options }: InstallRequest): Promise<InstallAnswer> {
  try {
    const shared = { ...options, path: folder, audit: false, fund: false, progress: false };
    if (step === 'build') {
      const arborist = new Arborist({ ...shared, ignoreScripts: false, dangerouslyAllowAllScripts: true });
      // The package's published types lack this method.
      if ('rebuild' in arborist && typeof arborist.rebuild === 'function') await arborist.rebuild();
      return { done: true, needsBuild: [] };
    }
    const tree = await new Arborist({ ...shared, ignoreScripts: true }).reify({ add: [spec], omit: ['dev'] });
    const scripted = [...tree.inventory.values()].filter((node) => node.hasInstallScript);
    return { done: true, needsBuild: scripted.map((node) => `${node.packageName}@${node.version}`).sort() };
  } catch (error) {
    const { code, message } = Object(error);
    return { done: false, code: String(code ?? 'no code'), message: String(message ?? error).slice(0, 2000) };
  }
}
