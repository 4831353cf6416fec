import { Clues } from '../clues.ts';
import { noticeDeeds } from '../deed-notices.ts';
import { saying } from '../example.ts';
import type { DecidingRule } from '../rule.ts';

export const access: DecidingRule = {
  id: 'access',
  title: 'Says that it gives or takes access',
  rationale:
    'Access that is given can be taken back; a key, a role or a secret that is taken away is gone, and what relied on it stops.',
  decides: [11],
  clues: new Clues({ deeds: ['grant', 'revoke'] }),
  positive: [
    { because: 'it shares', definition: saying('share_folder', 'Share a folder with a user.') },
    { because: 'a revoked token is gone', definition: saying('revoke_token', 'Revoke an access token.') },
    {
      because: 'a rotated secret replaces the old one',
      definition: saying('rotate_secret', 'Rotate a secret.'),
    },
  ],
  negative: [
    { because: 'it lists permissions', definition: saying('list_permissions', 'List permissions.') },
  ],
  notice(tool) {
    return [...noticeDeeds(tool, 'Write', ['grant']), ...noticeDeeds(tool, 'Destructive', ['revoke'])];
  },
};
