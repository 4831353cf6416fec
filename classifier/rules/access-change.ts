import { saying } from '../example.ts';
import type { Statement } from '../language/statement.ts';
import type { SignalRule } from '../rule.ts';
import { noticeHeadline, speaksOf } from '../signal-notices.ts';
import { wordSet } from '../word-set.ts';

/** What a change of it gives or takes: who may do what. */
const accessWords = wordSet(`
  permission permissions role roles access acl collaborator collaborators member members membership
  invitation invitations privilege privileges visibility sharing password credential credentials
  passkey owner ownership admin admins
`);
const keyKinds = wordSet('api access ssh deploy private secret personal auth service signing');
const keyWords = wordSet('key keys token tokens');

/** What a connection is made to when it is one of access; lines of a diagram are connected as well. */
const servers = wordSet(`
  server database db cluster account service instance host broker device wallet ssh remote session api
  mcp network vpn bucket workspace
`);
const connectingVerbs = wordSet('connect reconnect disconnect');
/** Sets and groups of data have members as well. */
const dataSets = wordSet('set sets zset sorted redis array');
const leavingVerbs = wordSet('logout logoff signout disconnect unshare');

/** A call changes who may do what. */
export const accessChange: SignalRule = {
  id: 'access-change',
  title: 'Changes who may do what',
  rationale:
    'Access that is given reaches further than the thing changed: whoever got it can act later, without being asked again. Listing permissions changes none.',
  decides: [],
  positive: [
    { because: 'it shares', definition: saying('share_folder', 'Share a folder with a user.') },
    { because: 'a role decides what is allowed', definition: saying('set_role', 'Set the role of a user.') },
    { because: 'a new key opens doors', definition: saying('create_api_key', 'Create an API key.') },
    { because: 'access is taken away', definition: saying('revoke_token', 'Revoke an access token.') },
  ],
  negative: [
    {
      because: 'lines of a drawing open nothing',
      definition: saying('connect_nodes', 'Connects two nodes.'),
    },
    { because: 'it lists them', definition: saying('list_permissions', 'List the permissions of a role.') },
    {
      because: 'the key of an entry opens nothing',
      definition: saying('set_key', 'Set a key in the cache.'),
    },
    { because: 'access to read is no change', definition: saying('get_access_log', 'Get the access log.') },
  ],
  notice(tool, category) {
    if (category === 'Read' || category === 'Unknown') return [];
    return noticeHeadline(tool, changesAccess);
  },
};

function changesAccess(statement: Statement): boolean {
  const { deed, verb, object } = statement;
  if (connectingVerbs.has(verb)) return object.length === 0 || speaksOf(statement, servers);
  if (verb === 'make')
    return object.some((word) => word === 'public' || word === 'private' || word === 'readable');
  if (deed === 'grant' || deed === 'revoke' || leavingVerbs.has(verb)) return true;
  if (deed !== 'change' && deed !== 'remove' && deed !== 'detach') return false;
  if (speaksOf(statement, dataSets)) return false;
  return object.some((word) => accessWords.has(word)) || isSecretKey(object);
}

function isSecretKey(object: readonly string[]): boolean {
  return object.some((word, index) => keyWords.has(word) && keyKinds.has(object[index - 1] ?? ''));
}
