import type { Category } from './classification.ts';
import { isForGood, isLoss } from './language/loss.ts';
import type { Statement } from './language/statement.ts';
import type { Deed } from './language/verbs.ts';
import type { Described } from './text/phrase.ts';

type Effect = Exclude<Category, 'Unknown'>;

/** What each deed comes to; a removal only where something is lost. `null`: the verb says nothing. */
const effects: Readonly<Record<Deed, Effect | null>> = {
  look: 'Read',
  study: 'Read',
  make: 'Read',
  change: 'Write',
  message: 'Write',
  version: 'Write',
  navigate: 'Write',
  detach: 'Write',
  grant: 'Write',
  input: 'Execute',
  run: 'Execute',
  operate: 'Execute',
  delegate: 'Execute',
  attack: 'Execute',
  remove: 'Destructive',
  end: 'Destructive',
  cancel: 'Destructive',
  revoke: 'Destructive',
  pay: 'Financial',
  vague: null,
};

/** The category of one thing said, by itself; null where its verb says nothing. */
export function effectOf(statement: Statement, described: Described): Effect | null {
  const effect = effects[statement.deed];
  if (isForGood(statement, described.description)) return 'Destructive';
  if (effect !== 'Destructive' || statement.deed === 'revoke') return effect;
  return isLoss(statement, described) ? 'Destructive' : 'Write';
}
