import { join } from 'node:path';
import type { Client } from '../client.ts';
import { findInstalled } from '../installed.ts';
import { placeFiles } from '../place-files.ts';

/** Without a terminal, where it leaves out what it would ask about. */
export const continueCli: Client = {
  target: 'continue',
  title: 'Continue CLI',
  package: '@continuedev/cli',
  nameTool: (_, tool) => ({ namespace: '', tool }),
  saysAsk: /permission/i,
  prepare({ home, project, modelUrl, serverKey, serverCommand }, files) {
    const [command, ...args] = serverCommand;
    const configuration = {
      name: 'verify',
      version: '1.0.0',
      schema: 'v1',
      models: [
        {
          name: 'scripted',
          model: 'scripted',
          provider: 'openai',
          apiKey: 'dummy',
          apiBase: `${modelUrl}/v1`,
          capabilities: ['tool_use'],
          roles: ['chat'],
        },
      ],
      mcpServers: [{ name: serverKey, command, args }],
    };
    placeFiles(join(home, '.continue'), files);
    // JSON is YAML.
    placeFiles(project, new Map([['config.yaml', JSON.stringify(configuration)]]));
    return {
      program: process.execPath,
      args: [findInstalled('@continuedev/cli', 'dist', 'cn.js'), '-p', '--config', 'config.yaml', 'go'],
      environment: { CONTINUE_TELEMETRY_ENABLED: '0' },
    };
  },
};
