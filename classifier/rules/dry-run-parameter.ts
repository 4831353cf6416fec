import { Clues } from '../clues.ts';
import { taking, text } from '../example.ts';
import { NameWords } from '../name-words.ts';
import type { SignalRule } from '../rule.ts';
import { noticeParameters } from '../signal-notices.ts';
import { Phrase } from '../text/phrase.ts';
import type { Parameter } from '../tool.ts';

/** A name without any of these tells nothing. */
const tellingWords = new NameWords(
  'dry dryrun validate check plan preview what whatif simulate simulation test no noop'.split(' '),
);
/** Names that can mean nothing else, as words joined. */
const dryRunNames =
  /\b(?:dry ?run|validate only|check only|plan only|preview only|what ?if|simulate only|no ?op)\b/;
/** Names that mean it where the description says so. */
const doubtfulNames = /\b(?:preview|simulate|simulation|test|validate|plan|check)\b/;
const saysDryRun = new Phrase(/\bdry[- ]run\b/i, 'dry');
const leavesUndone =
  /\bdry[- ]run\b|\bwithout (?:actually )?(?:making|applying|performing|executing|changing|saving|writing|deleting|creating|sending|modifying)\b|\b(?:only|just) (?:preview|validate|simulate|show|check)|\bpreview (?:the )?changes\b|\bno changes\b|\bnot (?:be )?(?:applied|executed|saved|made)\b/i;

/** A switch shows what would happen and does nothing. */
export const dryRunParameter: SignalRule = {
  id: 'dry-run-parameter',
  title: 'A switch that only shows the effect',
  rationale:
    'A caution that is there can be asked for: a policy may allow the dry run and ask before the real one. It lowers no level, because nothing obliges a caller to use it.',
  decides: [],
  clues: new Clues({ names: [tellingWords], phrase: saysDryRun }),
  positive: [
    { because: 'the usual name', definition: taking('sync', { dryRun: { type: 'boolean' } }) },
    { because: 'only validated', definition: taking('create', { validate_only: { type: 'boolean' } }) },
    {
      because: 'the description says that nothing is changed',
      definition: taking('edit', {
        preview: { type: 'boolean', description: 'Show the diff without applying it' },
      }),
    },
  ],
  negative: [
    {
      because: 'a preview that is opened is no dry run',
      definition: taking('open', { preview: { type: 'boolean', description: 'Open in the preview pane' } }),
    },
    {
      because: 'tests of something else',
      definition: taking('build', { test: { type: 'boolean', description: 'Run the tests as well' } }),
    },
    {
      because: 'a text is no switch',
      definition: taking('create', { plan: text('Without making mistakes') }),
    },
  ],
  notice: (tool) => noticeParameters(tool, isDryRun),
};

function isDryRun(parameter: Parameter): boolean {
  const { isSwitch, types, values } = parameter;
  if (!tellingWords.areIn(parameter)) return isSwitch && saysDryRun.isIn(parameter);
  if (!isSwitch && !(types.includes('string') && values.length > 0)) return false;
  const name = parameter.words.join(' ');
  if (dryRunNames.test(name)) return true;
  if (!isSwitch) return false;
  return doubtfulNames.test(name) ? leavesUndone.test(parameter.description) : saysDryRun.isIn(parameter);
}
