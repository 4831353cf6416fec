import { parse } from 'yaml';
import type { Reader } from '../reader.ts';

interface Server {
  url?: string;
  allowed_tools?: string[];
  disallowed_tools?: string[];
}

/** A server that is not configured is not there; where both lists stand, the allowed ones hold. */
export const litellm: Reader = {
  id: 'litellm',
  basis: "LiteLLM's documentation, as we read it",
  read([content = '']) {
    const data: { mcp_servers?: Record<string, Server> } = parse(content) ?? {};
    const servers = data.mcp_servers ?? {};
    return {
      names: Object.values(servers).flatMap(({ allowed_tools = [], disallowed_tools = [] }) => [
        ...allowed_tools,
        ...disallowed_tools,
      ]),
      ignored: [],
      decide({ server: key, tool }) {
        const server = Object.hasOwn(servers, key) ? servers[key] : undefined;
        if (server === undefined) return { decision: 'hide', rate: null };
        const { allowed_tools: allowed, disallowed_tools: disallowed = [] } = server;
        const passes = allowed === undefined ? !disallowed.includes(tool) : allowed.includes(tool);
        return { decision: passes ? 'allow' : 'hide', rate: null };
      },
    };
  },
};
