import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a file of an installed package lies, whether or not the package exports it. */
export function findInstalled(name: string, ...path: string[]): string {
  return join(import.meta.dirname, 'node_modules', name, ...path);
}

/** The version that is installed here; null where the package is not. */
export function readInstalledVersion(name: string): string | null {
  const file = findInstalled(name, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : null;
}
