import { type Category, categories } from '../../classifier/classification.ts';
import { classify } from '../../classifier/classify.ts';
import { annotationsBaseline, firstVerbBaseline } from './baselines.ts';
import { type GoldTool, readGold } from './gold.ts';

const dangerous: readonly Category[] = ['Execute', 'Destructive', 'Financial'];

interface Judged extends GoldTool {
  verdict: Category;
}

/** Prints how far the rules agree with readers, against two baselines. */
export function benchVerdicts(folder: string): void {
  const gold = readGold(folder);
  const settled = gold.filter(({ contested }) => contested.length === 0);
  const judged = judge(settled, classified);
  const servers = new Set(gold.map(({ server }) => server)).size;
  console.log(`${gold.length} tools of ${servers} servers, ${gold.length - settled.length} contested\n`);
  printScores('rules', judged);
  printScores('annotations', judge(settled, annotationsBaseline));
  printScores('first verb', judge(settled, firstVerbBaseline));
  printConfusion(judged);
  printServers(judged);
  console.log('\nDisagreements');
  judged.filter(({ category, verdict }) => category !== verdict).forEach(printTool);
  printContested(
    judge(
      gold.filter(({ contested }) => contested.length > 0),
      classified,
    ),
  );
}

function classified(definition: unknown): Category {
  return classify(definition).category;
}

function judge(tools: readonly GoldTool[], verdictOf: (definition: unknown) => Category): Judged[] {
  return tools.map((tool) => ({ ...tool, verdict: verdictOf(tool.definition) }));
}

function printScores(name: string, judged: readonly Judged[]): void {
  const right = judged.filter(({ category, verdict }) => category === verdict).length;
  const reads = judged.filter(({ category }) => category === 'Read').length;
  const alarms = judged.filter(isFalseAlarm).length;
  console.log(
    [
      name.padEnd(12),
      `accuracy ${percent(right, judged.length)}`,
      `macro-F1 ${macroF1(judged).toFixed(3)}`,
      `dangerous misses ${judged.filter(isDangerousMiss).length}`,
      `false alarms ${alarms} (${percent(alarms, reads)})`,
    ].join('  '),
  );
}

function isDangerousMiss({ category, verdict }: Judged): boolean {
  return dangerous.includes(category) && (verdict === 'Read' || verdict === 'Unknown');
}

function isFalseAlarm({ category, verdict }: Judged): boolean {
  return category === 'Read' && verdict !== 'Read' && verdict !== 'Unknown';
}

/** Mean over the categories that the gold set holds of the harmonic mean of precision and recall. */
function macroF1(judged: readonly Judged[]): number {
  const present = categories.filter((some) => judged.some(({ category }) => category === some));
  const scores = present.map((some) => {
    const hits = judged.filter(({ category, verdict }) => category === some && verdict === some).length;
    const said = judged.filter(({ verdict }) => verdict === some).length;
    const meant = judged.filter(({ category }) => category === some).length;
    return hits === 0 ? 0 : (2 * hits) / (said + meant);
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function printConfusion(judged: readonly Judged[]): void {
  console.log(`\n${'gold \\ verdict'.padEnd(14)}${categories.map((name) => name.padStart(12)).join('')}`);
  for (const gold of categories) {
    const row = judged.filter(({ category }) => category === gold);
    if (row.length === 0) continue;
    const cells = categories.map((name) => row.filter(({ verdict }) => verdict === name).length);
    console.log(`${gold.padEnd(14)}${cells.map((count) => String(count).padStart(12)).join('')}`);
  }
}

function printServers(judged: readonly Judged[]): void {
  console.log('\nServers with disagreements');
  for (const [server, tools] of Map.groupBy(judged, ({ server }) => server)) {
    const wrong = tools.filter(({ category, verdict }) => category !== verdict).length;
    if (wrong > 0) console.log(`  ${server}: ${tools.length - wrong} of ${tools.length} agree`);
  }
}

function printTool(tool: Judged): void {
  const mark = isDangerousMiss(tool) ? 'MISS ' : isFalseAlarm(tool) ? 'ALARM' : '     ';
  const { server, name, category, verdict, because } = tool;
  console.log(`${mark} ${server} ${name}: ${category}, verdict ${verdict} (${because})`);
  for (const { rule, field, quote } of classify(tool.definition).evidence.slice(0, 3)) {
    console.log(`        ${rule}: ${field} ${JSON.stringify(quote)}`);
  }
}

function printContested(judged: readonly Judged[]): void {
  const labelled = judged.filter(({ verdict, category }) => verdict === category).length;
  const indefensible = judged.filter(
    ({ verdict, category, contested }) => verdict !== category && !contested.includes(verdict),
  );
  console.log(
    `\nContested: ${labelled} of ${judged.length} as labelled, ${indefensible.length} as nobody said`,
  );
  indefensible.forEach(printTool);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? 'none' : `${((100 * part) / whole).toFixed(1)} %`;
}
