import type { Command } from 'commander';
import { wholeNumber } from '../number-option.ts';
import { runPublish } from '../run-publish.ts';
import { findCatalogueFile } from '../settings.ts';

interface Options {
  only?: string[];
  list?: string;
  concurrency?: number;
  refresh?: boolean;
  out: string;
  baseUrl?: string;
  catalogue?: string;
}

export function addPublish(program: Command): void {
  program
    .command('publish')
    .summary('crawl, classify and build in one go')
    .description('Crawls, judges every tool and writes the site, then says what came of it.')
    .option('--only <ref...>', 'examine only these servers')
    .option('--list <file>', 'a file of REFs, one a line (default: data/starter-servers.txt)')
    .option('--concurrency <n>', 'servers at once (default: one a core)', wholeNumber(1, 64))
    .option('--refresh', 'examine again what is known')
    .option('--out <folder>', 'where to write the site', 'dist/site')
    .option('--base-url <url>', 'address at which the site will stand')
    .option('--catalogue <file>', 'the catalogue file')
    .addHelpText('after', '\nExample:\n  placard publish --base-url https://placard.example\n')
    .action(async ({ catalogue, ...options }: Options) => {
      await runPublish({ ...options, catalogueFile: findCatalogueFile(catalogue) });
    });
}
