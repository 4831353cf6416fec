import { parse } from 'yaml';
import { type Reader, UnreadablePolicyError } from '../reader.ts';

/** What stands in a server's list is enabled; a server that is not named has all of its tools. */
export const dockerMcpGateway: Reader = {
  id: 'docker-mcp-gateway',
  basis: 'github.com/docker/mcp-gateway, as we read it',
  read([content = '']) {
    const servers: Record<string, unknown> = parse(content) ?? {};
    for (const tools of Object.values(servers))
      if (!Array.isArray(tools)) throw new UnreadablePolicyError('A server has no list of tools.');
    return {
      names: Object.values(servers).flat().map(String),
      ignored: [],
      decide({ server, tool }) {
        const tools = Object.hasOwn(servers, server) ? servers[server] : null;
        const isEnabled = !Array.isArray(tools) || tools.includes(tool);
        return { decision: isEnabled ? 'allow' : 'hide', rate: null };
      },
    };
  },
};
