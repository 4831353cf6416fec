import { taking, text } from '../example.ts';
import type { SignalRule } from '../rule.ts';
import { noticeParameters } from '../signal-notices.ts';
import type { Parameter } from '../tool.ts';

/** The schema leaves open what may be passed. */
export const freeFormObject: SignalRule = {
  id: 'free-form-object',
  title: 'The schema leaves its shape open',
  rationale:
    'An object whose properties are not named, or a list of anything, cannot be checked before the call, and a policy can bind nothing inside it. A map with named properties only, or a list of a known type, is bound.',
  decides: [],
  positive: [
    { because: 'an object of anything', definition: taking('call', { params: { type: 'object' } }) },
    {
      because: 'further properties are let in',
      definition: taking('create', {
        fields: { type: 'object', properties: { title: text() }, additionalProperties: true },
      }),
    },
    { because: 'a list of anything', definition: taking('append', { rows: { type: 'array' } }) },
    {
      because: 'a list of objects of anything',
      definition: taking('add', { items: { type: 'array', items: { type: 'object' } } }),
    },
  ],
  negative: [
    {
      because: 'its properties are named',
      definition: taking('create', { fields: { type: 'object', properties: { title: text() } } }),
    },
    { because: 'a list of texts', definition: taking('add', { tags: { type: 'array', items: text() } }) },
  ],
  notice: (tool) => noticeParameters(tool, isOpen),
};

function isOpen({ isFreeForm, takesList, itemTypes, values }: Parameter): boolean {
  return isFreeForm || (takesList && itemTypes.length === 0 && values.length === 0);
}
