import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '../client.ts';
import { findInstalled } from '../installed.ts';
import { placeFiles } from '../place-files.ts';

export const claudeCode: Client = {
  target: 'claude-code',
  title: 'Claude Code',
  package: '@anthropic-ai/claude-code',
  nameTool: (serverKey, tool) => ({ namespace: '', tool: `mcp__${serverKey}__${tool.replaceAll('.', '_')}` }),
  saysAsk: /haven't granted it|requested permissions/,
  prepare({ home, project, modelUrl, serverKey, serverCommand }, files) {
    placeFiles(project, files);
    // Permissions and hooks of a project count only where its user said that they trust the folder.
    const trust = { projects: { [project]: { hasTrustDialogAccepted: true } } };
    writeFileSync(join(home, '.claude.json'), JSON.stringify(trust));
    const [command, ...args] = serverCommand;
    const servers = join(project, 'mcp.json');
    writeFileSync(servers, JSON.stringify({ mcpServers: { [serverKey]: { command, args } } }));
    return {
      program: findInstalled('@anthropic-ai/claude-code-linux-x64', 'claude'),
      args: ['-p', 'go', '--mcp-config', servers, '--strict-mcp-config', '--setting-sources', 'project'],
      environment: {
        ANTHROPIC_BASE_URL: modelUrl,
        ANTHROPIC_API_KEY: 'dummy',
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
        ENABLE_TOOL_SEARCH: 'false',
        DISABLE_AUTOUPDATER: '1',
      },
    };
  },
};
