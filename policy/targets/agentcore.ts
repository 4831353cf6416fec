import { isRecord } from '../../classifier/json.ts';
import { writeAgentcoreSchema } from '../agentcore-schema.ts';
import { nameAttribute, toCedarBound, writeCedarString } from '../cedar.ts';
import { sayHead } from '../comments.ts';
import type { Constraint } from '../constraint.ts';
import { type Engine, type LoweredRule, type LoweredServer, lower } from '../lower.ts';
import { toPlainText, toVisibleJson } from '../plain-text.ts';
import type { Policy } from '../policy.ts';
import type { Coverage, Emission, EmitOptions, Target } from '../target.ts';

/** Format: docs.aws.amazon.com/bedrock-agentcore, Policy in AgentCore. Default is deny. */
export const agentcore: Target = {
  id: 'agentcore',
  title: 'AWS AgentCore',
  engine:
    'A policy engine attached to an AgentCore gateway enforces it; put the ARN of your gateway in place of the made-up one, and call each gateway target like the server here.',
  language: 'cedar',
  fileName: 'policy.cedar',
  canAsk: false,
  emit,
};

/** It names no gateway that there is, so the policy permits nothing until it is replaced. */
const gateway = 'arn:aws:bedrock-agentcore:REGION:ACCOUNT:gateway/YOUR-GATEWAY';

const engine: Engine = {
  canAsk: false,
  hasGuard: false,
  unknownTools: ['deny'],
  canName: (tool, server) => tool.isWellFormed() && server.isWellFormed(),
  canHide: () => true,
  canLimit: () => false,
  canBind: (constraint) => (writeCondition(constraint) === null ? 'no' : 'exact'),
  nameTool: nameAction,
};

/** Three underscores stand between target and tool. */
function nameAction(server: string, tool: string): string {
  return `${server}___${tool}`;
}

function emit(policy: Policy, options?: EmitOptions): Emission {
  const { servers, coverage } = lower(policy, engine, options);
  const content = `${servers.map((server) => writeServer(server, coverage)).join('\n\n')}\n`;
  const files = [{ path: agentcore.fileName, content }];
  if (options?.definitions !== undefined)
    files.push({ path: 'policy.cedarschema.json', content: writeSchema(policy, options.definitions) });
  return { files, coverage };
}

function writeSchema({ servers }: Policy, definitions: ReadonlyMap<string, readonly unknown[]>): string {
  const actions = servers.flatMap(({ key }) =>
    (definitions.get(key) ?? []).flatMap((definition): [string, unknown][] =>
      isRecord(definition) && typeof definition.name === 'string'
        ? [[nameAction(key, definition.name).toWellFormed(), definition]]
        : [],
    ),
  );
  return `${toVisibleJson(writeAgentcoreSchema(new Map(actions)), 2)}\n`;
}

function writeServer(server: LoweredServer, coverage: readonly Coverage[]): string {
  const head = sayHead(server, coverage).map((line) => `//${line}`);
  return [head.join('\n'), ...server.rules.map((rule) => writeRule(server.key, rule))].join('\n\n');
}

function writeRule(server: string, { tool, decision, constraints, reason, note }: LoweredRule): string {
  const comment = `// ${toPlainText(tool)}: ${toPlainText(reason, 500)} ${note}`.trimEnd();
  const effect = decision === 'allow' ? 'permit' : 'forbid';
  const conditions = constraints.flatMap((constraint) => writeCondition(constraint) ?? []);
  const when = conditions.length === 0 ? '' : `\nwhen { ${conditions.join(' &&\n       ')} }`;
  const action = `AgentCore::Action::${writeCedarString(nameAction(server, tool))}`;
  return `${comment}\n${effect}(principal, action == ${action},\n  resource == AgentCore::Gateway::${writeCedarString(gateway)})${when};`;
}

/** `if … then … else` because strict validation follows `has` there and not through `||`. */
function writeCondition(constraint: Constraint): string | null {
  const { argument, isOptional } = constraint;
  if (!argument.isWellFormed()) return null;
  const given = nameAttribute('context.input', argument);
  if (constraint.kind === 'forbidden') return `!(${given.has})`;
  if (constraint.kind === 'required') return given.has;
  const bound = toCedarBound(constraint, given);
  return bound === null ? null : `(if ${given.has} then ${bound} else ${isOptional})`;
}
