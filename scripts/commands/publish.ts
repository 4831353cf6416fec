import type { Command } from 'commander';
import { wholeNumber } from '../number-option.ts';
import type { PublishRequest } from '../run-publish.ts';
import { webAddress } from '../web-address-option.ts';

export function addPublish(program: Command): void {
  program
    .command('publish')
    .summary('crawl, classify and build in one go')
    .description('Crawls, judges every tool and writes the site, then says what came of it.')
    .option('--source <id...>', 'ask these sources which servers there are, as in crawl')
    .option('--only <ref...>', 'examine only these servers')
    .option('--list <file>', 'a file of REFs, one a line (default: data/starter-servers.txt)')
    .option('--concurrency <n>', 'servers at once (default: one a core)', wholeNumber(1, 64))
    .option('--refresh', 'examine again what is known')
    .option('--out <folder>', 'where to write the site (default: dist/site)')
    .option('--base-url <url>', 'address at which the site will stand', webAddress)
    .option('--catalogue <file>', 'the catalogue file')
    .addHelpText('after', '\nExample:\n  placard publish --base-url https://placard.example\n')
    .action(async (request: PublishRequest) => {
      const { runPublish } = await import('../run-publish.ts');
      await runPublish(request);
    });
}
