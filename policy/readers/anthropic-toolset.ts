import { parse } from 'yaml';
import type { Reader } from '../reader.ts';

interface Config {
  enabled?: boolean;
}

interface Document {
  tools: {
    type: string;
    mcp_server_name: string;
    default_config?: Config;
    configs?: Record<string, Config>;
  }[];
}

/** A tool's own setting beats the default, which is enabled. */
export const anthropicToolset: Reader = {
  id: 'anthropic-toolset',
  basis: "the Anthropic SDK's types of mcp_toolset and their documentation, as we read them",
  read([content = '']) {
    // Read as the part of YAML that JSON is: V8 13.6 (Node.js 24) mistakes some escaped keys for others.
    const { tools }: Document = parse(content, { schema: 'json' });
    return {
      names: tools.flatMap(({ configs = {} }) => Object.keys(configs)),
      ignored: [],
      decide({ server, tool }) {
        const toolset = tools.find(({ mcp_server_name }) => mcp_server_name === server);
        if (toolset === undefined) return { decision: 'hide', rate: null };
        const { configs = {}, default_config: otherwise } = toolset;
        const own = Object.hasOwn(configs, tool) ? configs[tool]?.enabled : undefined;
        return { decision: (own ?? otherwise?.enabled ?? true) ? 'allow' : 'hide', rate: null };
      },
    };
  },
};
