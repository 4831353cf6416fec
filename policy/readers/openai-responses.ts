import { type Reader, UnreadablePolicyError } from '../reader.ts';

interface McpTool {
  type: string;
  server_label: string;
  allowed_tools?: { tool_names?: string[] } | string[];
  require_approval?:
    | 'always'
    | 'never'
    | { always?: { tool_names?: string[] }; never?: { tool_names?: string[] } };
}

/** Tools that are not allowed are not offered; an approval is asked for wherever it is not waived. */
export const openaiResponses: Reader = {
  id: 'openai-responses',
  basis: "the OpenAI SDK's type Tool.Mcp and its documentation, as we read them",
  read([content = '']) {
    const servers: McpTool[] = JSON.parse(content);
    if (!Array.isArray(servers)) throw new UnreadablePolicyError('It is no list of tools.');
    const allowed = ({ allowed_tools: list }: McpTool) => (Array.isArray(list) ? list : list?.tool_names);
    return {
      names: servers.flatMap((server) => allowed(server) ?? []),
      ignored: [],
      decide({ server, tool }) {
        const entry = servers.find(({ type, server_label }) => type === 'mcp' && server_label === server);
        if (entry === undefined || allowed(entry)?.includes(tool) === false)
          return { decision: 'hide', rate: null };
        const { require_approval: approval = 'always' } = entry;
        const isWaived =
          approval === 'never' ||
          (typeof approval === 'object' &&
            approval.never?.tool_names?.includes(tool) === true &&
            approval.always?.tool_names?.includes(tool) !== true);
        return { decision: isWaived ? 'allow' : 'ask', rate: null };
      },
    };
  },
};
