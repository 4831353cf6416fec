import { Document } from 'yaml';
import { sayHead } from '../comments.ts';
import { type Engine, lower } from '../lower.ts';
import type { Policy } from '../policy.ts';
import type { Emission, EmitOptions, Target } from '../target.ts';
import { writeYaml } from '../yaml.ts';

/**
 * Format: permissions.yaml of Continue's command line: three lists of names, read in the order exclude, ask, allow, of
 * which the first that has a tool decides. What none has is asked about, and allowed where nobody is there to ask.
 */
export const continueCli: Target = {
  id: 'continue',
  title: 'Continue CLI',
  engine:
    'The command line of Continue (cn) reads it as ~/.continue/permissions.yaml; without a terminal (cn -p), it allows what no list names.',
  language: 'yaml',
  fileName: 'permissions.yaml',
  canAsk: true,
  emit,
};

const engine: Engine = {
  canAsk: true,
  hasGuard: false,
  unknownTools: ['allow'],
  canName: () => true,
  canHide: () => true,
  canLimit: () => false,
  canBind: () => 'no',
  // The server makes no difference.
  nameTool: (_, tool) => tool,
};

/** Where one tool cannot be named, all are excluded: nothing else would stop it. */
const closed: Engine = { ...engine, unknownTools: ['deny'], canName: () => false };

/** Tools of Continue itself, which a rule for a namesake would open as well. */
const builtIn: ReadonlySet<string> = new Set([
  ...['AskQuestion', 'Bash', 'CheckBackgroundJob', 'Checklist', 'Diff', 'Edit', 'Exit', 'Fetch', 'List'],
  ...['MultiEdit', 'Read', 'ReportFailure', 'Search', 'Skills', 'Status', 'UploadArtifact', 'Write'],
]);

/** A star and a question mark stand for other signs, and a bracket opens a pattern for arguments. */
function canName(tool: string): boolean {
  return /^[^*?(]+$/.test(tool) && tool.trim() === tool && tool.isWellFormed() && !builtIn.has(tool);
}

function emit(policy: Policy, options?: EmitOptions): Emission {
  const isNameable = policy.servers.every(({ rules }) => rules.every(({ tool }) => canName(tool)));
  const { servers, coverage } = lower(policy, isNameable ? engine : closed, options);
  const rules = servers.flatMap(({ rules }) => rules);
  const list = (...wanted: string[]) => [
    ...new Set(rules.flatMap(({ tool, decision }) => (wanted.includes(decision) ? tool : []))),
  ];
  const document = new Document(
    { allow: list('allow'), ask: list('ask'), exclude: isNameable ? list('deny', 'hide') : ['*'] },
    { compat: 'yaml-1.1' },
  );
  document.commentBefore = servers.flatMap((server) => sayHead(server, coverage)).join('\n');
  return { files: [{ path: continueCli.fileName, content: writeYaml(document) }], coverage };
}
