import { makePolicy } from '../policy/policy.ts';
import type { JudgedTool } from '../policy/recommend.ts';
import { suggestServerKey } from '../policy/server-key.ts';
import { type Fidelity, judgeFidelity, type PolicyFile } from '../policy/target.ts';
import { targets } from '../policy/targets/index.ts';
import { type Replay, replays } from '../policy/verified.ts';

/** One target's documents, ready to copy. */
export interface PolicyDocument {
  target: string;
  title: string;
  engine: string;
  language: string;
  /** The policy itself. */
  file: PolicyFile;
  /** Names of what it needs beside it. */
  beside: string[];
  fidelity: Fidelity;
  /** What the fidelity means, for a reader. */
  fidelityWords: string;
  /** When such documents were last replayed in the target's own engine, and what came of it; null where they never were. */
  replay: Replay | null;
  /** What the target cannot do as advised, each sentence once. */
  departures: string[];
}

const fidelityWords: Record<Fidelity, string> = {
  exact: 'says all that is advised',
  stricter: 'lets through less than is advised',
  external: 'does all that is advised with the script beside it',
  partial: 'cannot say all that is advised',
};

/** By how many people use each; the others follow by their ids. */
const foremost = [
  'claude-code',
  'codex',
  'gemini-cli',
  'cursor',
  'vscode',
  'opencode',
  'copilot-cli',
  'policylayer',
  'intercept',
  'toolhive',
];
const sortedTargets = [...targets].sort((a, b) => placeOf(a.id) - placeOf(b.id));

function placeOf(id: string): number {
  const place = foremost.indexOf(id);
  return place < 0 ? foremost.length : place;
}

/** The starter policy of these tools of one server, in the format of every target. */
export function writePolicyDocuments(server: string, tools: readonly JudgedTool[]): PolicyDocument[] {
  const key = suggestServerKey(server);
  const policy = makePolicy([{ key, name: server, tools }]);
  const definitions = new Map([[key, tools.map(({ definition }) => definition)]]);
  return sortedTargets.map(({ id, title, engine, language, emit }) => {
    const { files, coverage } = emit(policy, { askAs: null, definitions });
    const [file = { path: '', content: '' }, ...others] = files;
    const fidelity = judgeFidelity(coverage);
    const departures = coverage.filter(({ status, note }) => status !== 'exact' && note !== '');
    return {
      target: id,
      title,
      engine,
      language,
      file,
      beside: others.map(({ path }) => path),
      fidelity,
      fidelityWords: fidelityWords[fidelity],
      replay: replays.find(({ target }) => target === id) ?? null,
      departures: [...new Set(departures.map(({ note }) => note))],
    };
  });
}
