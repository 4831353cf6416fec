import type { Launcher } from '../crawler/launcher.ts';
import { makeLaunchers } from '../crawler/launchers/index.ts';
import type { ProbeOptions } from '../crawler/probe.ts';
import { chooseSandbox } from '../crawler/sandboxes/index.ts';
import { findCacheFolder, version } from './settings.ts';

/** All that is needed to launch servers. */
export interface Workshop extends ProbeOptions {
  launchers: Launcher[];
}

/** Without a sandbox that works here nothing is launched; the message says what to install or allow. */
export class NoSandboxError extends Error {
  override name = 'NoSandboxError';
}

/**
 * Finds a sandbox that works here, and makes the launchers.
 * @param timeoutSeconds for one start of a server, handshake and listing together.
 * @throws NoSandboxError
 */
export async function openWorkshop(timeoutSeconds = 30): Promise<Workshop> {
  const chosen = await chooseSandbox();
  if ('mend' in chosen) throw new NoSandboxError(chosen.mend);
  return {
    sandbox: chosen.sandbox,
    sandboxVersion: chosen.version,
    clientVersion: version,
    timeoutMs: timeoutSeconds * 1000,
    launchers: makeLaunchers(findCacheFolder()),
  };
}
