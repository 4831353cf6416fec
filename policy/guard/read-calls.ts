import type { Call } from '../evaluate.ts';
import type { Policy } from '../policy.ts';

/**
 * The calls that a client may mean by what it writes to its hook: a server and a tool in the policy's own names, for
 * each reading of the client's name for them. Empty where the call is to none of the policy's servers. The script
 * carries this function's text, so it needs nothing beside itself.
 * @throws where a part that every call has is missing or of another shape.
 */
export function readCalls(client: string, input: unknown, policy: Policy): Call[] {
  const said = asRecord(input);
  const given = said.tool_input ?? said.toolArgs ?? {};
  // Cursor and Copilot have written the arguments as text at times.
  const callArguments = asRecord(typeof given === 'string' ? JSON.parse(given) : given);
  const name = said.tool_name ?? said.toolName;
  if (typeof name !== 'string' || name === '') throw new Error('the call names no tool');

  if (client === 'claude-code') return readQualified('mcp__', '__', /[^A-Za-z0-9_-]/g, '_');
  if (client === 'codex') return readQualified('mcp__', '__', /[^A-Za-z0-9_]/g, '_');
  if (client === 'copilot-cli') return readQualified('', '-', /[^A-Za-z0-9_-]/g, '-');
  if (client === 'gemini-cli') return readQualified('mcp_', '_', /[^A-Za-z0-9_.:-]/g, '_');
  if (client === 'cursor') {
    // It names the server with signs of its own before or after; older versions do not name it at all.
    const server = said.mcp_server_name;
    const named = policy.servers.filter(
      ({ key }) => typeof server === 'string' && (server.split('::')[0] ?? '').endsWith(key),
    );
    const having = policy.servers.filter(({ rules }) => rules.some(({ tool }) => tool === name));
    const meant =
      named.length > 0 ? named : having.length > 0 || server !== undefined ? having : policy.servers;
    return meant.map(({ key }) => makeCall(key, name));
  }
  throw new Error('no such client');

  function readQualified(start: string, middle: string, foreign: RegExp, substitute: string): Call[] {
    const flatten = (text: string) => text.replace(foreign, substitute);
    const known: Call[] = [];
    const unknown: Call[] = [];
    for (const { key, rules } of policy.servers) {
      const prefix = `${start}${flatten(key)}${middle}`;
      if (!String(name).startsWith(prefix)) continue;
      const rest = String(name).slice(prefix.length);
      const meant = rules.filter(({ tool }) => flatten(tool) === flatten(rest));
      for (const { tool } of meant) known.push(makeCall(key, tool));
      if (meant.length === 0) unknown.push(makeCall(key, rest));
    }
    // Where one server's key begins like another's, the tool that there is was meant.
    return known.length > 0 ? known : unknown;
  }

  function makeCall(server: string, tool: string): Call {
    return { server, tool, arguments: callArguments };
  }

  function asRecord(value: unknown): Record<string, unknown> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('no object');
    return value as Record<string, unknown>;
  }
}
