import type { Observation } from '../crawler/observation.ts';
import { toPlainText } from '../policy/plain-text.ts';
import { count } from './terminal.ts';

/** What came of a look, in one line: "npm:a 1.0.0: 3 tools (2.1 s)". */
export function describeLook(
  ref: string,
  { version, durationMs, placeholders, outcome }: Observation,
): string {
  const seconds = `${(durationMs / 1000).toFixed(1)} s`;
  const suffix = version === null || ref.endsWith(`@${version}`) ? '' : ` ${toPlainText(version, 40)}`;
  const name = `${toPlainText(ref, 80)}${suffix}`;
  if ('listing' in outcome) {
    const note = placeholders.length === 0 ? '' : `, with ${count(placeholders.length, 'placeholder')}`;
    return `${name}: ${count(outcome.listing.tools.length, 'tool')} (${seconds}${note})`;
  }
  const { reason, detail } = outcome.failure;
  return `${name}: ${reason}. ${toPlainText(detail)} (${seconds})`;
}

/** The first three; of a queue there may be hundreds. */
export function nameFirst(refs: string[]): string {
  const named = refs.slice(0, 3).map((ref) => toPlainText(ref, 60));
  return [...named, ...(refs.length > 3 ? [`${refs.length - 3} more`] : [])].join(', ');
}
