// Measures one thing: scripts/bench NAME [options of its own]. Each benchmark is a file in benchmarks/.
import { UsageError } from './exit-codes.ts';
import { report } from './run.ts';

const benchmarks: Record<string, () => Promise<{ run(args: string[]): Promise<void> | void }>> = {
  classify: () => import('./benchmarks/classify.ts'),
  crawl: () => import('./benchmarks/crawl.ts'),
  poison: () => import('./benchmarks/poison.ts'),
  verdicts: () => import('./benchmarks/verdicts.ts'),
};

const [name = '', ...args] = process.argv.slice(2);
try {
  const load = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
  if (load === undefined) throw new UsageError(`Name a benchmark: ${Object.keys(benchmarks).join(', ')}.`);
  await (await load()).run(args);
} catch (error) {
  process.exitCode = report(error, true);
}
