import { parse } from 'yaml';
import type { Reader } from '../reader.ts';

type Word = 'allow' | 'confirm' | 'deny';

interface Document {
  agent?: { tool_permissions?: { default?: Word; tools?: Record<string, { default?: Word }> } };
}

/** A tool's own word beats the default, which is to ask. */
export const zed: Reader = {
  id: 'zed',
  basis: "Zed's documentation, as we read it",
  read([content = '']) {
    // Read as the part of YAML that JSON is: V8 13.6 (Node.js 24) mistakes some escaped keys for others.
    const { agent }: Document = parse(content, { schema: 'json' });
    const { default: otherwise = 'confirm', tools = {} } = agent?.tool_permissions ?? {};
    return {
      names: Object.keys(tools),
      ignored: agent?.tool_permissions === undefined ? ['It holds no agent.tool_permissions.'] : [],
      decide({ server, tool }) {
        const name = `mcp:${server}:${tool}`;
        const word = (Object.hasOwn(tools, name) ? tools[name]?.default : undefined) ?? otherwise;
        return { decision: word === 'confirm' ? 'ask' : word, rate: null };
      },
    };
  },
};
