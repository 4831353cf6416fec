import { parse, stringify } from 'smol-toml';
import type { Client } from '../client.ts';
import { findInstalled } from '../installed.ts';
import { placeFiles } from '../place-files.ts';

export const codex: Client = {
  target: 'codex',
  title: 'Codex',
  package: '@openai/codex',
  nameTool: (serverKey, tool) => ({ namespace: `mcp__${serverKey}`, tool: tool.replaceAll(/[.-]/g, '_') }),
  saysAsk: /requires approval/,
  prepare({ home, modelUrl, serverKey, serverCommand }, files) {
    const [command, ...args] = serverCommand;
    const provider = {
      name: 'loopback',
      base_url: `${modelUrl}/v1`,
      wire_api: 'responses',
      env_key: 'DUMMY_KEY',
    };
    const retries = { request_max_retries: 0, stream_max_retries: 0, supports_websockets: false };
    const policy = parse(files.get('.codex/config.toml') ?? '') as { mcp_servers?: Record<string, object> };
    // Codex refuses a server without its transport, so the two stand in one table, as at a user's.
    const settings = {
      ...policy,
      model: 'scripted',
      model_provider: 'loopback',
      model_providers: { loopback: { ...provider, ...retries } },
      mcp_servers: {
        ...policy.mcp_servers,
        [serverKey]: { ...policy.mcp_servers?.[serverKey], command, args },
      },
    };
    placeFiles(home, new Map([...files, ['.codex/config.toml', stringify(settings)]]));
    return {
      program: findInstalled('@openai/codex-linux-x64', 'vendor/x86_64-unknown-linux-musl/bin/codex'),
      args: ['exec', '--strict-config', '--skip-git-repo-check', '--dangerously-bypass-hook-trust', 'go'],
      environment: { DUMMY_KEY: 'dummy' },
    };
  },
};
