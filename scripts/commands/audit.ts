import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type RiskLevel, riskLevels } from '../../classifier/classification.ts';
import { parseRef } from '../../crawler/ref.ts';
import { type Audit, type AuditedServer, auditSaved, auditServer, concludeAudit } from '../audit.ts';
import { formatAudit } from '../audit-text.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { wholeNumber } from '../number-option.ts';
import { readSavedList } from '../saved-list.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';

interface Options {
  format: 'text' | 'json';
  out?: string;
  failOn?: RiskLevel;
  timeout?: number;
}

export function addAudit(program: Command): void {
  program
    .command('audit')
    .summary('examine servers before or after adopting them')
    .description(
      'Launches each server in the sandbox, asks for its tools and says what each can do, with the evidence. Or judges a saved answer to tools/list.',
    )
    .argument('<server...>', 'REFs (npm:@scope/name, npm:name@1.2.3) or files with a saved tools/list answer')
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
      '\nExit codes: 0 done; 1 a tool at or above --fail-on; 2 wrong use; 3 a server could not be examined.\n\nExamples:\n  placard audit npm:@modelcontextprotocol/server-filesystem\n  placard audit npm:a npm:b --format json --out audit.json\n  placard audit tools.json --fail-on high\n',
    )
    .action(async (names: string[], options: Options) => {
      const audit = await auditAll(names, options.timeout);
      const text = options.format === 'json' ? JSON.stringify(audit, null, 2) : formatAudit(audit);
      if (options.out === undefined) process.stdout.write(`${text}\n`);
      else await writeFile(options.out, `${text}\n`);
      process.exitCode = chooseExitCode(audit, options.failOn);
    });
}

async function auditAll(names: string[], timeout: number | undefined): Promise<Audit> {
  // All names are read before anything is launched, so that a typing error costs no time.
  const readers = names.map(chooseReader);
  let workshop: Promise<Workshop> | undefined;
  const servers: AuditedServer[] = [];
  for (const read of readers) {
    servers.push(
      await read(() => {
        workshop ??= openWorkshop(timeout);
        return workshop;
      }),
    );
  }
  return concludeAudit(servers);
}

type Reader = (open: () => Promise<Workshop>) => Promise<AuditedServer>;

function chooseReader(name: string): Reader {
  if (name === '-' || (/\.json$/i.test(name) && existsSync(name))) {
    return async () => {
      const saved = await readSavedList(name);
      return auditSaved(saved.server ?? name, saved.tools);
    };
  }
  const ref = parseRef(name);
  return async (open) => auditServer(ref, await open());
}

function chooseExitCode({ servers }: Audit, failOn: RiskLevel | undefined): ExitCode {
  if (servers.some(({ outcome }) => outcome !== 'listed')) return exitCodes.notExamined;
  const threshold = failOn === undefined ? Infinity : riskLevels.indexOf(failOn);
  const isFound = servers.some(({ tools }) =>
    tools.some(({ riskLevel }) => riskLevels.indexOf(riskLevel) >= threshold),
  );
  return isFound ? exitCodes.found : exitCodes.done;
}

function readLevel(text: string): RiskLevel {
  const level = riskLevels.find((candidate) => candidate.toLowerCase() === text.toLowerCase());
  if (level === undefined)
    throw new InvalidArgumentError(`It takes one of ${riskLevels.join(', ').toLowerCase()}.`);
  return level;
}
