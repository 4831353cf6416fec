import assert from 'node:assert/strict';
import { isAbsolute, join, relative } from 'node:path';
import { afterEach, test } from 'node:test';
import { findCacheFolder, findCatalogueFile, findSiteFolder, version } from './settings.ts';

const root = join(import.meta.dirname, '..');
const { PLACARD_CATALOGUE, PLACARD_CACHE } = process.env;
afterEach(() => {
  setVariable('PLACARD_CATALOGUE', PLACARD_CATALOGUE);
  setVariable('PLACARD_CACHE', PLACARD_CACHE);
});

test('the catalogue is the one given, else that of the environment, else the clone’s', () => {
  setVariable('PLACARD_CATALOGUE', '/by/environment.db');
  assert.equal(findCatalogueFile('given.db'), 'given.db');
  assert.equal(findCatalogueFile(undefined), '/by/environment.db');
  setVariable('PLACARD_CATALOGUE', undefined);
  assert.equal(findCatalogueFile(undefined), join(root, 'data', 'catalogue.db'));
});

test('an empty variable is as good as none', () => {
  setVariable('PLACARD_CATALOGUE', '');
  setVariable('PLACARD_CACHE', '');
  assert.equal(findCatalogueFile(undefined), join(root, 'data', 'catalogue.db'));
  assert.ok(isAbsolute(findCacheFolder()));
});

test('the cache is that of the environment, else the user’s', () => {
  setVariable('PLACARD_CACHE', '/by/environment');
  assert.equal(findCacheFolder(), '/by/environment');
  setVariable('PLACARD_CACHE', 'from/here/');
  assert.equal(findCacheFolder(), join(process.cwd(), 'from/here'));
  setVariable('PLACARD_CACHE', undefined);
  assert.ok(isAbsolute(findCacheFolder()));
});

test('the site is the folder given, else the clone’s', () => {
  assert.equal(findSiteFolder('public'), 'public');
  assert.equal(findSiteFolder(undefined), relative('', join(root, 'dist', 'site')));
});

test('the version is a semantic one', () => assert.match(version, /^\d+\.\d+\.\d+/));

function setVariable(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
