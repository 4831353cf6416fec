import type { Command } from 'commander';
import { UsageError } from '../exit-codes.ts';
import type { PolicyRequest } from '../run-policy.ts';

export function addPolicy(program: Command): void {
  program
    .command('policy')
    .summary('write a starter policy for a server')
    .description(
      'Writes a starter policy that the target reads, from the catalogue where it holds the server, else from a look at it in the sandbox. What the target cannot express is said on standard error, and with --out in FILE.coverage.json.',
    )
    .argument('[server]', 'a REF, such as npm:@scope/name')
    .option('--for <target>', 'the format; placard policy --list names them')
    .option('--out <file>', 'write the document there')
    .option('--list', 'name the targets')
    .option('--json', 'with --list: as JSON')
    .option('--catalogue <file>', 'the catalogue file')
    .addHelpText(
      'after',
      '\nExamples:\n  placard policy npm:@modelcontextprotocol/server-filesystem --for policylayer\n  placard policy npm:@modelcontextprotocol/server-memory --for intercept --out memory.yaml\n  placard policy --list\n',
    )
    .action(
      async (
        server: string | undefined,
        { list = false, json = false, ...request }: PolicyRequest & { list?: boolean; json?: boolean },
      ) => {
        if (server === undefined && !list)
          throw new UsageError('Name a server, such as npm:@scope/name, or --list the targets.');
        if (server === undefined || list) {
          const { listTargets } = await import('../list-targets.ts');
          listTargets(json);
        } else {
          const { runPolicy } = await import('../run-policy.ts');
          await runPolicy(server, request);
        }
      },
    );
}
