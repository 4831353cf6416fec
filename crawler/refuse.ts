import { cleanLine, cleanTail } from './diagnosis.ts';
import type { Failed } from './launcher.ts';
import type { FailureReason } from './observation.ts';

/** A failure as a value, of which nothing that a server or an engine wrote plays with a terminal. */
export function refuse(reason: FailureReason, detail: string, stderr = ''): Failed {
  return { failure: { reason, detail: cleanLine(detail), stderrTail: cleanTail(stderr) } };
}
