import type { HttpClient } from '../../http/client.ts';
import { walkRegistry } from '../../registry-pages.ts';
import type { Source } from '../../source.ts';

/**
 * The official MCP registry.
 * @param options.baseUrl another registry that speaks its API, without a path.
 */
export function makeMcpRegistry(
  http: HttpClient,
  baseUrl = 'https://registry.modelcontextprotocol.io',
): Source {
  const id = 'mcp-registry';
  return {
    id,
    title: 'Official MCP registry',
    discover: (request) => walkRegistry({ http, baseUrl, source: id }, request),
  };
}
