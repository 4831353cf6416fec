import type { Command } from 'commander';
import { classify } from '../../classifier/classify.ts';
import { rulesetVersion } from '../../classifier/ruleset.ts';
import { openCatalogue } from '../../data/catalogue.ts';
import { toPlainText } from '../../policy/plain-text.ts';
import { describeTool } from '../describe-tool.ts';
import { judgeCatalogue } from '../judge-catalogue.ts';
import { readSavedList } from '../saved-list.ts';
import { findCatalogueFile } from '../settings.ts';
import { count } from '../terminal.ts';

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
  for (const tool of tools) process.stdout.write(`${JSON.stringify(describeTool(classify(tool)))}\n`);
}

function classifyCatalogue(file: string): void {
  const catalogue = openCatalogue(file);
  try {
    const { changes, stale } = judgeCatalogue(catalogue, true);
    const moved = changes.filter(
      ({ before, after }) => before?.category !== after.category || before.riskLevel !== after.riskLevel,
    );
    for (const { name, before, after } of moved) {
      const from = before === null ? 'new' : `${before.category}, ${before.riskLevel}`;
      console.log(`${toPlainText(name, 80)}: ${from} → ${after.category}, ${after.riskLevel}`);
    }
    for (const { server, tool } of stale)
      console.error(
        `The correction of ${toPlainText(tool, 80)} of ${toPlainText(server, 100)} is for no stored definition.`,
      );
    const others = changes.length - moved.length;
    console.log(
      `${count(moved.length, 'verdict')} changed, ${others} in their evidence alone, by ruleset ${rulesetVersion} in ${file}.`,
    );
  } finally {
    catalogue.close();
  }
}
