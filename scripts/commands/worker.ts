import type { Command } from 'commander';
import { wholeNumber } from '../number-option.ts';

interface Options {
  queue: string;
  concurrency?: number;
  timeout?: number;
}

export function addWorker(program: Command): void {
  program
    .command('worker')
    .summary('examine servers for a crawl on another machine')
    .description(
      'Takes servers from a queue, examines each in the sandbox of this machine and sends back what it saw, for placard crawl --queue to store. Any number of workers, on any number of machines, share a queue. Ctrl-C (or SIGTERM) ends it after the servers under way; the same again hands these back and ends at once.',
    )
    .requiredOption('--queue <url>', 'the queue: postgres://USER@HOST/DATABASE')
    .option('--concurrency <n>', 'servers at once (default: one a core)', wholeNumber(1, 64))
    .option('--timeout <seconds>', 'for one start of a server (default: 30)', wholeNumber(1, 600))
    .addHelpText(
      'after',
      '\nExample:\n  PGPASSWORD=… placard worker --queue postgres://placard@host.example/placard\n',
    )
    .action(async (options: Options) => {
      const { runWorker } = await import('../run-worker.ts');
      await runWorker(options);
    });
}
