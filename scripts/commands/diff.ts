import type { Command } from 'commander';
import { readDate } from '../date-option.ts';
import { findCatalogueFile } from '../settings.ts';

interface Options {
  since?: Date;
  json?: boolean;
  catalogue?: string;
}

export function addDiff(program: Command): void {
  program
    .command('diff')
    .summary('what changed in tools and verdicts')
    .description(
      'Tells which tools were added, removed or changed from one listing of a server to the next, and what that does to their verdicts.',
    )
    .argument('[server]', 'a REF; all servers of the catalogue where none is named')
    .option('--since <date>', 'only what was seen since, such as 2026-10-01', readDate)
    .option('--json', 'as JSON')
    .option('--catalogue <file>', 'the catalogue file')
    .addHelpText(
      'after',
      '\nExamples:\n  placard diff\n  placard diff npm:@modelcontextprotocol/server-memory --since 2026-10-01\n',
    )
    .action(async (server: string | undefined, { since, json = false, catalogue }: Options) => {
      const { runDiff } = await import('../run-diff.ts');
      runDiff(findCatalogueFile(catalogue), { server, since, json });
    });
}
