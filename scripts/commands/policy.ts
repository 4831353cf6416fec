import { type Command, Option } from 'commander';
import { UsageError } from '../exit-codes.ts';
import type { PolicyRequest } from '../run-policy.ts';
import type { PolicyCheckRequest } from '../run-policy-check.ts';

export function addPolicy(program: Command): void {
  const policy = program
    .command('policy')
    .summary('write a starter policy for servers')
    .description(
      'Writes a starter policy that the target reads, from the catalogue where it holds the server, else from a look at it in the sandbox. What the target cannot express is said on standard error, and with --out in FILE.coverage.json.',
    )
    .argument('[servers...]', 'REFs, such as npm:@scope/name')
    .option('--for <target>', 'the format; placard policy --list names them')
    .option('--out <file>', 'write the document there, and beside it what it needs')
    .addOption(
      new Option('--preset <name>', 'how much to ask and deny (default: balanced)').choices([
        'strict',
        'balanced',
        'permissive',
      ]),
    )
    .option(
      '--allow <tool...>',
      'allow these tools, whatever is advised; KEY:TOOL where several have the name',
    )
    .option('--ask <tool...>', 'have a person decide on each call of these')
    .option('--deny <tool...>', 'deny these')
    .option('--rate <limit...>', 'TOOL=N/minute, TOOL=N/hour or TOOL=N/day')
    .option('--root <folder...>', 'folders that paths must lie in (default: /workspace)')
    .option('--host <host...>', 'hosts that URLs must lead to')
    .option('--server-key <key...>', 'what the client calls each server, in the order of the REFs')
    .addOption(
      new Option('--ask-as <decision>', 'what a target that cannot ask does instead').choices([
        'allow',
        'deny',
      ]),
    )
    .option('--update <file>', 'make a policy again as it was made; choices by hand stay')
    .option('--strict', 'exit with 2 where the target cannot say something at all')
    .option('--list', 'name the targets')
    .option('--json', 'with --list: as JSON')
    .option('--catalogue <file>', 'the catalogue file')
    .addHelpText(
      'after',
      '\nExamples:\n  placard policy npm:@modelcontextprotocol/server-filesystem --for claude-code --root /home/me/project\n  placard policy npm:@modelcontextprotocol/server-memory --for intercept --out memory.yaml --deny delete_entities\n  placard policy --update memory.yaml\n  placard policy config:.mcp.json --for claude-code --out .claude/settings.json\n  placard policy --list\n',
    )
    .action(async (servers: string[], options: PolicyRequest & { list?: boolean; json?: boolean }) => {
      const { list = false, json = false, ...request } = options;
      if (list) {
        const { listTargets } = await import('../list-targets.ts');
        listTargets(json);
        return;
      }
      if (servers.length === 0 && request.update === undefined)
        throw new UsageError('Name a server, such as npm:@scope/name, or --list the targets.');
      const { runPolicy } = await import('../run-policy.ts');
      await runPolicy(servers, request);
    });
  policy
    .command('check')
    .summary('say what a policy that you have really allows')
    .description(
      "Replays a server's tools against a policy document as its engine reads it: which tools get more than is advised, which rules match nothing, which keys the engine passes over.",
    )
    .argument('<file>', 'the policy document')
    .option('--for <target>', 'whose document it is')
    .option('--server <ref>', 'the server that it is for')
    .option('--server-key <key>', 'what the document calls the server')
    .option('--json', 'as JSON')
    .option('--catalogue <file>', 'the catalogue file')
    .addHelpText(
      'after',
      '\nExample:\n  placard policy check .claude/settings.json --for claude-code --server npm:@modelcontextprotocol/server-filesystem\n',
    )
    // The command above it has options of the same names, and takes them where they stand.
    .action(async (file: string, _: unknown, command: Command) => {
      const request: Partial<PolicyCheckRequest> = command.optsWithGlobals();
      const { server } = request;
      if (server === undefined)
        throw new UsageError('Say for which server it is with --server, such as npm:@scope/name.');
      const { runPolicyCheck } = await import('../run-policy-check.ts');
      await runPolicyCheck(file, { ...request, server });
    });
}
