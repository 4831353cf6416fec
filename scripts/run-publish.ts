import { chooseRefs } from './choose-refs.ts';
import { exitCodes } from './exit-codes.ts';
import { openOrMakeCatalogue } from './open-catalogue.ts';
import { runBuild } from './run-build.ts';
import { runCrawl } from './run-crawl.ts';
import { findCatalogueFile, findSiteFolder } from './settings.ts';
import { summarise } from './summary.ts';

export interface PublishRequest {
  source?: string[];
  only?: string[];
  list?: string;
  concurrency?: number;
  refresh?: boolean;
  out?: string;
  baseUrl?: string;
  catalogue?: string;
}

/**
 * Crawls, judges and builds, and prints a summary on standard output.
 * What an earlier run did is found and not done again. An interrupted crawl still ends with a site of what is there.
 * @returns the site's folder.
 */
export async function runPublish(request: PublishRequest): Promise<string> {
  const readRefs = await chooseRefs(request);
  const out = findSiteFolder(request.out);
  const catalogue = await openOrMakeCatalogue(findCatalogueFile(request.catalogue));
  try {
    const crawled = await runCrawl({ ...request, ...(await readRefs(catalogue)), catalogue });
    const site = await runBuild(catalogue, out, request.baseUrl ?? null);
    console.log(summarise(catalogue, crawled, site, out));
    if (crawled.isInterrupted) process.exitCode = exitCodes.notExamined;
    return out;
  } finally {
    catalogue.close();
  }
}
