import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutputFolder } from './output-folder.ts';

const folder = join(import.meta.dirname, 'assets');
const files = ['copy.js', 'icon.svg', 'search.js'];
/** In the order of the cascade: what is for narrow screens and for paper overrules the rest. */
const styles = [
  ...['base', 'diamond', 'frame', 'verdict', 'lists', 'home', 'definition', 'policies', 'charts', 'rules'],
  ...['narrow', 'print'],
];

/** The one style sheet of the site, put together from `assets/style/`. */
export async function readStyle(): Promise<string> {
  const parts = await Promise.all(
    styles.map((name) => readFile(join(folder, 'style', `${name}.css`), 'utf8')),
  );
  return parts.join('\n');
}

/** Writes what the pages load: style, scripts and icon. */
export async function writeAssets(out: OutputFolder): Promise<void> {
  for (const file of files) await out.write(`assets/${file}`, await readFile(join(folder, file)));
  await out.write('assets/style.css', await readStyle());
}
