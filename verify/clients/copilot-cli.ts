import type { Client } from '../client.ts';
import { findInstalled } from '../installed.ts';
import { placeFiles } from '../place-files.ts';

export const copilotCli: Client = {
  target: 'copilot-cli',
  title: 'GitHub Copilot CLI',
  package: '@github/copilot',
  nameTool: (serverKey, tool) => ({ namespace: '', tool: `${serverKey}-${tool.replaceAll('.', '-')}` }),
  saysAsk: /no interactive user response/,
  prepare({ home, modelUrl, serverKey, serverCommand }, files) {
    const [command, ...args] = serverCommand;
    const policy = JSON.parse(files.get('.copilot/mcp-config.json') ?? '{}');
    const server = { ...policy.mcpServers?.[serverKey], type: 'local', command, args };
    const servers = { mcpServers: { ...policy.mcpServers, [serverKey]: server } };
    placeFiles(home, new Map([...files, ['.copilot/mcp-config.json', JSON.stringify(servers)]]));
    return {
      program: findInstalled('@github/copilot-linux-x64', 'copilot'),
      args: ['-p', 'go', '--disable-builtin-mcps'],
      environment: {
        COPILOT_OFFLINE: 'true',
        COPILOT_AUTO_UPDATE: 'false',
        COPILOT_PROVIDER_BASE_URL: `${modelUrl}/v1`,
        COPILOT_PROVIDER_API_KEY: 'dummy',
        COPILOT_MODEL: 'scripted',
      },
    };
  },
};
