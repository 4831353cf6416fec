import type { Command } from 'commander';
import { readDate } from '../date-option.ts';
import { wholeNumber } from '../number-option.ts';
import { findCatalogueFile } from '../settings.ts';
import { count } from '../terminal.ts';

interface Options {
  source?: string[];
  only?: string[];
  list?: string;
  limit?: number;
  concurrency?: number;
  timeout?: number;
  refresh?: boolean;
  since?: Date;
  json?: boolean;
  metricsPort?: number;
  queue?: string;
  catalogue?: string;
}

export function addCrawl(program: Command): void {
  program
    .command('crawl')
    .summary('examine servers and store what they list')
    .description(
      'Launches each server in the sandbox, or asks it over HTTP where it runs elsewhere, and stores what it offers. What is known in its present version is passed over; interrupted at any point, it goes on from there when run again.',
    )
    .option(
      '--source <id...>',
      'ask these sources which servers there are: mcp-registry, npm, pypi, github, docker-catalogue, awesome-lists, smithery, glama, pulsemcp, list',
    )
    .option('--only <ref...>', 'examine only these servers')
    .option('--list <file>', 'a file of REFs, one a line (default: data/starter-servers.txt)')
    .option('--limit <n>', 'examine at most so many', wholeNumber(1, 1_000_000))
    .option('--concurrency <n>', 'servers at once (default: one a core)', wholeNumber(1, 64))
    .option('--timeout <seconds>', 'for one start of a server (default: 30)', wholeNumber(1, 600))
    .option('--since <date>', 'only what the sources told of since, such as 2026-10-01', readDate)
    .option('--refresh', 'examine again what is known')
    .option('--json', 'tell what happens as JSON, an event a line')
    .option(
      '--metrics-port <n>',
      'serve figures for Prometheus at http://127.0.0.1:<n>/metrics; 0 takes a free port',
      wholeNumber(0, 65_535),
    )
    .option(
      '--queue <url>',
      'have the workers of this queue examine the servers (postgres://USER@HOST/DATABASE)',
    )
    .option('--catalogue <file>', 'the catalogue file')
    .addHelpText(
      'after',
      '\nExamples:\n  placard crawl\n  placard crawl --only npm:@modelcontextprotocol/server-memory https://host.example/mcp\n  placard crawl --list servers.txt --refresh\n  placard crawl --source mcp-registry npm --limit 100\n  placard crawl --source mcp-registry --since 2026-10-01 --json\n  placard crawl --source mcp-registry --queue postgres://placard@host.example/placard\n',
    )
    .action(async (options: Options) => {
      const { exitCodes, UsageError } = await import('../exit-codes.ts');
      const { openOrMakeCatalogue } = await import('../open-catalogue.ts');
      const { checkQueue, runCrawl } = await import('../run-crawl.ts');
      const { chooseRefs } = await import('../choose-refs.ts');
      const { tabulateOutcomes } = await import('../crawl-report.ts');
      const { queue, concurrency, timeout } = options;
      if (queue !== undefined && (concurrency !== undefined || timeout !== undefined))
        throw new UsageError(
          'With --queue, each worker decides that: give --concurrency and --timeout to placard worker.',
        );
      const readRefs = await chooseRefs(options);
      // Sources may be asked for hours before the queue is needed.
      if (queue !== undefined) await checkQueue(queue);
      const catalogue = await openOrMakeCatalogue(findCatalogueFile(options.catalogue));
      try {
        const report = await runCrawl({ ...options, ...(await readRefs(catalogue)), catalogue });
        const { listed, failed, known, bySource, isInterrupted } = report;
        if (!options.json) {
          console.log(
            `${count(listed, 'server')} listed, ${failed} failed, ${known} known already, in ${catalogue.file}.`,
          );
          if (listed + failed + known > 1) console.log(tabulateOutcomes(bySource));
        }
        if (isInterrupted) process.exitCode = exitCodes.notExamined;
      } finally {
        catalogue.close();
      }
    });
}
