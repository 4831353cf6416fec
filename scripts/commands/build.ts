import type { Command } from 'commander';
import { judgeCatalogue } from '../judge-catalogue.ts';
import { openExistingCatalogue, runBuild } from '../run-build.ts';
import { findCatalogueFile } from '../settings.ts';
import { count } from '../terminal.ts';

export function addBuild(program: Command): void {
  program
    .command('build')
    .summary('write the site')
    .description('Writes the static site of the catalogue. Only files whose content changed are touched.')
    .option('--out <folder>', 'where to', 'dist/site')
    .option('--base-url <url>', 'address at which the site will stand, for its sitemap and canonical links')
    .option('--catalogue <file>', 'the catalogue file')
    .addHelpText(
      'after',
      '\nExamples:\n  placard build\n  placard build --out public --base-url https://placard.example\n',
    )
    .action(async (options: { out: string; baseUrl?: string; catalogue?: string }) => {
      const catalogue = openExistingCatalogue(findCatalogueFile(options.catalogue));
      try {
        judgeCatalogue(catalogue);
        const report = await runBuild(catalogue, options.out, options.baseUrl ?? null);
        console.log(
          `${count(report.pages, 'page')} in ${options.out}, ${count(report.written, 'file')} written.`,
        );
      } finally {
        catalogue.close();
      }
    });
}
