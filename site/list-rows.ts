import { type CategoryMark, markOf } from './category-mark.ts';
import type { ServerSummary, ToolSummary } from './overview.ts';
import { describeCounts } from './server-words.ts';

const mostInStrip = 48;

/** A server as the template of a list takes it, with its strip in small. */
export function viewServerRow(server: ServerSummary) {
  const marks = server.counts.flatMap(({ category, count }) => repeat(markOf(category), count));
  return {
    ...server,
    marks: marks.slice(0, mostInStrip),
    moreMarks: Math.max(0, server.toolCount - mostInStrip),
    countWords: describeCounts(server.counts),
  };
}

/** A tool as the template of a list takes it. */
export function viewToolRow(tool: ToolSummary) {
  return { ...tool, mark: markOf(tool.category) };
}

function repeat(mark: CategoryMark, count: number): CategoryMark[] {
  return Array.from({ length: Math.min(count, mostInStrip) }, () => mark);
}
