import { stringify } from 'smol-toml';
import { sayHead } from '../comments.ts';
import { joinConditions, toArgumentPattern } from '../gemini-pattern.ts';
import { type Engine, type LoweredRule, type LoweredServer, lower } from '../lower.ts';
import { replaceInvisible, toPlainText } from '../plain-text.ts';
import type { Policy } from '../policy.ts';
import type { Coverage, Emission, EmitOptions, Target } from '../target.ts';

/** Format: the policy engine's TOML rules; of those that match a call the one with the highest priority holds. */
export const geminiCli: Target = {
  id: 'gemini-cli',
  title: 'Gemini CLI',
  engine: 'Gemini CLI reads it from ~/.gemini/policies; a policy in the folder of a project has no effect.',
  language: 'toml',
  fileName: 'placard.toml',
  canAsk: true,
  emit,
};

/** Above what the settings can give to a whole server (`trust`: 200), and a denial above what a person once allowed for good (950). */
const priorities = { unknown: 450, broken: 460, passing: 500, alsoBroken: 970, denied: 980 } as const;

/** The engine writes names with other signs, or of more than this length, in another way than rules do. */
const plainName = /^[A-Za-z0-9_.:-]+$/;
const longestName = 63;
/** Of a name that is cut, so much of the beginning is left; a longer prefix escapes the rule for unknown tools. */
const keptBeginning = 30;

const engine: Engine = {
  canAsk: true,
  hasGuard: false,
  unknownTools: ['allow', 'ask', 'deny'],
  canName: (tool, server) => plainName.test(tool) && `mcp_${server}_${tool}`.length <= longestName,
  canHide: () => true,
  canLimit: () => false,
  canBind: (constraint) => toArgumentPattern(constraint)?.fidelity ?? 'no',
  nameTool: (server, tool) => `mcp_${server}_${tool}`.replace(/[^A-Za-z0-9_.:-]/g, '_'),
};

function emit(policy: Policy, options?: EmitOptions): Emission {
  const content: string[] = [];
  const coverage: Coverage[] = [];
  for (const server of policy.servers) {
    // A key that begins like the engine's own prefix is not prefixed again, but rules are.
    const isMatchable = plainName.test(server.key) && !server.key.startsWith('mcp_');
    const canName = isMatchable ? engine.canName : () => false;
    const lowered = lower({ servers: [server] }, { ...engine, canName }, options);
    if (isMatchable) {
      content.push(...lowered.servers.flatMap(writeServer));
      coverage.push(...lowered.coverage.map(ownUpToCutNames));
    } else coverage.push(...lowered.coverage.map(ownUpToKey));
  }
  content.unshift(writeHeader(policy, coverage));
  return {
    files: [
      {
        path: `.gemini/policies/${geminiCli.fileName}`,
        content: `${replaceInvisible(content.join('\n'), escapeForToml).trimEnd()}\n`,
      },
    ],
    coverage,
  };
}

function ownUpToCutNames(row: Coverage): Coverage {
  const isNamed = row.tool !== null && engine.canName(row.tool, row.server);
  if (isNamed || `mcp_${row.server}_`.length <= keptBeginning) return row;
  const note =
    'Gemini CLI shortens names of more than 63 signs, and a shortened one escapes this rule: a person is asked. A shorter key for the server helps.';
  return { ...row, status: 'unsupported', note };
}

function ownUpToKey(row: Coverage): Coverage {
  const note =
    'Gemini CLI matches no rule to a server with such a key: a person is asked. Letters, digits and hyphens are safe, but not mcp_ before them.';
  return { ...row, status: 'unsupported', note };
}

function writeHeader({ servers }: Policy, coverage: readonly Coverage[]): string {
  const head = servers.flatMap((server) => sayHead(server, coverage));
  return `${head.map((line) => `#${line}`).join('\n')}\n`;
}

function writeServer({ key, unknownTools, rules }: LoweredServer): string[] {
  const written = [
    writeRule('Tools that no rule names.', {
      mcpName: key,
      toolName: '*',
      ...decide(unknownTools),
      priority: priorities.unknown,
    }),
  ];
  for (const rule of rules) written.push(...writeTool(key, rule));
  return written;
}

function writeTool(mcpName: string, { tool, decision, constraints, reason, note }: LoweredRule): string[] {
  const about = `${toPlainText(reason, 500)}${note && ` ${note}`}`;
  const rule = { mcpName, toolName: tool };
  if (decision === 'deny' || decision === 'hide')
    return [writeRule(about, { ...rule, ...decide('deny'), priority: priorities.denied })];
  const passing = { ...rule, ...decide(decision), priority: priorities.passing };
  const conditions = constraints.flatMap((constraint) => toArgumentPattern(constraint)?.condition ?? []);
  const [first, ...others] = joinConditions(conditions);
  if (first === undefined) return [writeRule(about, passing)];
  const breaking = 'Calls whose arguments break what is asked of them.';
  const denial = { ...rule, ...decide('deny') };
  return [
    // A call without arguments matches no pattern, so it takes one to pass.
    writeRule(about, { ...passing, argsPattern: `^${first}` }),
    writeRule(breaking, { ...denial, priority: priorities.broken }),
    ...others.map((pattern) =>
      writeRule(breaking, { ...denial, argsPattern: `^(?!${pattern})`, priority: priorities.alsoBroken }),
    ),
  ];
}

function decide(decision: 'allow' | 'ask' | 'deny'): object {
  if (decision === 'deny') return { decision, denyMessage: 'The policy denies this call.' };
  return { decision: decision === 'ask' ? 'ask_user' : decision };
}

function writeRule(about: string, rule: object): string {
  return `# ${about}\n${stringify({ rule: [rule] })}`;
}

function escapeForToml(codePoint: number): string {
  return `\\U${codePoint.toString(16).padStart(8, '0')}`;
}
