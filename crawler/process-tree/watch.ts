import type { SandboxLimits, StoppedBy } from '../sandbox.ts';
import type { CgroupReadings } from './cgroup.ts';
import { measureTree } from './measure.ts';

const intervalMs = 100;

/**
 * Measures a tree ten times a second and says once which limit it has met.
 * @param init First process of the tree's process namespace.
 * @param isOwn whether that one is the program's own, and not the sandbox's.
 * @returns ends the watch, and gives the highest memory that was seen, in bytes.
 */
export function watchTree(
  init: number,
  limits: SandboxLimits,
  cgroup: CgroupReadings | null,
  stop: (reason: StoppedBy) => void,
  isOwn = false,
): () => number {
  let peakMemoryBytes = 0;
  const measure = () => {
    const usage = measureTree(init, isOwn);
    peakMemoryBytes = Math.max(peakMemoryBytes, usage.memoryBytes);
    const cpuSeconds = Math.max(usage.cpuSeconds, cgroup?.cpuSeconds() ?? 0);
    const limitMet = cgroup?.limitMet();
    if (limitMet) return stop(limitMet);
    if (usage.memoryBytes > limits.memoryBytes) return stop('memory');
    if (usage.processes > limits.processes) return stop('processes');
    if (cpuSeconds > limits.cpuSeconds) return stop('cpu-time');
  };
  const timer = setInterval(measure, intervalMs);
  return () => {
    clearInterval(timer);
    return peakMemoryBytes;
  };
}
