// Measures one thing; each benchmark is a file in benchmarks/, and is loaded when it is asked for.
import { join } from 'node:path';
import { Command } from 'commander';
import { readRefList } from '../crawler/sources/list/read-ref-list.ts';
import { goldFolder } from './benchmarks/gold.ts';
import { poisonFolder } from './benchmarks/poison-set.ts';
import { wholeNumber } from './number-option.ts';
import { run } from './run.ts';
import { explainRefusal } from './system-error.ts';

const pinned = join(import.meta.dirname, 'benchmarks/crawl-servers.txt');

const program = new Command('scripts/bench').description('Measures verdicts, speed and crawls.');

program
  .command('verdicts')
  .description('How far the rules agree with readers, and every disagreement, against two baselines.')
  .option('--gold <dir>', 'a labelled set: labels.jsonl beside servers/*.json', goldFolder)
  .action(async ({ gold }) => (await import('./benchmarks/verdicts.ts')).benchVerdicts(gold));

program
  .command('poison')
  .description('How many poisoned definitions are noticed, and how many honest ones.')
  .option('--poison <dir>', 'a set: poisoned.jsonl and hard_negatives.jsonl', poisonFolder)
  .option('--gold <dir>', 'a labelled set, whose tools are taken for honest', goldFolder)
  .option('--misses', 'list every attack that was not noticed')
  .action(async ({ poison, gold, misses }) =>
    (await import('./benchmarks/poison.ts')).benchPoison(poison, gold, misses === true),
  );

program
  .command('classify')
  .description(
    'How long classifying takes beside parsing the same definitions, on one core, and whether memory grows; then what ' +
      'the time goes to, and how long one definition of 1 MB takes, of many kinds of text. Where the machine has other ' +
      'work, the quietest twentieth tells more than the whole.',
  )
  .option('--gold <dir>', 'a labelled set, whose definitions are repeated', goldFolder)
  .option('--count <n>', 'so many definitions', wholeNumber(1, 100_000_000), 500_000)
  .action(async ({ gold, count }) => (await import('./benchmarks/classify.ts')).benchClassify(gold, count));

program
  .command('crawl')
  .description(
    'What the pipeline itself costs, by simulated servers that answer at once; or, with --real, how real ones fare: ' +
      "throughput by servers at once, memory of a running server, and the overhead over the servers' own start.",
  )
  .option('--simulated <n>', 'so many simulated servers', wholeNumber(1, 1_000_000), 43_000)
  .option('--real', 'examine the pinned servers of scripts/benchmarks/crawl-servers.txt, npm and PyPI')
  .option('--list <file>', 'examine the REFs of this file instead')
  .option(
    '--concurrency <n...>',
    'servers at once, a run for each figure (default: 1 2 4)',
    gather(wholeNumber(1, 64)),
  )
  .option('--warm', 'only what lies ready: each is fetched once, and not measured')
  .action(async ({ simulated, real, list = real && pinned, concurrency = [1, 2, 4], warm }) => {
    if (list === undefined) return (await import('./benchmarks/crawl-simulated.ts')).simulateCrawl(simulated);
    const { measureCrawl } = await import('./benchmarks/crawl-real.ts');
    await measureCrawl(
      await explainRefusal(list, 'name a file of REFs, one a line, with --list', () => readRefList(list)),
      concurrency,
      warm !== true,
    );
  });

/** A reader for an option that takes several values. */
function gather(read: (text: string) => number): (text: string, before: number[] | undefined) => number[] {
  return (text, before = []) => [...before, read(text)];
}

await run(program, process.argv.slice(2));
