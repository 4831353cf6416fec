import type { Client } from '../client.ts';
import { findInstalled } from '../installed.ts';
import { placeFiles } from '../place-files.ts';

export const opencode: Client = {
  target: 'opencode',
  title: 'OpenCode',
  package: 'opencode-ai',
  nameTool: (serverKey, tool) => ({ namespace: '', tool: `${serverKey}_${tool.replaceAll('.', '_')}` }),
  saysAsk: /rejected permission/,
  prepare({ project, modelUrl, serverKey, serverCommand }, files) {
    placeFiles(project, files);
    const beside = {
      model: 'loopback/scripted',
      small_model: 'loopback/scripted',
      autoupdate: false,
      share: 'disabled',
      provider: {
        loopback: {
          npm: '@ai-sdk/openai-compatible',
          options: { baseURL: `${modelUrl}/v1`, apiKey: 'dummy' },
          models: { scripted: { tool_call: true } },
        },
      },
      mcp: { [serverKey]: { type: 'local', command: serverCommand, enabled: true } },
    };
    return {
      program: findInstalled('opencode-linux-x64', 'bin/opencode'),
      args: ['run', '--pure', 'go'],
      environment: {
        OPENCODE_CONFIG_CONTENT: JSON.stringify(beside),
        OPENCODE_DISABLE_MODELS_FETCH: '1',
        OPENCODE_DISABLE_AUTOUPDATE: '1',
      },
    };
  },
};
