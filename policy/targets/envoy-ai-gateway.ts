import { Document } from 'yaml';
import { toCelCondition, writeCelString } from '../cel.ts';
import { sayRefused } from '../comments.ts';
import { type Engine, type LoweredRule, type LoweredServer, lower } from '../lower.ts';
import { escapePattern } from '../patterns.ts';
import type { Policy } from '../policy.ts';
import type { Emission, EmitOptions, Target } from '../target.ts';
import { writeYaml } from '../yaml.ts';

/** Format: aigateway.envoyproxy.io, MCPRoute v1beta1; bounds by its CRD (32 rules, 16 tools in a target, 4096 characters of CEL). */
export const envoyAiGateway: Target = {
  id: 'envoy-ai-gateway',
  title: 'Envoy AI Gateway',
  engine:
    'Envoy AI Gateway enforces it on the route; name your Gateway in parentRefs and your backends as here.',
  language: 'yaml',
  fileName: 'mcproute.yaml',
  canAsk: false,
  emit,
};

const mostRules = 32;
const mostTools = 16;
const longestCel = 4096;
const given = 'request.mcp.params.arguments';

/** A name in an expression of its own must leave room for what else stands there. */
const longestName = 1000;

function describeEngine(dropped: ReadonlySet<string>): Engine {
  return {
    canAsk: false,
    hasGuard: false,
    unknownTools: ['deny'],
    canName: (tool, server) =>
      tool !== '' &&
      tool.isWellFormed() &&
      writeCelString(tool).length <= longestName &&
      !dropped.has(JSON.stringify([server, tool])),
    canHide: () => true,
    canLimit: () => false,
    canBind: (constraint) => {
      const condition = toCelCondition(constraint, given);
      return condition === null || condition.length > longestCel / 4 ? 'no' : 'exact';
    },
    nameTool: (server, tool) => JSON.stringify([nameBackend(server), tool]),
  };
}

function emit(policy: Policy, options?: EmitOptions): Emission {
  const first = lower(policy, describeEngine(new Set()), options);
  const { left } = writeRules(first.servers);
  const { servers, coverage } =
    left.length === 0 ? first : lower(policy, describeEngine(new Set(left)), options);
  const document = new Document({
    apiVersion: 'aigateway.envoyproxy.io/v1beta1',
    kind: 'MCPRoute',
    metadata: { name: nameBackend(servers.map(({ key }) => key).join('-')) },
    spec: {
      parentRefs: [{ name: 'YOUR-GATEWAY', kind: 'Gateway', group: 'gateway.networking.k8s.io' }],
      backendRefs: servers.map(writeBackend),
      securityPolicy: {
        authorization: { defaultAction: 'Deny', rules: writeRules(servers).rules },
      },
    },
  });
  document.commentBefore = servers.flatMap((server) => sayRefused(server, coverage, 'Denied')).join('\n');
  return { files: [{ path: envoyAiGateway.fileName, content: writeYaml(document) }], coverage };
}

/** Kubernetes wants names of lower-case letters, digits and hyphens. */
function nameBackend(key: string): string {
  const name = key
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60);
  return name.replaceAll(/^-|-$/g, '') || 'server';
}

function writeBackend({ key, rules }: LoweredServer): object {
  const allowed = rules.filter(({ decision }) => decision === 'allow').map(({ tool }) => tool);
  return { name: nameBackend(key), port: 8080, toolSelector: selectTools(allowed) };
}

/** What is not selected is not listed either. */
function selectTools(allowed: readonly string[]): object {
  if (allowed.length === 0) return { excludeRegex: ['.*'] };
  if (allowed.length <= mostRules) return { include: allowed };
  return { includeRegex: [`^(?:${allowed.map(escapePattern).join('|')})$`] };
}

/** Only rules that allow: an expression that fails then matches nothing, and the default denies. `left` found no room. */
function writeRules(servers: readonly LoweredServer[]): { rules: object[]; left: string[] } {
  const allowed = servers.flatMap(({ key, rules }) =>
    rules.filter(({ decision }) => decision === 'allow').map((rule) => ({ key, rule })),
  );
  const free = allowed.filter(({ rule }) => rule.constraints.length === 0);
  const bound = allowed.filter(({ rule }) => rule.constraints.length > 0);
  const rules = [
    ...chunk(free, mostTools).map((some) => ({ action: 'Allow', target: { tools: some.map(writeTarget) } })),
    ...bound.map((one) => ({
      action: 'Allow',
      target: { tools: [writeTarget(one)] },
      cel: writeConditions(one.rule),
    })),
  ];
  const isShort = bound.every(({ rule }) => writeConditions(rule).length <= longestCel);
  if (rules.length <= mostRules && isShort) return { rules, left: [] };
  return packRules(allowed);
}

interface KeyedRule {
  key: string;
  rule: LoweredRule;
}

function writeTarget({ key, rule }: KeyedRule): object {
  return { backend: nameBackend(key), tool: rule.tool };
}

function writeConditions({ constraints }: LoweredRule): string {
  return constraints.flatMap((constraint) => toCelCondition(constraint, given) ?? []).join(' && ');
}

/** Where there are more tools than rules, as many as fit into one expression share a rule. */
function packRules(allowed: readonly KeyedRule[]): { rules: object[]; left: string[] } {
  const expressions: string[] = [];
  const left: string[] = [];
  for (const { key, rule } of allowed) {
    const who = `request.mcp.backend == ${writeCelString(nameBackend(key))} && request.mcp.tool == ${writeCelString(rule.tool)}`;
    const conditions = writeConditions(rule);
    const expression = `(${conditions === '' ? who : `${who} && ${conditions}`})`;
    const last = expressions.at(-1);
    const joined = last === undefined ? expression : `${last} || ${expression}`;
    if (last !== undefined && joined.length <= longestCel) expressions[expressions.length - 1] = joined;
    else if (expressions.length < mostRules && expression.length <= longestCel) expressions.push(expression);
    else left.push(JSON.stringify([key, rule.tool]));
  }
  return { rules: expressions.map((cel) => ({ action: 'Allow', cel })), left };
}

function chunk<Element>(list: readonly Element[], size: number): Element[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}
