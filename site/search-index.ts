import { categories } from '../classifier/classification.ts';
import { showHiddenCharacters } from './hidden-characters.ts';
import type { Overview } from './overview.ts';

/**
 * What the search box looks through, as compact JSON: `servers` as name and path, `tools` as name, position of the
 * server, position of the category, and the folder under the server's `tools/` where that is not the name.
 */
export function writeSearchIndex({ servers, tools }: Overview): string {
  const positions = new Map(servers.map(({ path }, position) => [path, position]));
  return JSON.stringify({
    categories,
    servers: servers.map(({ name, path }) => [showHiddenCharacters(name), path]),
    tools: tools.map(({ name, path, server, category }) => {
      const slug = path.slice(`${server.path}tools/`.length, -1);
      const row = [showHiddenCharacters(name), positions.get(server.path) ?? 0, categories.indexOf(category)];
      return slug === name ? row : [...row, slug];
    }),
  });
}
