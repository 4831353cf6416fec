import type { Link, ListItem, PhrasingContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { toString as readText } from 'mdast-util-to-string';
import { gfmTable } from 'micromark-extension-gfm-table';
import { visit } from 'unist-util-visit';
import type { ListEntry } from './entry.ts';

/** Parts of such lists, by their upper headings, that name other things than servers. */
const otherParts =
  /\b(frameworks?|clients?|tutorials?|tips|legend|contribut\w+|utilities|what is|star history|contents|articles?|videos?)\b|^\W*(community|resources?)\W*$/i;

/** The entries of a list in Markdown: list items that begin with a link, and rows of tables with a column of URLs. */
export function readMarkdown(markdown: string): ListEntry[] {
  const tree = fromMarkdown(markdown, {
    extensions: [gfmTable()],
    mdastExtensions: [gfmTableFromMarkdown()],
  });
  const entries: ListEntry[] = [];
  const headings: string[] = [];
  visit(tree, ['heading', 'listItem', 'table'], (node) => {
    if (node.type === 'heading') {
      headings.length = node.depth - 1;
      headings[node.depth - 1] = readText(node);
      return;
    }
    if (headings.slice(0, 2).some((heading) => otherParts.test(heading ?? ''))) return;
    if (node.type === 'listItem') entries.push(...readItem(node));
    if (node.type === 'table') entries.push(...readTable(node));
  });
  return entries;
}

function readItem(item: ListItem): ListEntry[] {
  const [paragraph] = item.children;
  if (paragraph?.type !== 'paragraph') return [];
  const at = paragraph.children.findIndex((child) => findLink(child) !== null);
  const link = at < 0 ? null : findLink(paragraph.children[at]);
  // What stands before the link is at most a mark or a badge; a link in the middle of a sentence is no entry.
  const before = readText(paragraph.children.slice(0, Math.max(at, 0)).filter((child) => !isBadge(child)));
  if (link === null || /[\p{L}\p{N}]/u.test(before)) return [];
  const rest = paragraph.children.slice(at + 1).filter((child) => !isBadge(child));
  return [{ name: readText(link), url: link.url, description: readDescription(rest), isAddress: false }];
}

/** A link with words in it, also in bold; badges are links with nothing but an image. */
function findLink(node: PhrasingContent | undefined): Link | null {
  if (node?.type === 'strong' || node?.type === 'emphasis') return findLink(node.children[0]);
  if (node?.type !== 'link' || isBadge(node)) return null;
  return /^https?:/i.test(node.url) ? node : null;
}

function isBadge(node: PhrasingContent): boolean {
  if (node.type === 'image' || node.type === 'imageReference' || node.type === 'html') return true;
  return (
    node.type === 'link' && node.children.every((child) => child.type === 'image' || readText(child) === '')
  );
}

/** Without the emoji that lists mark languages with, and without any of the dashes that they part with. */
function readDescription(nodes: PhrasingContent[]): string {
  return readText(nodes, { includeImageAlt: false })
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .trim();
}

function readTable({ children: [header, ...rows] }: Table): ListEntry[] {
  const columns = header?.children.map((cell) => readText(cell).trim().toLowerCase()) ?? [];
  const urlColumn = columns.findIndex((column) => /^(server )?(url|endpoint)$/.test(column));
  if (urlColumn < 0) return [];
  const nameColumn = Math.max(
    0,
    columns.findIndex((column) => /^(name|server)$/.test(column)),
  );
  return rows.flatMap(({ children: cells }) => {
    const cell = cells[urlColumn];
    const link = cell?.children.find((child) => child.type === 'link');
    const url = (link?.url ?? (cell ? readText(cell) : '')).trim();
    const name = cells[nameColumn] ? readText(cells[nameColumn]) : '';
    return /^https?:\/\//i.test(url) ? [{ name: name || url, url, description: '', isAddress: true }] : [];
  });
}
