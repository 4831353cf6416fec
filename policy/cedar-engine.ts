import {
  type CedarValueJson,
  preparsePolicySet,
  type StatefulAuthorizationCall,
  statefulIsAuthorized,
} from '@cedar-policy/cedar-wasm/nodejs';
import { UnreadablePolicyError } from './reader.ts';

const slot = 'placard';
let prepared: string | null = null;

export type CedarRequest = Pick<StatefulAuthorizationCall, 'principal' | 'action' | 'resource' | 'context'>;

/**
 * Cedar's own answer to a request under these policies. A policy whose evaluation fails is skipped, as Cedar does.
 * @throws UnreadablePolicyError where the policies do not parse.
 */
export function isPermitted(policies: string, request: CedarRequest): boolean {
  prepare(policies);
  const answer = statefulIsAuthorized({ ...request, preparsedPolicySetId: slot, entities: [] });
  return answer.type === 'success' && answer.response.decision === 'allow';
}

/** Parses policies once for all requests until others are asked about. */
export function prepare(policies: string): void {
  if (policies === prepared) return;
  prepared = null;
  const answer = preparsePolicySet(slot, { staticPolicies: policies });
  if (answer.type === 'failure')
    throw new UnreadablePolicyError(answer.errors.map(({ message }) => message).join('; '));
  prepared = policies;
}

/** A fraction as Cedar has it, with four places. */
export function toDecimal(value: number): CedarValueJson {
  return { __extn: { fn: 'decimal', arg: value.toFixed(4) } };
}
