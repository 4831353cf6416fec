// From an empty catalogue to a served site; scripts/quickstart sets up and starts it.
import { Command } from 'commander';
import { wholeNumber } from './number-option.ts';
import { run } from './run.ts';
import { runPublish } from './run-publish.ts';
import { runServe } from './run-serve.ts';

const program = new Command('scripts/quickstart')
  .description(
    'Crawls data/starter-servers.txt in the sandbox, judges every tool, builds the site into dist/site and serves it on this machine.',
  )
  .option('--list <file>', 'crawl the REFs of this file instead, one a line')
  .option('--no-serve', 'end after the summary')
  .option('--port <n>', 'port to serve on; 0 takes a free one', wholeNumber(0, 65_535), 8420)
  .action(async ({ serve, port, ...request }: { serve: boolean; port: number; list?: string }) => {
    const folder = await runPublish(request);
    console.log();
    if (serve) await runServe(folder, port);
    else console.log('To look at it: scripts/placard serve');
  });

await run(program, process.argv.slice(2));
