import { join } from 'node:path';
import type { DeclaredInputs } from '../crawler/candidate.ts';
import { makeLaunchers } from '../crawler/launchers/index.ts';
import { parseRef, type Ref } from '../crawler/ref.ts';
import type { Source } from '../crawler/source.ts';
import { makeSources, type SourceId, SourceSettingsError, sourceIds } from '../crawler/sources/index.ts';
import { readRefList } from '../crawler/sources/list/read-ref-list.ts';
import type { Catalogue } from '../data/catalogue.ts';
import { writeEvent } from './crawl-events.ts';
import { UsageError } from './exit-codes.ts';
import { runDiscovery } from './run-discovery.ts';
import { findCacheFolder } from './settings.ts';
import { readSourceSettings } from './source-settings.ts';
import { explainRefusal } from './system-error.ts';
import { count } from './terminal.ts';

/** What a person said of the servers to crawl. */
export interface RefChoice {
  only?: string[] | undefined;
  list?: string | undefined;
  source?: string[] | undefined;
  limit?: number | undefined;
  /** Only what the sources told of since. */
  since?: Date | undefined;
  /** Tells each page of a source as a line of JSON on standard output. */
  json?: boolean | undefined;
}

export interface ChosenRefs {
  refs: Ref[];
  /** By REF, the source that named it. */
  sources: Map<string, string>;
  /** By package URL without version, what the sources say that a server wants at start. */
  declared: Map<string, DeclaredInputs>;
  /** Those of them that a person named, and no source. */
  named: Ref[];
  /** How many more the sources name that no launcher handles, or that want what nobody gave. */
  setAside: number;
}

/**
 * Reads what a person said of the servers to crawl: the REFs given; else what the sources given know; else the list
 * file given; else `data/starter-servers.txt`.
 * @returns how to come to the REFs once the catalogue is open, which keeps what sources say.
 * @throws UsageError or RefError in one line, before anything is asked or made.
 */
export async function chooseRefs(choice: RefChoice): Promise<(catalogue: Catalogue) => Promise<ChosenRefs>> {
  const { only, list, source, limit, since } = choice;
  if (source !== undefined && only === undefined) {
    const sources = makeNamedSources(source.map(readSourceId), await readSourceSettings(list));
    return (catalogue) => askSources(sources, choice, catalogue);
  }
  if (since !== undefined)
    throw new UsageError('--since asks what sources told since then: name the sources with --source.');
  const refs = (only?.map(parseRef) ?? (await readList(list))).slice(0, limit);
  return async () => ({ refs, named: refs, sources: new Map(), declared: new Map(), setAside: 0 });
}

async function readList(list: string | undefined): Promise<Ref[]> {
  if (list === undefined) return readRefList(join(import.meta.dirname, '..', 'data', 'starter-servers.txt'));
  return explainRefusal(list, 'name a file of REFs, one a line, with --list', () => readRefList(list));
}

async function askSources(
  sources: Source[],
  { limit, since, json }: RefChoice,
  catalogue: Catalogue,
): Promise<ChosenRefs> {
  const found = await runDiscovery(sources, catalogue, makeLaunchers(findCacheFolder()), {
    limit,
    since,
    onPage(source, { candidates, skipped }) {
      if (json) writeEvent({ event: 'page', source, candidates: candidates.length, skipped });
    },
  });
  if (json) for (const outcome of found.outcomes) writeEvent({ event: 'asked', ...outcome });
  process.stderr.write(
    `${count(found.refs.length, 'server')} to examine; ${found.setAside} more cannot be launched yet, or want what nobody gave.\n`,
  );
  return { ...found, refs: found.refs.slice(0, limit), named: [] };
}

function makeNamedSources(...of: Parameters<typeof makeSources>) {
  try {
    return makeSources(...of);
  } catch (error) {
    if (error instanceof SourceSettingsError) throw new UsageError(error.message);
    throw error;
  }
}

function readSourceId(id: string): SourceId {
  const known = sourceIds.find((candidate) => candidate === id);
  if (known === undefined)
    throw new UsageError(`No source is called "${id}": there are ${sourceIds.join(', ')}.`);
  return known;
}
