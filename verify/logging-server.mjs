// An MCP server over standard streams that does nothing but write down what really ran.
// Arguments: a JSON file with the tools to list, and the file to which each call is added as a line of JSON.
import { appendFileSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [toolsFile, logFile] = process.argv.slice(2);
const answers = {
  initialize: ({ protocolVersion }) => ({
    protocolVersion,
    capabilities: { tools: {} },
    serverInfo: { name: 'logging-server', version: '1.0.0' },
  }),
  ping: () => ({}),
  'tools/list': () => ({ tools: JSON.parse(readFileSync(toolsFile, 'utf8')) }),
  'tools/call': ({ name, arguments: given = {} }) => {
    appendFileSync(logFile, `${JSON.stringify({ tool: name, arguments: given })}\n`);
    return { content: [{ type: 'text', text: 'it ran' }] };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params = {} } = JSON.parse(line);
  if (id === undefined) continue;
  const answer = answers[method];
  const outcome =
    answer === undefined
      ? { error: { code: -32601, message: 'unknown method' } }
      : { result: answer(params) };
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, ...outcome })}\n`);
}
