import * as opaWasm from '@open-policy-agent/opa-wasm';
import module from '../opa/module.json' with { type: 'json' };
import { type Reader, UnreadablePolicyError } from '../reader.ts';
import type { Decision } from '../recommendation.ts';

// It exports this function as part of its default alone, which its types do not know of.
const { loadPolicySync } = (opaWasm as unknown as { default: typeof opaWasm }).default;

/** What Open Policy Agent answers, by its own WebAssembly of the module that goes with the data. */
export const opa: Reader = {
  id: 'opa',
  basis: `@open-policy-agent/opa-wasm, with the module beside the data as Open Policy Agent ${module.version} compiles it`,
  read([content = '']) {
    const data = JSON.parse(content);
    const servers: Record<string, { rules?: object }> | undefined = data.mcp?.servers;
    if (typeof servers !== 'object') throw new UnreadablePolicyError('It holds no mcp.servers.');
    load(content);
    return {
      names: Object.values(servers).flatMap(({ rules = {} }) => Object.keys(rules)),
      ignored: [],
      decide(call) {
        const input = new TextEncoder().encode(JSON.stringify(call)).buffer;
        try {
          const [answer]: { result: { action: Decision } }[] = load(content).evaluate(input);
          return { decision: answer?.result.action ?? 'deny', rate: null };
        } catch {
          // A call that it cannot read gets no answer.
          return { decision: 'deny', rate: null };
        }
      },
    };
  },
};

let engine: ReturnType<typeof loadPolicySync> | undefined;
let loaded = '';

/** The engine with this data; it is made once, for that takes longer than all else. */
function load(content: string) {
  engine ??= loadPolicySync(Uint8Array.from(atob(module.wasm), (sign) => sign.charCodeAt(0)));
  if (loaded !== content) engine.setData(new TextEncoder().encode(content).buffer);
  loaded = content;
  return engine;
}
