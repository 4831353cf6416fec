import { Clues } from '../clues.ts';
import { saying } from '../example.ts';
import type { Statement } from '../language/statement.ts';
import type { SignalNotice, SignalRule } from '../rule.ts';
import { noticeHeadline, noticeWords } from '../signal-notices.ts';
import { Phrase } from '../text/phrase.ts';
import type { Tool } from '../tool.ts';
import { wordSet } from '../word-set.ts';

const secretWords = wordSet(`
  password passwords credential credentials passphrase mnemonic secret secrets
`);
const keyKinds = wordSet(`
  api private secret access ssh encryption auth bearer refresh session personal signing
`);
const keyWords = wordSet('key keys token tokens');
/** What is told about a secret instead of the secret itself. */
const aboutWords = wordSet(`
  name names metadata list status policy policies alert alerts scanning scan type types info
  information usage strength permissions count version versions public expiry expiration configuration
  validity location locations balance price log logs matching address application anonymous anon details page
`);
const returnsSecret = new Phrase(
  /\b(?:returns?|prints?|reveals?|outputs?|exposes?|decrypts?) (?:the |an? |its |your |all |their |full |plaintext |decrypted |new |raw )*(?:environment variables|api keys?|access tokens?|passwords?|secret values?|secret access keys?|private keys?|client secrets?|credentials|connection strings?|mnemonic)\b(?! (?:details|info|usage|ids?|names?|metadata|status|list))/i,
  'return returns print prints reveal reveals output outputs expose exposes decrypt decrypts',
  'environment api access password passwords secret private client credentials connection mnemonic',
);
/** The description says that the secret itself stays where it is. */
const keepsSecret =
  /\bmetadata\b|\b(?:without|excluding|never|not|no|except) (?:\w+ ){0,4}(?:values?|secrets?|sensitive)\b|\bsanitized\b|\bmasked\b|\bredacted\b|\bsecret names\b/i;

/** What comes back holds credentials. */
export const secretExposure: SignalRule = {
  id: 'secret-exposure',
  title: 'Returns credentials or secrets',
  rationale:
    'A secret that comes back stands in the conversation, its logs and the context of every later call. Names, lists and the state of secrets are no secrets; nor is what a public key or a price of a token says.',
  decides: [],
  clues: new Clues({ deeds: ['look', 'change', 'revoke', 'make'], phrase: returnsSecret }),
  positive: [
    { because: 'the secret itself', definition: saying('get_secret', 'Get a secret from the vault.') },
    { because: 'a token that opens', definition: saying('get_access_token', 'Get an access token.') },
    {
      because: 'a new key is shown',
      definition: saying('create_wallet', 'Creates a wallet. Returns the private key.'),
    },
    {
      because: 'what is made is given back',
      definition: saying('create_token', 'Creates an API token and returns it.'),
    },
    {
      because: 'the environment holds keys',
      definition: saying('print_env', 'Prints all environment variables.'),
    },
  ],
  negative: [
    { because: 'names are no secrets', definition: saying('list_secrets', 'List the names of all secrets.') },
    { because: 'the secret goes in', definition: saying('get_address_from_private_key', 'Get the address.') },
    {
      because: 'only what is told about it',
      definition: saying('get_secret', 'Gets the metadata of a secret, not its value.'),
    },
    { because: 'a price of a coin', definition: saying('get_token_price', 'Get the price of a token.') },
    { because: 'a public key is public', definition: saying('get_public_key', 'Get the public key.') },
    {
      because: 'what is changed does not come back',
      definition: saying('set_password', 'Set the password of a user.'),
    },
  ],
  notice(tool) {
    const inHeadline = namesMeans(tool) ? [] : noticeHeadline(tool, showsSecret);
    const shown = inHeadline.length > 0 ? inHeadline : noticeMade(tool);
    const found = shown.length > 0 ? shown : noticeWords(tool, returnsSecret);
    return found.length > 0 && keepsSecret.test(tool.description.slice(0, 400)) ? [] : found;
  },
};

/** A key that is made and given back: "Creates an API key and returns it". */
function noticeMade(tool: Tool): SignalNotice[] {
  const isReturned = tool.statements.some(
    ({ verb, object }) => verb === 'return' && (object.length === 0 || namesSecret(object)),
  );
  if (!isReturned) return [];
  return noticeHeadline(
    tool,
    ({ deed, object }) => (deed === 'change' || deed === 'revoke' || deed === 'make') && namesSecret(object),
  );
}

/** `get_address_from_private_key`: the secret goes in. */
function namesMeans({ nameWords }: Tool): boolean {
  return nameWords.some(({ word }) => word === 'by' || word === 'from' || word === 'with');
}

function showsSecret({ deed, verb, object, rest }: Statement): boolean {
  if (deed !== 'look' || verb === 'list' || verb === 'search' || verb === 'verify' || verb === 'check')
    return false;
  return namesSecret(object) && !object.some(isAbout) && !rest.some(isAbout);
}

function namesSecret(object: readonly string[]): boolean {
  const last = object.at(-1) ?? '';
  if (secretWords.has(last) || last === 'value') return object.some((word) => secretWords.has(word));
  return keyWords.has(last) && keyKinds.has(object.at(-2) ?? '');
}

function isAbout(word: string): boolean {
  return aboutWords.has(word);
}
