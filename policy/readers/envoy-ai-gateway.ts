import { evaluate } from '@marcbachmann/cel-js';
import { parse } from 'yaml';
import type { Call } from '../evaluate.ts';
import { type Reader, UnreadablePolicyError } from '../reader.ts';

interface Rule {
  action?: 'Allow' | 'Deny';
  target?: { tools: { backend: string; tool: string }[] };
  cel?: string;
}

interface Document {
  kind: string;
  spec: {
    backendRefs: {
      name: string;
      toolSelector?: {
        include?: string[];
        includeRegex?: string[];
        exclude?: string[];
        excludeRegex?: string[];
      };
    }[];
    securityPolicy?: { authorization?: { defaultAction?: 'Allow' | 'Deny'; rules?: Rule[] } };
  };
}

/** The first rule that matches decides; an expression that fails matches nothing. */
export const envoyAiGateway: Reader = {
  id: 'envoy-ai-gateway',
  basis: '@marcbachmann/cel-js for the expressions; the rest by the MCPRoute CRD',
  read([content = ''], keys) {
    const data: Document = parse(content);
    if (data.kind !== 'MCPRoute') throw new UnreadablePolicyError('It is no MCPRoute.');
    const { backendRefs, securityPolicy } = data.spec;
    const { defaultAction = 'Deny', rules = [] } = securityPolicy?.authorization ?? {};
    if (rules.length > 32) throw new UnreadablePolicyError('It has more than 32 rules.');
    for (const { target, cel } of rules) {
      if ((target?.tools.length ?? 0) > 16)
        throw new UnreadablePolicyError('A target names more than 16 tools.');
      if ((cel?.length ?? 0) > 4096)
        throw new UnreadablePolicyError('An expression is longer than 4096 characters.');
    }
    return {
      names: rules.flatMap(({ target }) => target?.tools.map(({ tool }) => tool) ?? []),
      ignored: [],
      decide(call) {
        const backend = backendRefs[keys.indexOf(call.server)];
        if (backend === undefined || !isSelected(call.tool, backend.toolSelector))
          return { decision: 'hide', rate: null };
        const rule = rules.find((rule) => matches(rule, call, backend.name));
        const action = rule === undefined ? defaultAction : (rule.action ?? 'Allow');
        return { decision: action === 'Allow' ? 'allow' : 'deny', rate: null };
      },
    };
  },
};

type Selector = Document['spec']['backendRefs'][number]['toolSelector'];

function isSelected(tool: string, selector: Selector): boolean {
  if (selector === undefined) return true;
  const { include, includeRegex, exclude = [], excludeRegex = [] } = selector;
  const hits = (patterns: readonly string[]) =>
    patterns.some((pattern) => new RegExp(pattern, 'su').test(tool));
  if (exclude.includes(tool) || hits(excludeRegex)) return false;
  if (include !== undefined) return include.includes(tool);
  return includeRegex === undefined || hits(includeRegex);
}

function matches({ target, cel }: Rule, { tool, arguments: given }: Call, backend: string): boolean {
  const isMeant = target?.tools.some((one) => one.backend === backend && one.tool === tool) ?? true;
  if (!isMeant || cel === undefined) return isMeant;
  // A call without arguments may leave the whole object out.
  const params = Object.keys(given).length === 0 ? {} : { arguments: given };
  try {
    return evaluate(cel, { request: { mcp: { backend, tool, params } } }) === true;
  } catch {
    return false;
  }
}
