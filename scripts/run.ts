import { type Command, CommanderError } from 'commander';
import { CacheError } from '../crawler/guard-cache.ts';
import { QueueError } from '../crawler/queue/queue-error.ts';
import { RefError } from '../crawler/ref.ts';
import { CatalogueError } from '../data/catalogue-error.ts';
import { toPlainText } from '../policy/plain-text.ts';
import { type ExitCode, exitCodes, NotExaminedError, UsageError } from './exit-codes.ts';

/** Runs a command line with the options and answers that all of ours have; sets `process.exitCode`, never rejects. */
export async function run(program: Command, args: string[]): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', endQuietly);
  program
    .option('--no-color', 'no colours')
    .option('--debug', 'show where an error comes from')
    .hook('preAction', () => {
      if (program.opts().color !== false) return;
      process.env.NO_COLOR = '1';
      delete process.env.FORCE_COLOR;
    });
  for (const command of [program, ...program.commands.flatMap((one) => [one, ...one.commands])])
    command.exitOverride().configureOutput({ outputError: (text, write) => write(wordUsage(text)) });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = report(error, program.opts().debug === true);
  }
}

const wrongUse = [UsageError, RefError, CatalogueError, CacheError, QueueError];

/** Says on standard error what went wrong; returns the exit code that fits. */
export function report(error: unknown, isDebug: boolean): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUse;
  if (isDebug) console.error(error);
  else console.error(`placard: ${toPlainText(error instanceof Error ? error.message : String(error), 1000)}`);
  if (wrongUse.some((kind) => error instanceof kind)) return exitCodes.wrongUse;
  if (error instanceof NotExaminedError) return exitCodes.notExamined;
  if (!isDebug) console.error('This is a fault of placard itself; --debug shows where.');
  return exitCodes.fault;
}

/** One line that ends in the mend: "placard: unknown option '--fomat' (Did you mean --format?); see --help." */
function wordUsage(text: string): string {
  const sentence = text
    .replace(/^error: /, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/[. ]+$/, '');
  return `placard: ${toPlainText(sentence, 500)}; see --help.\n`;
}

/** A reader that has seen enough (`placard … | head`) closes the pipe; that is no fault. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}
