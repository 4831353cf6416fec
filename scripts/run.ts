import { Command, CommanderError } from 'commander';
import { RefError } from '../crawler/ref.ts';
import { CatalogueError } from '../data/catalogue-error.ts';
import { commands } from './commands/index.ts';
import { exitCodes, UsageError } from './exit-codes.ts';
import { NotListedError } from './find-tools.ts';
import { version } from './settings.ts';
import { printable } from './terminal.ts';
import { NoSandboxError } from './workshop.ts';

/** Runs the command line; sets `process.exitCode` and never rejects. */
export async function run(args: string[]): Promise<void> {
  process.stdout.on('error', endQuietly);
  const program = makeProgram();
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = report(error, program.opts().debug === true);
  }
}

/** The whole command line, as its help and its tests see it. */
export function makeProgram(): Command {
  const program = new Command('placard')
    .description('The open tool-risk catalogue for MCP servers: what each tool can do, and why we say so.')
    .version(version)
    .option('--no-color', 'no colours')
    .option('--debug', 'show where an error comes from')
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(text) });
  for (const add of commands) add(program);
  for (const command of program.commands) command.exitOverride();
  return program.hook('preAction', () => {
    if (program.opts().color === false) process.env.NO_COLOR = '1';
  });
}

const wrongUse = [UsageError, RefError, CatalogueError];
const notExamined = [NoSandboxError, NotListedError];

/** Says on standard error what went wrong; returns the exit code that fits. */
export function report(error: unknown, isDebug: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUse;
  const message = error instanceof Error ? error.message : String(error);
  if (isDebug) console.error(error);
  else console.error(`placard: ${printable(message, 1000)}`);
  if (wrongUse.some((kind) => error instanceof kind)) return exitCodes.wrongUse;
  if (notExamined.some((kind) => error instanceof kind)) return exitCodes.notExamined;
  if (!isDebug) console.error('This is a fault of placard itself; --debug shows where.');
  return exitCodes.fault;
}

/** A reader that has seen enough (`placard … | head`) closes the pipe; that is no fault. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}
