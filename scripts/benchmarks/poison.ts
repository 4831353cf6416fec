import type { Signal } from '../../classifier/classification.ts';
import { classify } from '../../classifier/classify.ts';
import { readDefinitions } from './gold.ts';
import { type PoisonSample, readPoisonSet, repositoryOf, wantedClasses } from './poison-set.ts';

/** Prints how many poisoned definitions are noticed, and how many honest ones; if told to, every attack that was not noticed. */
export function benchPoison(poisonFolder: string, goldFolder: string, listsMisses: boolean): void {
  const { attacks, lookAlikes } = readPoisonSet(poisonFolder);
  const wanted = attacks.filter(({ attackClass }) => wantedClasses.includes(attackClass));
  printGroups('By class', attacks, ({ attackClass }) => attackClass);
  printGroups(`By repository (${wantedClasses.join(', ')})`, wanted, ({ source }) => repositoryOf(source));
  console.log(
    `\nMean over ${countBy(wanted, ({ source }) => source).size} files: ${percent(meanRecall(wanted, ({ source }) => source))}`,
  );
  console.log(`Mean over repositories: ${percent(meanRecall(wanted, ({ source }) => repositoryOf(source)))}`);
  printFlagged(
    'Look-alikes',
    lookAlikes.map(({ definition }) => definition),
  );
  printFlagged('Real tools', [...readDefinitions(goldFolder).values()].flat());
  if (listsMisses) printMisses(wanted);
}

/** The signals by which a definition counts as poisoned. */
export function findPoison(definition: unknown): Signal[] {
  return classify(definition).signals.filter(({ id }) => id === 'hidden-instructions' || id === 'shadowing');
}

/** The mean over groups of the share that is noticed, so that a large group weighs no more than a small one. */
export function meanRecall(
  samples: readonly PoisonSample[],
  groupOf: (sample: PoisonSample) => string,
): number {
  const shares = [...countBy(samples, groupOf).values()].map(({ noticed, all }) => noticed / all);
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

function countBy(samples: readonly PoisonSample[], groupOf: (sample: PoisonSample) => string) {
  const counts = new Map<string, { noticed: number; all: number }>();
  for (const sample of samples) {
    const count = counts.get(groupOf(sample)) ?? { noticed: 0, all: 0 };
    count.all++;
    if (findPoison(sample.definition).length > 0) count.noticed++;
    counts.set(groupOf(sample), count);
  }
  return counts;
}

function printGroups(
  heading: string,
  samples: readonly PoisonSample[],
  groupOf: (sample: PoisonSample) => string,
): void {
  console.log(`\n${heading}`);
  for (const [group, { noticed, all }] of countBy(samples, groupOf)) {
    console.log(`  ${group}: ${noticed} of ${all} (${percent(noticed / all)})`);
  }
}

function printFlagged(heading: string, definitions: readonly { name: string }[]): void {
  const flagged = definitions.filter((definition) => findPoison(definition).length > 0);
  console.log(
    `\n${heading}: ${flagged.length} of ${definitions.length} flagged (${percent(flagged.length / definitions.length)})`,
  );
  for (const definition of flagged) {
    for (const { id, field, quote } of findPoison(definition)) {
      console.log(`  ${definition.name}: ${id}, ${field} ${JSON.stringify(quote)}`);
    }
  }
}

function printMisses(samples: readonly PoisonSample[]): void {
  console.log('\nMissed');
  for (const { source, attackClass, definition } of samples) {
    if (findPoison(definition).length > 0) continue;
    console.log(`  ${attackClass}, ${source}\n    ${JSON.stringify(definition)}`);
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
