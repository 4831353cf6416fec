import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readRefList } from '../../crawler/sources/list/read-ref-list.ts';
import { wholeNumber } from '../number-option.ts';
import { measureCrawl } from './crawl-real.ts';
import { simulateCrawl } from './crawl-simulated.ts';

const help = `Usage: scripts/bench crawl [options]

What the pipeline itself costs, by simulated servers that answer at once; or, with --real, how real ones fare:
throughput by servers at once, memory of a running server, and the overhead over the servers' own start.

  --simulated N      so many simulated servers (43000)
  --real             examine the pinned servers of scripts/benchmarks/crawl-servers.txt, npm and PyPI
  --list FILE        examine the REFs of this file instead
  --concurrency N    servers at once; again for each further figure (1, 2 and 4)
  --warm             only what lies ready: each is fetched once, and not measured
  --help             this`;

/** Prints what a crawl costs. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      simulated: { type: 'string', default: '43000' },
      real: { type: 'boolean', default: false },
      list: { type: 'string' },
      concurrency: { type: 'string', multiple: true, default: ['1', '2', '4'] },
      warm: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(help);
  if (!values.real && values.list === undefined)
    return simulateCrawl(wholeNumber(1, 1_000_000)(values.simulated));
  const refs = await readRefList(values.list ?? join(import.meta.dirname, 'crawl-servers.txt'));
  await measureCrawl(refs, values.concurrency.map(wholeNumber(1, 64)), !values.warm);
}
