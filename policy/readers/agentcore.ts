import type { CedarValueJson } from '@cedar-policy/cedar-wasm/nodejs';
import { isPermitted, prepare, toDecimal } from '../cedar-engine.ts';
import { type Reader, UnreadablePolicyError } from '../reader.ts';

/** Cedar itself, asked as AgentCore asks it: typed arguments under `context.input`. */
export const agentcore: Reader = {
  id: 'agentcore',
  basis: '@cedar-policy/cedar-wasm, asked as AgentCore documents it',
  read([policies = '']) {
    prepare(policies);
    const [, gateway] = /AgentCore::Gateway::"([^"\\]*)"/.exec(policies) ?? [];
    if (gateway === undefined && policies.includes('permit('))
      throw new UnreadablePolicyError('It names no gateway.');
    return {
      names: [],
      ignored: [],
      decide({ server, tool, arguments: given }) {
        // The schema that AgentCore derives has no type for null, so such a call does not fit it.
        if (Object.values(given).includes(null)) return { decision: 'deny', rate: null };
        const isAllowed = isPermitted(policies, {
          principal: { type: 'AgentCore::OAuthUser', id: 'someone' },
          action: { type: 'AgentCore::Action', id: `${server}___${tool}`.toWellFormed() },
          resource: { type: 'AgentCore::Gateway', id: gateway ?? '' },
          context: { input: toCedar(given) },
        });
        return { decision: isAllowed ? 'allow' : 'deny', rate: null };
      },
    };
  },
};

/** Null inside of a value is left out. */
function toCedar(value: unknown): CedarValueJson {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : toDecimal(value);
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.filter((element) => element !== null).map(toCedar);
  const entries = Object.entries(value ?? {}).filter(([, inner]) => inner !== null);
  return Object.fromEntries(entries.map(([key, inner]) => [key, toCedar(inner)]));
}
