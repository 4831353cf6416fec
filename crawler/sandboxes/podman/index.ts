import { makeContainerSandbox } from '../../containers/sandbox.ts';
import type { Sandbox } from '../../sandbox.ts';

/** Containers of Podman. */
export function podman(program?: string): Sandbox {
  return makeContainerSandbox('podman', program);
}
