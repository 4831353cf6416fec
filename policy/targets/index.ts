import type { Target } from '../target.ts';
import { agentcore } from './agentcore.ts';
import { agentgateway } from './agentgateway.ts';
import { anthropicToolset } from './anthropic-toolset.ts';
import { envoyAiGateway } from './envoy-ai-gateway.ts';
import { intercept } from './intercept.ts';
import { openaiResponses } from './openai-responses.ts';
import { policylayer } from './policylayer.ts';
import { toolhive } from './toolhive.ts';

/** Every policy format that placard writes, in code unit order of their ids. */
export const targets: readonly Target[] = [
  agentcore,
  agentgateway,
  anthropicToolset,
  envoyAiGateway,
  intercept,
  openaiResponses,
  policylayer,
  toolhive,
];
