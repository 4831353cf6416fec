import type { Launcher } from '../crawler/launcher.ts';
import { chooseLauncher, makeLaunchers } from '../crawler/launchers/index.ts';
import type { ProbeOptions } from '../crawler/probe.ts';
import type { Ref } from '../crawler/ref.ts';
import { chooseSandbox } from '../crawler/sandboxes/index.ts';
import { NotExaminedError } from './exit-codes.ts';
import { findCacheFolder, version } from './settings.ts';

/** All that is needed to launch servers. */
export interface Workshop extends ProbeOptions {
  launchers: Launcher[];
}

/**
 * Finds a sandbox that works here, and makes the launchers.
 * @param refs what is to be launched.
 * @param timeoutSeconds for one start of a server, handshake and listing together.
 * @throws RefError where one of the REFs can be launched by none of them, before anything else is done;
 *   NotExaminedError where no sandbox works here: then nothing is launched, and the message says what to install or allow.
 */
export async function openWorkshop(refs: Ref[], timeoutSeconds = 30): Promise<Workshop> {
  const launchers = makeLaunchers(findCacheFolder());
  for (const ref of refs) chooseLauncher(launchers, ref);
  const chosen = await chooseSandbox();
  if ('mend' in chosen) throw new NotExaminedError(chosen.mend);
  return {
    sandbox: chosen.sandbox,
    sandboxVersion: chosen.version,
    clientVersion: version,
    timeoutMs: timeoutSeconds * 1000,
    launchers,
  };
}
