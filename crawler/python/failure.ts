import { cleanTail } from '../diagnosis.ts';
import type { Failure } from '../observation.ts';
import type { Finished } from './sandboxed-uv.ts';

/** Why a step of an installation failed, with the last words of what ran. */
export function describeFailure(what: string, { exit, stderr }: Finished): Failure {
  const reason =
    exit.stoppedBy === null
      ? 'install-failed'
      : exit.stoppedBy === 'wall-time'
        ? 'timed-out'
        : 'limit-exceeded';
  return { reason, detail: `uv could not install ${what}.`, stderrTail: cleanTail(stderr) };
}

/** A failure of an installation that placard itself saw. */
export function refuse(detail: string): Failure {
  return { reason: 'install-failed', detail, stderrTail: '' };
}
