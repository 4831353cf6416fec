import { taking, text } from '../example.ts';
import type { SignalRule } from '../rule.ts';

/** From the project's taxonomy: from this many on, a reader no longer sees at a glance what can be passed. */
const many = 10;

/** Ten properties or more, nested ones counted. */
export const parameterCount: SignalRule = {
  id: 'parameter-count',
  title: 'Takes ten properties or more',
  rationale:
    'Each argument is a thing to review and to bind, and what matters hides easily among many. Properties of nested objects count, because a caller fills them in as well.',
  decides: [],
  positive: [
    { because: 'ten of its own', definition: taking('create', Object.fromEntries(letters(10))) },
    {
      because: 'nested ones are counted',
      definition: taking('create', {
        options: { type: 'object', properties: Object.fromEntries(letters(9)) },
      }),
    },
  ],
  negative: [{ because: 'nine are few', definition: taking('create', Object.fromEntries(letters(9))) }],
  notice(tool) {
    const count = tool.parameters.length;
    const first = tool.parameters[0];
    if (count < many || first === undefined) return [];
    const { field, name } = first;
    return [{ count, field, quote: name.slice(0, 200), start: 0 }];
  },
};

function letters(count: number): [string, unknown][] {
  return Array.from({ length: count }, (_, index) => [String.fromCharCode(97 + index), text()]);
}
