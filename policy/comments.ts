import type { LoweredServer } from './lower.ts';
import { toPlainText } from './plain-text.ts';

/** The first line of a document's comment: for which server it is, and who made it. Begins with a space. */
export function sayOrigin({ name }: Pick<LoweredServer, 'name'>): string {
  return ` Starter policy for ${toPlainText(name)}, made by placard.`;
}

/**
 * The lines of a document's comment where the document itself can only name what is allowed: each tool that is not, and
 * why. Each begins with a space.
 * @param word what becomes of them, in the target's terms: `Left out`.
 */
export function sayRefused(server: LoweredServer, word: string): string[] {
  const refused = server.rules.filter(({ decision }) => decision !== 'allow');
  return [
    sayOrigin(server),
    ...refused.map(({ tool, reason, note }) =>
      ` ${word}: “${toPlainText(tool)}”. ${toPlainText(reason, 500)} ${note}`.trimEnd(),
    ),
  ];
}
