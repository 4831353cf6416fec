import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import envPaths from 'env-paths';

const folders = envPaths('placard', { suffix: '' });
const packageRoot = findPackageRoot(import.meta.dirname);
const isClone = existsSync(join(packageRoot, 'scripts', 'environment.sh'));

/** placard's own version, as its package.json says. */
export const version: string = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')).version;

/** The catalogue file: as given, else by PLACARD_CATALOGUE, else in a clone beside the code, else among the user's data. */
export function findCatalogueFile(given: string | undefined): string {
  return (
    given ??
    (process.env.PLACARD_CATALOGUE ||
      (isClone ? join(packageRoot, 'data', 'catalogue.db') : join(folders.data, 'catalogue.db')))
  );
}

/** The site's folder: as given, else in a clone dist/site beside the code, else dist/site where the person stands. */
export function findSiteFolder(given: string | undefined): string {
  return given ?? (isClone ? relative('', join(packageRoot, 'dist', 'site')) : join('dist', 'site'));
}

/** Absolute path of the folder for what can be fetched again: by PLACARD_CACHE, else the user's cache folder. */
export function findCacheFolder(): string {
  return resolve(process.env.PLACARD_CACHE || folders.cache);
}

/** Which GitHub is asked for sources, and as whom: by PLACARD_SOURCE_URL_GITHUB and GITHUB_TOKEN. */
export function findGithub(): { baseUrl: string | undefined; token: string | undefined } {
  const { PLACARD_SOURCE_URL_GITHUB, GITHUB_TOKEN } = process.env;
  return { baseUrl: PLACARD_SOURCE_URL_GITHUB || undefined, token: GITHUB_TOKEN || undefined };
}

function findPackageRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findPackageRoot(dirname(folder));
}
