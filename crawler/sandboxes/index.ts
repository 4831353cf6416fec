import type { Sandbox } from '../sandbox.ts';
import { bubblewrap } from './bubblewrap/index.ts';
import { docker } from './docker/index.ts';
import { podman } from './podman/index.ts';
import { sandboxRuntime } from './sandbox-runtime/index.ts';

const ofLinux = [bubblewrap(), podman(), docker()];

/** Every sandbox: first those that this system may have, of these the strictest. */
export const sandboxes: readonly Sandbox[] =
  process.platform === 'darwin' ? [sandboxRuntime(), ...ofLinux] : [...ofLinux, sandboxRuntime()];

/**
 * The strictest sandbox that works here and now.
 * @returns it with its name and version, or one sentence that says what to install or allow for the strictest.
 */
export async function chooseSandbox(
  choice: readonly Sandbox[] = sandboxes,
): Promise<{ sandbox: Sandbox; version: string } | { mend: string }> {
  const mends: string[] = [];
  for (const sandbox of choice) {
    const result = await sandbox.check();
    if (result.works) return { sandbox, version: result.version };
    mends.push(result.mend);
  }
  return { mend: mends[0] ?? 'Install a sandbox: this placard has none.' };
}
