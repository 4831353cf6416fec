import type { Command } from 'commander';
import { classify } from '../../classifier/classify.ts';
import { rulesetVersion } from '../../classifier/ruleset.ts';
import { openCatalogue } from '../../data/catalogue.ts';
import { reportTool } from '../describe-tool.ts';
import { readSavedList } from '../saved-list.ts';
import { findCatalogueFile } from '../settings.ts';
import { count, printable } from '../terminal.ts';

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
      if (file === undefined) classifyCatalogue(findCatalogueFile(options.catalogue));
      else await classifySaved(file);
    });
}

async function classifySaved(file: string): Promise<void> {
  const { tools } = await readSavedList(file);
  for (const tool of tools) process.stdout.write(`${JSON.stringify(reportTool(tool))}\n`);
}

function classifyCatalogue(file: string): void {
  const catalogue = openCatalogue(file);
  try {
    const changes = catalogue.classifyAll(rulesetVersion, classify, true);
    for (const { name, before, after } of changes) {
      const from = before === null ? 'new' : `${before.category}, ${before.riskLevel}`;
      console.log(`${printable(name, 80)}: ${from} → ${after.category}, ${after.riskLevel}`);
    }
    console.log(`${count(changes.length, 'verdict')} changed by ruleset ${rulesetVersion} in ${file}.`);
  } finally {
    catalogue.close();
  }
}
