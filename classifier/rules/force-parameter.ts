import { Clues } from '../clues.ts';
import { taking, text } from '../example.ts';
import { NameWords } from '../name-words.ts';
import type { SignalRule } from '../rule.ts';
import { noticeParameters } from '../signal-notices.ts';
import { Phrase } from '../text/phrase.ts';
import type { Parameter } from '../tool.ts';
import { wordSet } from '../word-set.ts';

const forceWords = new NameWords(
  'force forced overwrite overwriting clobber insecure unsafe dangerous dangerously'.split(' '),
);
const skippingWords = new NameWords('skip no ignore bypass disable without suppress'.split(' '));
const verifyingWords = new NameWords(['verify']);
const safeguards = wordSet(`
  confirm confirmation verify verification validate validation check checks hooks prompt prompts
  warning warnings ssl tls safety conflicts backup tests invalid robots approval protection
  permissions errors preflight
`);
const forcingWhat =
  /\b(?:refresh|reload|re-?fetch|cache|recalculat|re-?index|update check|colou?r|language|json|text|theme|store)/i;
const skipsSafeguard = new Phrase(
  /\b(?:skip(?:s|ping)?|bypass(?:es|ing)?|suppress(?:es)?|disabl(?:e|es|ing)|ignor(?:e|es|ing)|without) (?:the |any |all |requiring |asking for |user )*(?:pre-commit|confirmation|validation|verification|safety|checks?|prompts?|hooks|protection|robots\.txt)\b|\boverwrit(?:e|es|ing) (?:the |any |an? |it |if |an existing|existing)/i,
  'skip skips skipping bypass bypasses bypassing suppress suppresses suppressing disable disables disabling ignore ignores ignoring without overwrite overwrites overwriting',
);
const verifiesConnection = /\b(?:ssl|tls|certificates?)\b/i;

/** A switch skips a check, a confirmation or a protection. */
export const forceParameter: SignalRule = {
  id: 'force-parameter',
  title: 'A switch that skips a safeguard',
  rationale:
    'The check that is skipped was put there because calls go wrong; a policy can forbid the switch and leave the tool. A switch that forces a refresh of a cache skips nothing.',
  decides: [],
  clues: new Clues({ names: [forceWords, skippingWords, verifyingWords], phrase: skipsSafeguard }),
  positive: [
    { because: 'it forces', definition: taking('push', { force: { type: 'boolean' } }) },
    {
      because: 'it skips a confirmation',
      definition: taking('delete', { skipConfirmation: { type: 'boolean' } }),
    },
    {
      because: 'the description says what is skipped',
      definition: taking('commit', { quick: { type: 'boolean', description: 'Bypass pre-commit hooks' } }),
    },
    {
      because: 'what is there is overwritten',
      definition: taking('save', { overwrite: { type: 'boolean' } }),
    },
    {
      because: 'the check of a certificate can be switched off',
      definition: taking('get', { verify: { type: 'boolean', description: 'TLS verification' } }),
    },
  ],
  negative: [
    {
      because: 'a cache is no safeguard',
      definition: taking('list', { force: { type: 'boolean', description: 'Force a refresh of the cache' } }),
    },
    { because: 'a number of things to skip', definition: taking('list', { skip: { type: 'integer' } }) },
    {
      because: 'a confirmation is a safeguard itself',
      definition: taking('delete', { confirm: { type: 'boolean' } }),
    },
    {
      because: 'the force of physics is a number',
      definition: taking('simulate', { force: text('In newtons') }),
    },
  ],
  notice: (tool) => noticeParameters(tool, skips),
};

function skips(parameter: Parameter): boolean {
  if (!parameter.isSwitch) return false;
  const { words, description } = parameter;
  if (forceWords.areIn(parameter)) return !forcingWhat.test(`${words.join(' ')} ${description}`);
  if (skippingWords.has(words[0] ?? '') && words.some((word) => safeguards.has(word))) return true;
  if (verifyingWords.areIn(parameter) && verifiesConnection.test(`${words.join(' ')} ${description}`))
    return true;
  return skipsSafeguard.isIn(parameter);
}
