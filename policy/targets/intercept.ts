import { Document, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { sayHead } from '../comments.ts';
import type { Constraint } from '../constraint.ts';
import { type Engine, type LoweredRule, type LoweredServer, lower } from '../lower.ts';
import { escapePattern, toPatterns } from '../patterns.ts';
import { toPlainText } from '../plain-text.ts';
import type { Policy } from '../policy.ts';
import { nameServerFile } from '../server-file.ts';
import type { Coverage, Emission, EmitOptions, Target } from '../target.ts';
import { writeYaml } from '../yaml.ts';

/** Format: POLICY.md of github.com/PolicyLayer/Intercept. */
export const intercept: Target = {
  id: 'intercept',
  title: 'Intercept',
  engine: 'The Intercept proxy reads it at start (intercept -c policy.yaml) and stands before the server.',
  language: 'yaml',
  fileName: 'policy.yaml',
  canAsk: false,
  emit,
};

/**
 * `*` as a key or in `hide` means every tool; a blank entry in `hide`, a limit on a name with a dot (the engine looks
 * for its counter under what stands before the dot) and half of a surrogate pair each make Intercept refuse the file.
 */
const engine: Engine = {
  canAsk: false,
  hasGuard: false,
  unknownTools: ['allow', 'deny'],
  canName: (tool: string) => tool !== '*' && tool.isWellFormed(),
  canHide: (tool: string) => /\P{White_Space}/u.test(tool),
  canLimit: (tool: string) => !tool.includes('.'),
  canBind,
};

/** A condition on an argument that is left out fails, so what may be left out must be given. */
function canBind(constraint: Constraint): 'exact' | 'stricter' | 'no' {
  const conditions = writeConditions(constraint);
  if (conditions === null) return 'no';
  const isExact = constraint.kind === 'forbidden' || !constraint.isOptional;
  return isExact ? 'exact' : 'stricter';
}

function emit(policy: Policy, options?: EmitOptions): Emission {
  const { servers, coverage } = lower(policy, engine, options);
  const files = servers.map((server, place) => ({
    path: nameServerFile(intercept.fileName, server.key, place, servers.length),
    content: writeDocument(server, coverage),
  }));
  return { files, coverage };
}

function writeDocument(server: LoweredServer, coverage: readonly Coverage[]): string {
  // The older YAML that Go reads takes `on` or `yes` for a truth value: such names are quoted.
  const document = new Document({ version: '1', default: server.unknownTools }, { compat: 'yaml-1.1' });
  const hide = new YAMLSeq<Scalar>();
  const tools = new YAMLMap<Scalar, unknown>();
  for (const rule of server.rules) {
    const name = writeName(rule);
    if (rule.decision === 'hide') hide.add(name);
    else tools.add({ key: name, value: document.createNode({ rules: writeRules(rule) }) });
  }
  if (hide.items.length > 0) document.set('hide', hide);
  document.set('tools', tools);
  document.commentBefore = sayHead(server, coverage).join('\n');
  return writeYaml(document);
}

function writeName({ tool, reason, note }: LoweredRule): Scalar {
  const name = new Scalar(tool);
  name.commentBefore = ` ${toPlainText(reason, 500)}${note && ` ${note}`}`;
  return name;
}

function writeRules({ decision, rate, constraints, note }: LoweredRule): object[] {
  if (decision === 'deny') return [{ name: 'deny', action: 'deny', on_deny: note || 'Denied by policy.' }];
  const rules: object[] = constraints.flatMap((constraint) => {
    const conditions = writeConditions(constraint) ?? [];
    const name = `${constraint.kind} ${toPlainText(constraint.argument, 40)}`;
    return [{ name, conditions, on_deny: `The policy binds this argument (${constraint.kind}).` }];
  });
  if (rate !== null)
    rules.push({ name: `at most ${rate.max} a ${rate.per}`, rate_limit: `${rate.max}/${rate.per}` });
  return rules;
}

/**
 * null where Intercept has no operator for it, or a dot in the argument's name would lead into an object. `eq` and `in`
 * compare what is written, so that "false" is false and 1 is "1": texts are held by patterns, which take texts alone, and
 * numbers by a bound beside, which takes numbers alone.
 */
function writeConditions(constraint: Constraint): object[] | null {
  const { argument, isList, isOptional } = constraint;
  if (argument === '' || argument.includes('.') || !argument.isWellFormed()) return null;
  const path = `args.${argument}`;
  const isNumber = { path, op: 'lte', value: Number.MAX_VALUE };
  if (constraint.kind === 'forbidden') return [{ path, op: 'exists', value: false }];
  if (isList) return null;
  if (constraint.kind === 'required') return [{ path, op: 'exists', value: true }];
  if (constraint.kind === 'enum') {
    const { values } = constraint;
    // What may only be off, and is off when it is left out, is left out.
    if (isOptional && values.every((value) => value === false)) return [{ path, op: 'exists', value: false }];
    if (values.every((value) => typeof value === 'number'))
      return [{ path, op: 'in', value: values }, isNumber];
    const texts = values.filter((value) => typeof value === 'string');
    if (texts.length < values.length || !texts.every((text) => text.isWellFormed())) return null;
    return [{ path, op: 'regex', value: `^(?:${texts.map(escapePattern).join('|')})$` }];
  }
  if (constraint.kind === 'range') {
    const { least, most } = constraint;
    return [
      ...(least === null ? [] : [{ path, op: 'gte', value: least }]),
      { ...isNumber, value: most ?? Number.MAX_VALUE },
    ];
  }
  if (constraint.kind === 'type') {
    if (constraint.type === 'number') return [isNumber];
    return constraint.type === 'string' ? [{ path, op: 'regex', value: '' }] : null;
  }
  const patterns = toPatterns(constraint);
  if (patterns === null || !patterns.every((pattern) => pattern.isWellFormed())) return null;
  return patterns.map((value) => ({ path, op: 'regex', value }));
}
