import type { AnyLauncher, AskOptions } from '../crawler/launcher.ts';
import { chooseLauncher, makeLaunchers } from '../crawler/launchers/index.ts';
import type { ProbeOptions } from '../crawler/probe.ts';
import type { Ref } from '../crawler/ref.ts';
import type { Sandbox } from '../crawler/sandbox.ts';
import { chooseSandbox, sandboxes } from '../crawler/sandboxes/index.ts';
import { toPlainText } from '../policy/plain-text.ts';
import { NotExaminedError, UsageError } from './exit-codes.ts';
import { findCacheFolder, findGithub, version } from './settings.ts';

/** All that is needed to examine servers. */
export interface Workshop extends ProbeOptions {
  launchers: AnyLauncher[];
}

/**
 * Makes the launchers, and finds a sandbox that works here where one is needed: servers that run elsewhere need
 * none, and images bring theirs.
 * @param refs what is to be examined.
 * @param timeoutSeconds for one attempt at a server, handshake and listing together.
 * @param named those of them that a person named, which may lie on a private network: all where it is not given.
 * @throws RefError where one of the REFs can be launched by none of them, before anything else is done;
 *   NotExaminedError where no sandbox works here: then nothing is launched, and the message says what to install or allow.
 */
export async function openWorkshop(refs: Ref[], timeoutSeconds = 30, named = refs): Promise<Workshop> {
  const launchers = equip(named);
  const isLaunching = refs
    .map((ref) => chooseLauncher(launchers, ref))
    .some((launcher) => 'prepare' in launcher && launcher.findSandbox === undefined);
  return { ...(isLaunching ? await findSandbox() : noSandbox), ...ask(timeoutSeconds), launchers };
}

/**
 * As openWorkshop, for whatever a queue brings: nobody here named any of it.
 * @throws NotExaminedError
 */
export async function openWorkshopForQueue(timeoutSeconds = 30): Promise<Workshop> {
  return { ...(await findSandbox()), ...ask(timeoutSeconds), launchers: equip([]) };
}

/** All that is needed to find servers which others examine. */
export function openOffice(): Workshop {
  return { ...noSandbox, ...ask(0), launchers: equip([]) };
}

function equip(named: Ref[]): AnyLauncher[] {
  const userAgent = `placard/${version}`;
  return makeLaunchers(findCacheFolder(), { userAgent, named }, { userAgent, ...findGithub() });
}

function ask(timeoutSeconds: number): AskOptions {
  return { clientVersion: version, timeoutMs: timeoutSeconds * 1000 };
}

const noSandbox = { sandbox: null, sandboxVersion: null };

/** By PLACARD_SANDBOX one of them; else all, of which the strictest that works is taken. */
function readSandboxChoice(): readonly Sandbox[] {
  const id = process.env.PLACARD_SANDBOX;
  if (!id) return sandboxes;
  const named = sandboxes.filter((sandbox) => sandbox.id === id);
  if (named.length > 0) return named;
  const ids = sandboxes.map((sandbox) => sandbox.id).join(', ');
  throw new UsageError(
    `PLACARD_SANDBOX names "${toPlainText(id, 40)}", which is no sandbox: there are ${ids}.`,
  );
}

async function findSandbox(): Promise<Pick<ProbeOptions, 'sandbox' | 'sandboxVersion'>> {
  const chosen = await chooseSandbox(readSandboxChoice());
  if ('mend' in chosen) throw new NotExaminedError(chosen.mend);
  return { sandbox: chosen.sandbox, sandboxVersion: chosen.version };
}
