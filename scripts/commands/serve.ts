import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { serveFolder } from '../../site/serve.ts';
import { UsageError } from '../exit-codes.ts';
import { wholeNumber } from '../number-option.ts';

export function addServe(program: Command): void {
  program
    .command('serve')
    .summary('show the site on this machine')
    .description('Serves a built site on 127.0.0.1, for this machine alone, until Ctrl-C.')
    .argument('[folder]', 'a folder that placard build wrote', 'dist/site')
    .option('--port <n>', 'port; 0 takes a free one', wholeNumber(0, 65_535), 8420)
    .addHelpText('after', '\nExamples:\n  placard serve\n  placard serve public --port 0\n')
    .action(async (folder: string, { port }: { port: number }) => {
      if (!existsSync(join(folder, 'index.html')))
        throw new UsageError(
          `${folder} holds no site: run placard build first, or name the folder that it wrote.`,
        );
      const { url } = await serveFolder(folder, port);
      console.log(`Serving ${folder} at ${url} until Ctrl-C.`);
    });
}
