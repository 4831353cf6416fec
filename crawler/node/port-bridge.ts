import { fileURLToPath } from 'node:url';
import type { LaunchPlan } from '../launch-plan.ts';
import { mountNode } from './node-runtime.ts';

const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const bridge = {
  from: fileURLToPath(new URL(`./port-bridge-inside.${extension}`, import.meta.url)),
  // Node.js takes it for a module without a package.json beside it.
  to: `/bridge/port-bridge.m${extension}`,
  writable: false,
};

/**
 * The same start for a server that opens a port instead of speaking on standard input and output: a program beside it in
 * the sandbox, which has no network but its own, meets it there and hands its messages on. An image cannot be relied on
 * to run that program, which so gets a container of its own.
 */
export function bridgePort({ program, args, mounts, ...plan }: LaunchPlan): LaunchPlan {
  const node = mountNode();
  const [binary] = node.mounts;
  if (plan.image !== undefined) {
    const beside = {
      program: node.program,
      args: [bridge.to],
      env: node.env,
      mounts: binary === undefined ? [bridge] : [binary, bridge],
    };
    return { ...plan, program, args, mounts, beside };
  }
  const has = ({ to }: { to: string }) => mounts.some((mount) => mount.to === to);
  return {
    ...plan,
    program: node.program,
    args: [bridge.to, program, ...args],
    mounts: [...mounts, ...(binary === undefined || has(binary) ? [] : [binary]), bridge],
  };
}
