import type { Command } from 'commander';
import { wholeNumber } from '../number-option.ts';
import { findSiteFolder } from '../settings.ts';

export function addServe(program: Command): void {
  program
    .command('serve')
    .summary('show the site on this machine')
    .description('Serves a built site on 127.0.0.1, for this machine alone, until Ctrl-C.')
    .argument('[folder]', 'a folder that placard build wrote (default: dist/site)')
    .option('--port <n>', 'port; 0 takes a free one', wholeNumber(0, 65_535), 8420)
    .addHelpText('after', '\nExamples:\n  placard serve\n  placard serve public --port 0\n')
    .action(async (folder: string | undefined, { port }: { port: number }) => {
      const { runServe } = await import('../run-serve.ts');
      await runServe(findSiteFolder(folder), port);
    });
}
