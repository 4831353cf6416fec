import { isArithmetic } from '../arithmetic.ts';
import { noticeDeeds } from '../deed-notices.ts';
import { saying } from '../example.ts';
import type { DecidingRule, EffectNotice } from '../rule.ts';
import type { Tool } from '../tool.ts';

export const lookUp: DecidingRule = {
  id: 'look-up',
  title: 'Says that it brings something back',
  rationale:
    'A verb of looking, asking or working something out is the evidence that Read needs; silence is none. What the same call may do besides is for the other rules.',
  decides: [1, 2, 16, 17],
  positive: [
    { because: 'it gets something', definition: saying('get_weather', 'Get the weather of a city.') },
    {
      because: 'it works on what it is given',
      definition: saying('validate_schema', 'Validates a JSON schema.'),
    },
    {
      because: "the verb stands behind the server's own prefix",
      definition: saying('maps_geocode', 'Convert an address into coordinates'),
    },
    {
      because: 'a demonstration of waiting is waiting',
      definition: saying('trigger-long-operation', 'Demonstrates a long running operation.'),
    },
  ],
  negative: [
    { because: 'it makes something', definition: saying('create_issue', 'Creates an issue.') },
    {
      because: 'the verb belongs to a condition',
      definition: saying('rotate_key', 'Rotates the key if you get an error.'),
    },
  ],
  notice(tool) {
    if (tool.statements.length === 0) return [...noticePromise(tool), ...noticeSearch(tool)];
    const looks = noticeDeeds(tool, 'Read', ['look', 'study']);
    if (isArithmetic(tool)) {
      looks.push(...noticeDeeds(tool, 'Read', ['change'], ({ verb }) => verb === 'add'));
    }
    looks.push(...noticePromise(tool));
    return looks;
  },
};

function noticePromise({ readOnlyPromise }: Tool): EffectNotice[] {
  if (readOnlyPromise === null) return [];
  const { field, text, start } = readOnlyPromise;
  return [{ effect: 'Read', confidence: 'high', field, quote: text, start }];
}

const searchWords = new Set('search query keyword keywords filter page offset cursor ordering'.split(' '));

/** Where no word tells anything, what the caller may search or page by does, a little. */
function noticeSearch({ parameters }: Tool): EffectNotice[] {
  const asked = parameters.find(({ words }) => words.some((word) => searchWords.has(word)));
  if (asked === undefined) return [];
  return [
    { effect: 'Read', confidence: 'low', field: asked.field, quote: asked.name.slice(0, 200), start: 0 },
  ];
}
