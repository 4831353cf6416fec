import { rulesetVersion } from '../classifier/ruleset.ts';
import { toPlainText } from '../policy/plain-text.ts';
import { judgeCatalogue } from './judge-catalogue.ts';
import { openExistingCatalogue } from './open-catalogue.ts';
import { count } from './terminal.ts';

/** Judges every tool of the catalogue again, and prints each verdict that changed. */
export function classifyCatalogue(file: string): void {
  const catalogue = openExistingCatalogue(file);
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
