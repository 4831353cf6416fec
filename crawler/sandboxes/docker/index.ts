import { makeContainerSandbox } from '../../containers/sandbox.ts';
import type { Sandbox } from '../../sandbox.ts';

/** Containers of Docker, whose service has to run. */
export function docker(program?: string): Sandbox {
  return makeContainerSandbox('docker', program);
}
