import { Clues } from '../clues.ts';
import { taking, text } from '../example.ts';
import { NameWords } from '../name-words.ts';
import type { SignalRule } from '../rule.ts';
import { noticeParameters } from '../signal-notices.ts';
import { Phrase } from '../text/phrase.ts';
import type { Parameter, Tool } from '../tool.ts';
import { wordSet } from '../word-set.ts';

const secretWords = wordSet(`
  password passwords passwd pwd passphrase passcode secret secrets credential credentials mnemonic
  apikey jwt otp cookie cookies bearer authorization pat
`);
/** A name without any of these tells nothing. */
const tellingWords = new NameWords([
  ...secretWords,
  ...['key', 'keys', 'token', 'tokens', 'auth', 'string', 'str', 'phrase'],
]);
/** What makes a `key` a secret one; every other key opens a map, a table or an issue tracker. */
const secretKeys = wordSet(`
  private secret api access auth client bearer encryption signing service account license subscription
  ssh master admin deploy app consumer decryption aes hmac
`);
/** What makes a `token` a place in a list, a coin or a piece of text. */
const plainTokens = wordSet(`
  page next continuation sync start pagination cursor resume max min num input output base quote from
  to buy sell file in out skip change native
`);
const secretDescription = new Phrase(
  /^(?:the |your |an? |optional:? |personal |oauth2? |user'?s? |google |bearer )*(?:api[ -]?(?:key|token|secret)|access[ -]token|auth(?:entication|orization)?[ -](?:token|key|ticket|header|cookie)|bearer token|password|passphrase|private key|secret key|secret access key|client secret|connection string|credentials?|seed phrase|mnemonic|session (?:token|cookie))\b(?! (?:id|name|labels?|path|file|type|length|must|policy|version|scope|expir))/i,
  'api apikey apitoken apisecret access auth authentication authorization bearer password passphrase private secret client connection credential credentials seed mnemonic session',
);
const tokenDescription =
  /\b(?:auth\w*|oauth\w*|api|access|bearer|jwt|secret|session|login|bot|personal|credential\w*|sign[- ]?in|device)\b/i;
const coinText =
  /\b(?:erc-?\d+|nft|swap|blockchain|wallet|contract|coins?|crypto\w*|solana|ethereum|symbol|balance|pagination|next page|max(?:imum)?|number of)\b/i;

/** Takes a password, token or key. */
export const credentialParameter: SignalRule = {
  id: 'credential-parameter',
  title: 'Takes a password, token or key',
  rationale:
    'A secret that is passed as an argument is seen by the model, the client and its logs; a server should take it from its own configuration. Page tokens, counts of tokens, coins, the keys of a map and the name or id of a secret are none.',
  decides: [],
  clues: new Clues({ names: [tellingWords], phrase: secretDescription }),
  positive: [
    { because: 'a password', definition: taking('login', { password: text() }) },
    { because: 'an API key in camelCase', definition: taking('ask', { apiKey: text() }) },
    { because: 'a key of two words', definition: taking('sign', { private_key: text('PEM') }) },
    {
      because: 'a bare token that the description calls one of access',
      definition: taking('list', { token: text('Access token of the account') }),
    },
    { because: 'a group of them', definition: taking('call', { auth: { type: 'object', properties: {} } }) },
    {
      because: 'the description says it though the name does not',
      definition: taking('connect', { ticket: text('Authentication ticket') }),
    },
    {
      because: 'connection strings hold passwords',
      definition: taking('connect', { connectionString: text() }),
    },
  ],
  negative: [
    { because: 'a place in a list', definition: taking('list', { pageToken: text() }) },
    { because: 'a count', definition: taking('ask', { max_tokens: { type: 'integer' } }) },
    { because: 'a coin', definition: taking('price', { token: text('ERC-20 contract of the coin') }) },
    { because: 'the key of an entry', definition: taking('get', { key: text('Key of the entry') }) },
    { because: 'the name of a secret', definition: taking('get_secret', { secret_name: text() }) },
    { because: 'a switch', definition: taking('set', { secret: { type: 'boolean' } }) },
  ],
  notice: (tool) => noticeParameters(tool, isCredential),
};

function isCredential(parameter: Parameter, tool: Tool): boolean {
  const isTold = tellingWords.areIn(parameter)
    ? isNamedSecret(parameter, tool)
    : secretDescription.isIn(parameter);
  if (!isTold || parameter.values.length > 0 || !canHoldSecret(parameter)) return false;
  return !/^(?:the )?path (?:to|of)\b/i.test(parameter.description);
}

function isNamedSecret(parameter: Parameter, tool: Tool): boolean {
  const { head, beforeHead: before } = parameter;
  if (secretWords.has(head)) return before !== 'accept' && !/\b(?:length|policy)\b/.test(before);
  if (head === 'key' || head === 'keys') return secretKeys.has(before) || secretDescription.isIn(parameter);
  if (head === 'token' || head === 'tokens')
    return !plainTokens.has(before) && isSecretToken(parameter, before, tool);
  if (head === 'auth') return !/^(?:type|method|use|require)$/.test(before);
  if (head === 'string' || head === 'str') return before === 'connection';
  if (head === 'phrase') return before === 'seed' || before === 'recovery';
  return secretDescription.isIn(parameter);
}

function canHoldSecret({ types }: Parameter): boolean {
  return (
    types.length === 0 || types.includes('string') || types.includes('object') || types.includes('array')
  );
}

/** `tokens` are coins or pieces of text unless said otherwise; a bare `token` is a secret unless something says coin. */
function isSecretToken({ description, types }: Parameter, before: string, tool: Tool): boolean {
  if (tokenDescription.test(description) || tokenDescription.test(before)) return !coinText.test(description);
  if (coinText.test(description) || coinText.test(tool.description)) return false;
  return !types.includes('array') && description.length < 40;
}
