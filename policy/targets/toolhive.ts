import { Document } from 'yaml';
import { nameAttribute, toCedarBound, writeCedarString } from '../cedar.ts';
import { sayRefused } from '../comments.ts';
import type { Constraint } from '../constraint.ts';
import { type Engine, type LoweredRule, type LoweredServer, lower } from '../lower.ts';
import type { Policy } from '../policy.ts';
import { nameServerFile } from '../server-file.ts';
import type { Coverage, Emission, EmitOptions, Target } from '../target.ts';
import { writeYaml } from '../yaml.ts';

/** Format: docs.stacklok.com/toolhive, Cedar policies. Default is deny; tools that no policy permits are not listed. */
export const toolhive: Target = {
  id: 'toolhive',
  title: 'ToolHive',
  engine:
    'ToolHive enforces it before the server (thv run --authz-config authz.yaml …); it needs authenticated clients.',
  language: 'yaml',
  fileName: 'authz.yaml',
  canAsk: false,
  emit,
};

const engine: Engine = {
  canAsk: false,
  hasGuard: false,
  unknownTools: ['deny'],
  canName: (tool) => tool.isWellFormed(),
  canHide: () => true,
  canLimit: () => false,
  canBind,
};

/** Lists are filtered by the same policies without arguments: a tool that insists on an argument is listed for nobody. */
function canBind(constraint: Constraint): 'exact' | 'stricter' | 'no' {
  if (writeCondition(constraint) === null) return 'no';
  return constraint.kind === 'forbidden' || (constraint.isOptional && constraint.kind !== 'required')
    ? 'exact'
    : 'stricter';
}

function emit(policy: Policy, options?: EmitOptions): Emission {
  const { servers, coverage } = lower(policy, engine, options);
  const files = servers.map((server, place) => ({
    path: nameServerFile(toolhive.fileName, server.key, place, servers.length),
    content: writeDocument(server, coverage),
  }));
  return { files, coverage };
}

function writeDocument(server: LoweredServer, coverage: readonly Coverage[]): string {
  const permits = server.rules.filter(({ decision }) => decision === 'allow').map(writePermit);
  // ToolHive refuses to start without any policy.
  const policies = permits.length > 0 ? permits : ['forbid(principal, action, resource);'];
  const document = new Document({
    version: '1.0',
    type: 'cedarv1',
    cedar: { policies, entities_json: '[]' },
  });
  document.commentBefore = sayRefused(server, coverage, 'Not permitted').join('\n');
  return writeYaml(document);
}

function writePermit({ tool, constraints }: LoweredRule): string {
  const conditions = constraints.flatMap((constraint) => writeCondition(constraint) ?? []);
  const when = conditions.length === 0 ? '' : ` when { ${conditions.join(' && ')} }`;
  return `permit(principal, action == Action::"call_tool", resource == Tool::${writeCedarString(tool)})${when};`;
}

/** A list or an object comes as no value but as the mark that it is present; it meets no bound. */
function writeCondition(constraint: Constraint): string | null {
  const { argument, isOptional } = constraint;
  if (!argument.isWellFormed()) return null;
  const given = nameAttribute('context', `arg_${argument}`);
  const compound = nameAttribute('context', `arg_${argument}_present`);
  if (constraint.kind === 'forbidden') return `!(${given.has}) && !(${compound.has})`;
  // A list cannot be told from null there, which counts as not given.
  if (constraint.kind === 'required') return given.has;
  const bound = toCedarBound(constraint, given);
  if (bound === null) return null;
  const otherwise = isOptional ? `!(${compound.has})` : 'false';
  return `(if ${given.has} then ${bound} else ${otherwise})`;
}
