import type { LoweredServer } from './lower.ts';
import { toPlainText } from './plain-text.ts';
import type { Coverage } from './target.ts';

/**
 * The first lines of a document's comment: for which server it is, who made it, and where it departs from what is
 * advised, each departure once with the tools that it is about. Each line begins with a space.
 * @param coverage of all servers; those of this one are told.
 */
export function sayHead(
  { key, name }: Pick<LoweredServer, 'key' | 'name'>,
  coverage: readonly Coverage[],
): string[] {
  const departures = coverage.filter(({ server, status }) => server === key && status !== 'exact');
  const byNote = Map.groupBy(departures, ({ status, note }) => ` ${status}: ${note}`);
  const lines = [...byNote].map(([said, rows]) => {
    const about = new Set(rows.map(({ tool, argument }) => nameRow(tool, argument)));
    return `${said} (${toPlainText([...about].join(', '), 1000)})`;
  });
  return [` Starter policy for ${toPlainText(name)}, made by placard.`, ...lines];
}

/**
 * The same, and each tool that is refused with the reason, for a document that can only name what is allowed.
 * @param word what becomes of them, in the target's terms: `Left out`.
 */
export function sayRefused(server: LoweredServer, coverage: readonly Coverage[], word: string): string[] {
  const refused = server.rules.filter(({ decision }) => decision !== 'allow');
  return [
    ...sayHead(server, coverage),
    ...refused.map(({ tool, reason }) => ` ${word}: “${toPlainText(tool)}”. ${toPlainText(reason, 500)}`),
  ];
}

function nameRow(tool: string | null, argument: string | null): string {
  if (tool === null) return 'tools without a rule';
  return argument === null ? toPlainText(tool, 60) : `${toPlainText(tool, 60)} ${toPlainText(argument, 60)}`;
}
