import { writeFile } from 'node:fs/promises';
import Table from 'cli-table3';
import type { Command } from 'commander';
import type { Classification } from '../../classifier/classification.ts';
import { parseRef } from '../../crawler/ref.ts';
import { makePolicy } from '../../policy/policy.ts';
import type { Emission, Target } from '../../policy/target.ts';
import { targets } from '../../policy/targets/index.ts';
import { exitCodes, UsageError } from '../exit-codes.ts';
import { findTools, NotListedError } from '../find-tools.ts';
import { findCatalogueFile } from '../settings.ts';
import { printable } from '../terminal.ts';

interface Options {
  for?: string;
  out?: string;
  list?: boolean;
  json?: boolean;
  catalogue?: string;
}

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
    .action(async (server: string | undefined, options: Options) => {
      if (options.list) {
        listTargets(options.json ?? false);
        return;
      }
      if (server === undefined)
        throw new UsageError('Name a server, such as npm:@scope/name, or --list the targets.');
      const target = chooseTarget(options.for);
      const { name, classifications } = await readTools(server, options.catalogue);
      await deliver(target.emit(makePolicy(name, classifications)), target, options.out);
    });
}

async function readTools(
  server: string,
  catalogue: string | undefined,
): Promise<{ name: string; classifications: Classification[] }> {
  try {
    return await findTools(parseRef(server), findCatalogueFile(catalogue));
  } catch (error) {
    if (!(error instanceof NotListedError)) throw error;
    process.exitCode = exitCodes.notExamined;
    throw error;
  }
}

function chooseTarget(id: string | undefined): Target {
  const target = targets.find((candidate) => candidate.id === id);
  if (target !== undefined) return target;
  const known = targets.map((candidate) => candidate.id).join(', ');
  throw new UsageError(
    id === undefined
      ? `Say for which target with --for: ${known}.`
      : `No target is called "${printable(id, 60)}": there are ${known}.`,
  );
}

async function deliver(
  { content, coverage }: Emission,
  target: Target,
  out: string | undefined,
): Promise<void> {
  if (out === undefined) process.stdout.write(content);
  else {
    await writeFile(out, content);
    await writeFile(`${out}.coverage.json`, `${JSON.stringify({ target: target.id, coverage }, null, 2)}\n`);
  }
  const gaps = coverage.filter(({ status }) => status !== 'exact');
  if (gaps.length === 0) return;
  const table = new Table({
    head: ['Tool', 'What', 'Status', 'Note'],
    wordWrap: true,
    colWidths: [28, 14, 12, 60],
    style: { head: [], border: [] },
  });
  for (const { tool, feature, status, note } of gaps)
    table.push([printable(tool ?? '(others)', 60), feature, status, note]);
  process.stderr.write(`${target.title} says some of it in its own way:\n${table.toString()}\n`);
}

function listTargets(asJson: boolean): void {
  const listed = targets.map(({ id, title, engine, language, fileName }) => ({
    id,
    title,
    engine,
    language,
    fileName,
  }));
  const lines = listed.map(({ id, title, engine }) => `${id.padEnd(14)} ${title}. ${engine}`);
  console.log(asJson ? JSON.stringify(listed, null, 2) : lines.join('\n'));
}
