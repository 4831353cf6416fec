import { type Engine, type LoweredServer, lower } from '../lower.ts';
import module from '../opa/module.json' with { type: 'json' };
import { toVisibleJson } from '../plain-text.ts';
import type { Policy } from '../policy.ts';
import type { Emission, EmitOptions, Target } from '../target.ts';

/**
 * Format: data for Open Policy Agent, beside a module in Rego that is the same for every policy. What the module
 * answers, asking included, is for the caller to carry out.
 */
export const opa: Target = {
  id: 'opa',
  title: 'Open Policy Agent',
  engine:
    'Open Policy Agent loads it with the module placard.rego beside it and answers whoever asks for data.placard.decision; the asking is for your gateway to do.',
  language: 'json',
  fileName: 'data.json',
  canAsk: true,
  emit,
};

/** Beyond the Basic Multilingual Plane, where its WebAssembly reads an escape as another text than the sign itself. */
const surrogates = /[\uD800-\uDFFF]|\\ud[89a-f]/;

const engine: Engine = {
  canAsk: true,
  hasGuard: false,
  unknownTools: ['allow', 'ask', 'deny'],
  canName: (tool, server) => !surrogates.test(tool + server),
  canHide: () => true,
  canLimit: () => false,
  canBind: (constraint) => (surrogates.test(JSON.stringify(constraint)) ? 'no' : 'exact'),
};

function emit(policy: Policy, options?: EmitOptions): Emission {
  const { servers, coverage } = lower(policy, engine, options);
  const document = {
    mcp: { servers: Object.fromEntries(servers.map((server) => [server.key, describe(server)])) },
  };
  return {
    files: [
      { path: opa.fileName, content: `${toVisibleJson(document, 2)}\n` },
      { path: 'placard.rego', content: module.text.replaceAll('\t', '  ') },
    ],
    coverage,
  };
}

function describe({ name, unknownTools, rules }: LoweredServer) {
  const byTool = rules.map(({ tool, decision, constraints, reason }) => [
    tool,
    { decision, constraints, reason: reason.toWellFormed() },
  ]);
  return { name: name.toWellFormed(), unknownTools, rules: Object.fromEntries(byTool) };
}
