import { openCache } from '../crawler/guard-cache.ts';
import { readNpmOptions } from '../crawler/node/configuration.ts';
import { type SourceSettings, sourceIds } from '../crawler/sources/index.ts';
import { findCacheFolder, version } from './settings.ts';

/**
 * What the sources need of the user, by environment: keys as GITHUB_TOKEN, SMITHERY_API_KEY, GLAMA_API_KEY and
 * PULSEMCP_API_KEY; another address for a source as PLACARD_SOURCE_URL_ and its id in capitals
 * (PLACARD_SOURCE_URL_MCP_REGISTRY). An empty variable counts as unset.
 * @param list file of REFs for the source `list`.
 * @throws CacheError where the cache folder cannot be used, in which they keep what they were answered.
 */
export async function readSourceSettings(list: string | undefined): Promise<SourceSettings> {
  const cache = findCacheFolder();
  await openCache(cache);
  const baseUrls = Object.fromEntries(
    sourceIds.flatMap((id) => {
      const url = readVariable(`PLACARD_SOURCE_URL_${id.toUpperCase().replaceAll('-', '_')}`);
      return url === undefined ? [] : [[id, url]];
    }),
  );
  return {
    userAgent: `placard/${version}`,
    cache,
    npmOptions: await readNpmOptions(cache),
    keys: readKeys(),
    baseUrls,
    ...(list !== undefined && { refList: list }),
  };
}

function readKeys(): NonNullable<SourceSettings['keys']> {
  const names = {
    github: 'GITHUB_TOKEN',
    smithery: 'SMITHERY_API_KEY',
    glama: 'GLAMA_API_KEY',
    pulsemcp: 'PULSEMCP_API_KEY',
  };
  return Object.fromEntries(
    Object.entries(names).flatMap(([source, name]) => {
      const value = readVariable(name);
      return value === undefined ? [] : [[source, value]];
    }),
  );
}

function readVariable(name: string): string | undefined {
  return process.env[name] || undefined;
}
