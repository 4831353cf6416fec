// From an empty catalogue to a served site; scripts/quickstart sets up and starts it.
import { Command } from 'commander';
import { serveFolder } from '../site/serve.ts';
import { wholeNumber } from './number-option.ts';
import { report } from './run.ts';
import { runPublish } from './run-publish.ts';
import { findCatalogueFile } from './settings.ts';

const program = new Command('scripts/quickstart')
  .description(
    'Crawls data/starter-servers.txt in the sandbox, judges every tool, builds the site into dist/site and serves it on this machine.',
  )
  .option('--no-serve', 'end after the summary')
  .option('--port <n>', 'port to serve on; 0 takes a free one', wholeNumber(0, 65_535), 8420)
  .action(async ({ serve, port }: { serve: boolean; port: number }) => {
    const out = 'dist/site';
    await runPublish({ out, catalogueFile: findCatalogueFile(undefined) });
    if (!serve) return console.log('\nTo look at it: scripts/placard serve');
    const { url } = await serveFolder(out, port);
    console.log(`\nServing ${out} at ${url} until Ctrl-C.`);
  });

await program.parseAsync().catch((error: unknown) => {
  process.exitCode = report(error, false);
});
