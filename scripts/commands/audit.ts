import { type Command, InvalidArgumentError, Option } from 'commander';
import { type RiskLevel, riskLevels } from '../../classifier/classification.ts';
import { wholeNumber } from '../number-option.ts';
import type { AuditRequest } from '../run-audit.ts';

export function addAudit(program: Command): void {
  program
    .command('audit')
    .summary('examine servers before or after adopting them')
    .description(
      'Launches each server in the sandbox, or asks it over HTTP where it runs elsewhere, and says what each of its tools can do, with the evidence. Or judges a saved answer to tools/list.',
    )
    .argument(
      '<server...>',
      'REFs (npm:@scope/name, pypi:name@1.2.3, https://host/mcp, ./folder, ./server.mcpb, oci:image:tag, github:owner/repo#path), files with a saved tools/list answer, or - for standard input',
    )
    .addOption(new Option('--format <format>', 'how to answer').choices(['text', 'json']).default('text'))
    .option('--out <file>', 'write the answer there')
    .option(
      '--fail-on <level>',
      'exit with 1 where a tool has this risk level (low, medium, high, critical) or a higher one',
      readLevel,
    )
    .option('--timeout <seconds>', 'for one start of a server (default: 30)', wholeNumber(1, 600))
    .addHelpText(
      'after',
      '\nExit codes: 0 done; 1 a tool at or above --fail-on; 2 wrong use; 3 a server could not be examined.\n\nExamples:\n  placard audit npm:@modelcontextprotocol/server-filesystem\n  placard audit npm:a npm:b --format json --out audit.json\n  placard audit ./my-server\n  placard audit tools.json --fail-on high\n',
    )
    .action(async (names: string[], request: AuditRequest) => {
      const { runAudit } = await import('../run-audit.ts');
      process.exitCode = await runAudit(names, request);
    });
}

function readLevel(text: string): RiskLevel {
  const level = riskLevels.find((candidate) => candidate.toLowerCase() === text.toLowerCase());
  if (level === undefined)
    throw new InvalidArgumentError(`It takes one of ${riskLevels.join(', ').toLowerCase()}.`);
  return level;
}
