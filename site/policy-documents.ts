import type { Classification } from '../classifier/classification.ts';
import { makePolicy } from '../policy/policy.ts';
import { targets } from '../policy/targets/index.ts';

/** One target's document, ready to copy. */
export interface PolicyDocument {
  target: string;
  title: string;
  engine: string;
  language: string;
  fileName: string;
  content: string;
  /** What the target cannot do as advised, each sentence once. */
  departures: string[];
}

/** The starter policy of these tools of one server, in the format of every target. */
export function writePolicyDocuments(
  server: string,
  classifications: readonly Classification[],
): PolicyDocument[] {
  const policy = makePolicy(server, classifications);
  return targets.map(({ id, title, engine, language, fileName, emit }) => {
    const { content, coverage } = emit(policy);
    const departures = coverage.filter(({ status, note }) => status !== 'exact' && note !== '');
    return {
      target: id,
      title,
      engine,
      language,
      fileName,
      content,
      departures: [...new Set(departures.map(({ note }) => note))],
    };
  });
}
