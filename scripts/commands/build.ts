import type { Command } from 'commander';
import { findCatalogueFile, findSiteFolder } from '../settings.ts';
import { count } from '../terminal.ts';
import { webAddress } from '../web-address-option.ts';

export function addBuild(program: Command): void {
  program
    .command('build')
    .summary('write the site')
    .description('Writes the static site of the catalogue. Only files whose content changed are touched.')
    .option('--out <folder>', 'where to (default: dist/site)')
    .option(
      '--base-url <url>',
      'address at which the site will stand, for its sitemap and canonical links',
      webAddress,
    )
    .option('--catalogue <file>', 'the catalogue file')
    .addHelpText(
      'after',
      '\nExamples:\n  placard build\n  placard build --out public --base-url https://placard.example\n',
    )
    .action(async (options: { out?: string; baseUrl?: string; catalogue?: string }) => {
      const { openExistingCatalogue } = await import('../open-catalogue.ts');
      const { runBuild } = await import('../run-build.ts');
      const out = findSiteFolder(options.out);
      const catalogue = openExistingCatalogue(findCatalogueFile(options.catalogue));
      try {
        const report = await runBuild(catalogue, out, options.baseUrl ?? null);
        console.log(`${count(report.pages, 'page')} in ${out}, ${count(report.written, 'file')} written.`);
      } finally {
        catalogue.close();
      }
    });
}
