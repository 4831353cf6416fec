import { parseArgs } from 'node:util';
import { simulateCrawl } from './crawl-simulated.ts';

/** Prints what the pipeline itself costs, by servers that answer at once: `[--simulated N]`. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { simulated: { type: 'string', default: '43000' } } });
  await simulateCrawl(Number(values.simulated));
}
