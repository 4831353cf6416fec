import { saying, taking } from '../example.ts';
import type { Statement } from '../language/statement.ts';
import type { SignalRule } from '../rule.ts';
import { noticeHeadline, noticeWords } from '../signal-notices.ts';
import { Phrase } from '../text/phrase.ts';
import { wordSet } from '../word-set.ts';

const replacingVerbs = wordSet(`
  update set edit modify replace overwrite save put patch upsert rewrite write change restore reset
  revert alter amend
`);
/** What is only switched to, and back again by the same call. */
const switched = wordSet('directory orientation context branch mode');
const saysSo = new Phrase(
  /\boverwrit(?:e|es|ing|ten)\b(?! (?:protection|is not))|\breplac(?:e|es|ing) (?:the |any |all |its )*(?:existing|entire|current|whole|previous|contents?)\b/i,
  'overwrite overwrites overwriting overwritten replace replaces replacing',
);
const deniesIt = new Phrase(
  /\b(?:not|never|without|won't|doesn't|no) (?:\w+ )?overwrit/i,
  'overwrite overwrites overwriting overwritten',
);

/** New content takes the place of old. */
export const overwrites: SignalRule = {
  id: 'overwrites',
  title: 'Replaces what stood there',
  rationale:
    'An ordinary save or update, and still the earlier content is gone from where it stood unless something else keeps versions. Adding beside what is there replaces nothing.',
  decides: [],
  positive: [
    { because: 'an update replaces', definition: saying('update_page', 'Update the content of a page.') },
    {
      because: 'the description says so',
      definition: saying('export', 'Creates a copy, overwriting an existing one.'),
    },
    { because: 'a save replaces', definition: saying('save_file', 'Saves the file.') },
  ],
  negative: [
    { because: 'adding replaces nothing', definition: saying('add_row', 'Adds a row.') },
    { because: 'it reads', definition: saying('get_page', 'Gets a page.') },
    {
      because: 'it promises not to',
      definition: taking('copy', {}, 'Copies a file and does not overwrite an existing one.'),
    },
  ],
  notice(tool, category) {
    if (category === 'Read' || category === 'Unknown') return [];
    const inHeadline = noticeHeadline(
      tool,
      (statement) =>
        statement.deed === 'change' && replacingVerbs.has(statement.verb) && !isSwitched(statement),
    );
    if (inHeadline.length > 0 || deniesIt.isIn(tool)) return inHeadline;
    const [verb] = tool.nameWords;
    if (verb !== undefined && replacingVerbs.has(verb.word)) {
      const quote = tool.name.slice(verb.start, verb.end);
      return [{ field: 'name', quote, start: verb.start }];
    }
    return noticeWords(tool, saysSo);
  },
};

function isSwitched({ verb, object }: Statement): boolean {
  return (verb === 'change' || verb === 'set') && switched.has(object.at(-1) ?? '');
}
