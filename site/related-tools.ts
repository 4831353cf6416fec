import type { Overview, ToolSummary } from './overview.ts';

const mostRelated = 6;
/** A word that more tools than this share says nothing of what a tool is for. */
const mostSharing = 2_000;

/** Finds tools of the same kind on other servers. */
export interface RelatedTools {
  /** At most six, the likest first; of the same category, and never two of one server. */
  elsewhere(tool: ToolSummary): ToolSummary[];
}

/** Compares tools by the words of their names: same words, same category, the rarer the word the better. */
export function indexRelatedTools({ tools }: Overview): RelatedTools {
  const words = new Map(tools.map((tool) => [tool, wordsOf(tool.name)]));
  const byWord = new Map<string, ToolSummary[]>();
  for (const [tool, own] of words) {
    for (const word of own) {
      const sharing = byWord.get(word);
      if (sharing === undefined) byWord.set(word, [tool]);
      else sharing.push(tool);
    }
  }
  return { elsewhere: (tool) => findLikest(tool, words, byWord) };
}

function findLikest(
  tool: ToolSummary,
  words: Map<ToolSummary, string[]>,
  byWord: Map<string, ToolSummary[]>,
): ToolSummary[] {
  const own = words.get(tool) ?? [];
  const weights = new Map<ToolSummary, number>();
  for (const word of own) {
    const sharing = byWord.get(word) ?? [];
    if (sharing.length > mostSharing) continue;
    for (const other of sharing) {
      if (other.category !== tool.category || other.server.path === tool.server.path) continue;
      weights.set(other, (weights.get(other) ?? 0) + 1 / Math.log2(sharing.length + 1));
    }
  }
  const likeness = ([other, weight]: [ToolSummary, number]) => weight / (words.get(other)?.length ?? 1);
  const ranked = [...weights].sort((a, b) => likeness(b) - likeness(a) || (a[0].path < b[0].path ? -1 : 1));
  const servers = new Set<string>();
  return ranked
    .map(([other]) => other)
    .filter(({ server }) => !servers.has(server.path) && servers.add(server.path))
    .slice(0, mostRelated);
}

/** `listIssue_comments` as `list`, `issue`, `comments`; plural and singular count as one word. */
function wordsOf(name: string): string[] {
  const found = name
    .slice(0, 200)
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => (word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word));
  return [...new Set(found)];
}
