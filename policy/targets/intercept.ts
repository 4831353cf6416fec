import { Document, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { GatewayRule } from '../gateway.ts';
import { lowerForGateway } from '../gateway.ts';
import { replaceInvisible, toPlainText } from '../plain-text.ts';
import type { Policy } from '../policy.ts';
import type { Coverage, Emission, Target } from '../target.ts';

/** Format: POLICY.md of github.com/PolicyLayer/Intercept. */
export const intercept: Target = {
  id: 'intercept',
  title: 'Intercept',
  engine: 'The Intercept proxy reads it at start (intercept -c policy.yaml) and stands before the server.',
  language: 'yaml',
  fileName: 'policy.yaml',
  emit,
};

/**
 * `*` as a key or in `hide` means every tool; a blank entry in `hide`, a limit on a name with a dot (the engine looks
 * for its counter under what stands before the dot) and half of a surrogate pair each make Intercept refuse the file.
 */
const gateway = {
  canName: (tool: string) => tool !== '*' && tool.isWellFormed(),
  canHide: (tool: string) => /\P{White_Space}/u.test(tool),
  canLimit: (tool: string) => !tool.includes('.'),
};

function emit(policy: Policy): Emission {
  const { unknownTools, rules, coverage } = lowerForGateway(policy, gateway);
  // The older YAML that Go reads takes `on` or `yes` for a truth value: such names are quoted.
  const document = new Document({ version: '1', default: unknownTools }, { compat: 'yaml-1.1' });
  const hide = new YAMLSeq<Scalar>();
  const tools = new YAMLMap<Scalar, unknown>();
  for (const rule of rules) {
    const name = writeName(rule);
    if (rule.decision === 'hide') hide.add(name);
    else tools.add({ key: name, value: document.createNode({ rules: writeRules(rule) }) });
  }
  if (hide.items.length > 0) document.set('hide', hide);
  document.set('tools', tools);
  document.commentBefore = writeHeader(policy, coverage);
  return { content: replaceInvisible(document.toString({ lineWidth: 0 }), escapeForYaml), coverage };
}

/** Whose policy it is, and what no rule below can say. */
function writeHeader({ server }: Policy, coverage: readonly Coverage[]): string {
  const lines = [` Starter policy for ${toPlainText(server)}, made by placard.`];
  for (const { tool, feature, note } of coverage) {
    if (tool === null && note !== '') lines.push(` Unknown tools: ${note}`);
    if (tool !== null && feature === 'decision' && !gateway.canName(tool)) {
      lines.push(` “${toPlainText(tool)}”: ${note}`);
    }
  }
  return lines.join('\n');
}

function writeName({ tool, reason, note }: GatewayRule): Scalar {
  const name = new Scalar(tool);
  name.type = /^[a-z_][a-z0-9_-]*$/i.test(tool) ? 'PLAIN' : 'QUOTE_DOUBLE';
  name.commentBefore = ` ${toPlainText(reason, 500)}${note && ` ${note}`}`;
  return name;
}

function writeRules({ decision, rate, note }: GatewayRule): object[] {
  if (decision === 'deny') return [{ name: 'deny', action: 'deny', on_deny: note || 'Denied by policy.' }];
  if (rate === null) return [];
  return [{ name: `at most ${rate.max} a ${rate.per}`, rate_limit: `${rate.max}/${rate.per}` }];
}

function escapeForYaml(codePoint: number): string {
  return `\\U${codePoint.toString(16).padStart(8, '0')}`;
}
