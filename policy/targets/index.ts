import type { Target } from '../target.ts';
import { agentcore } from './agentcore.ts';
import { agentgateway } from './agentgateway.ts';
import { anthropicToolset } from './anthropic-toolset.ts';
import { claudeCode } from './claude-code.ts';
import { codex } from './codex.ts';
import { continueCli } from './continue.ts';
import { copilotCli } from './copilot-cli.ts';
import { cursor } from './cursor.ts';
import { dockerMcpGateway } from './docker-mcp-gateway.ts';
import { envoyAiGateway } from './envoy-ai-gateway.ts';
import { geminiCli } from './gemini-cli.ts';
import { goose } from './goose.ts';
import { intercept } from './intercept.ts';
import { litellm } from './litellm.ts';
import { opa } from './opa.ts';
import { openaiResponses } from './openai-responses.ts';
import { opencode } from './opencode.ts';
import { policylayer } from './policylayer.ts';
import { toolhive } from './toolhive.ts';
import { vscode } from './vscode.ts';
import { zed } from './zed.ts';

/** Every policy format that placard writes, in code unit order of their ids. */
export const targets: readonly Target[] = [
  agentcore,
  agentgateway,
  anthropicToolset,
  claudeCode,
  codex,
  continueCli,
  copilotCli,
  cursor,
  dockerMcpGateway,
  envoyAiGateway,
  geminiCli,
  goose,
  intercept,
  litellm,
  opa,
  openaiResponses,
  opencode,
  policylayer,
  toolhive,
  vscode,
  zed,
];
