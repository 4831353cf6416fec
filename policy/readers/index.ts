import type { Reader } from '../reader.ts';
import { agentcore } from './agentcore.ts';
import { agentgateway } from './agentgateway.ts';
import { anthropicToolset } from './anthropic-toolset.ts';
import { envoyAiGateway } from './envoy-ai-gateway.ts';
import { intercept } from './intercept.ts';
import { openaiResponses } from './openai-responses.ts';
import { policylayer } from './policylayer.ts';
import { toolhive } from './toolhive.ts';

/** How each target's engine reads its documents, in code unit order of the targets' ids. */
export const readers: readonly Reader[] = [
  agentcore,
  agentgateway,
  anthropicToolset,
  envoyAiGateway,
  intercept,
  openaiResponses,
  policylayer,
  toolhive,
];
