import type { Command } from 'commander';
import { findCatalogueFile } from '../settings.ts';

export function addClassify(program: Command): void {
  program
    .command('classify')
    .summary('judge tools again, or those of a saved tools/list answer')
    .description(
      'Without FILE: judges every tool of the catalogue by the rules of this version and prints what changed. With FILE: prints one JSON object a line for each tool of a saved tools/list answer; no catalogue is touched.',
    )
    .argument('[file]', 'a saved answer to tools/list, {"tools":[…]}, or - for standard input')
    .option('--catalogue <file>', 'the catalogue file')
    .addHelpText(
      'after',
      '\nExamples:\n  placard classify\n  placard classify tools.json\n  some-program | placard classify -\n',
    )
    .action(async (file: string | undefined, options: { catalogue?: string }) => {
      if (file === undefined) {
        const { classifyCatalogue } = await import('../classify-catalogue.ts');
        classifyCatalogue(findCatalogueFile(options.catalogue));
      } else {
        const { classifySaved } = await import('../classify-saved.ts');
        await classifySaved(file);
      }
    });
}
