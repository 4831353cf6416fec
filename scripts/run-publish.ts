import { openCatalogue } from '../data/catalogue.ts';
import { exitCodes } from './exit-codes.ts';
import { judgeCatalogue } from './judge-catalogue.ts';
import { runBuild } from './run-build.ts';
import { runCrawl } from './run-crawl.ts';
import { chooseRefs } from './starter-servers.ts';
import { summarise } from './summary.ts';

export interface PublishRequest {
  only?: string[] | undefined;
  list?: string | undefined;
  concurrency?: number | undefined;
  refresh?: boolean | undefined;
  out: string;
  baseUrl?: string | undefined;
  catalogueFile: string;
}

/**
 * Crawls, judges and builds, and prints a summary on standard output.
 * What an earlier run did is found and not done again. An interrupted crawl still ends with a site of what is there.
 */
export async function runPublish(request: PublishRequest): Promise<void> {
  const refs = await chooseRefs(request.only, request.list);
  const catalogue = openCatalogue(request.catalogueFile);
  try {
    const crawled = await runCrawl({ ...request, refs, catalogue });
    judgeCatalogue(catalogue);
    const site = await runBuild(catalogue, request.out, request.baseUrl ?? null);
    console.log(summarise(catalogue, crawled, site, request.out));
    if (crawled.isInterrupted) process.exitCode = exitCodes.notExamined;
  } finally {
    catalogue.close();
  }
}
