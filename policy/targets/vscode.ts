import { Document } from 'yaml';
import { sayHead } from '../comments.ts';
import { type Engine, type LoweredServer, letsThrough, lower } from '../lower.ts';
import { toVisibleJson } from '../plain-text.ts';
import type { Policy } from '../policy.ts';
import type { Coverage, Emission, EmitOptions, Target } from '../target.ts';
import { writeYaml } from '../yaml.ts';

/**
 * Format: a custom agent of VS Code, whose `tools` are all that it has, and the setting that makes a question of a call.
 * A call is asked about but where its user has said yes for good or the server itself claims that the tool only reads.
 */
export const vscode: Target = {
  id: 'vscode',
  title: 'VS Code',
  engine:
    'VS Code reads it as .github/agents/placard.agent.md, and it holds while that agent is chosen; the setting beside it goes into .vscode/settings.json and holds for all.',
  language: 'markdown',
  fileName: 'placard.agent.md',
  canAsk: true,
  emit,
};

const askedAnyway =
  'VS Code asks about each call until its user says yes for good, unless the server claims that the tool only reads.';

const engine: Engine = {
  canAsk: true,
  hasGuard: false,
  unknownTools: ['deny'],
  // A slash parts server and tool, and a star stands for all of a server's tools.
  canName: (tool, server) => /^[\w.-]+$/.test(tool) && /^[\w.-]+$/.test(server),
  canHide: () => true,
  canLimit: () => false,
  canBind: () => 'no',
  nameTool: (server, tool) => `${server}/${referTo(tool)}`,
};

/** As VS Code spells a tool in lists of its own. */
function referTo(tool: string): string {
  return tool.replaceAll('.', '_');
}

function emit(policy: Policy, options?: EmitOptions): Emission {
  const { servers, coverage } = lower(policy, engine, options);
  const asking = servers.flatMap(({ rules }) =>
    rules.flatMap(({ tool, decision }) => (decision === 'ask' ? [[referTo(tool), false]] : [])),
  );
  const settings = { 'chat.tools.eligibleForAutoApproval': Object.fromEntries(asking) };
  const owned = coverage.map((row) =>
    letsThrough(row, servers) ? { ...row, status: 'stricter' as const, note: askedAnyway } : row,
  );
  return {
    files: [
      { path: '.github/agents/placard.agent.md', content: writeAgent(servers, owned) },
      { path: '.vscode/settings.json', content: `${toVisibleJson(settings, 2)}\n` },
    ],
    coverage: owned,
  };
}

function writeAgent(servers: readonly LoweredServer[], coverage: readonly Coverage[]): string {
  const names = servers.flatMap(({ key, rules }) =>
    rules.flatMap(({ tool, decision }) =>
      decision === 'allow' || decision === 'ask' ? `${key}/${referTo(tool)}` : [],
    ),
  );
  const front = new Document({
    description: 'Uses MCP tools within a starter policy.',
    tools: [...new Set(names)],
  });
  front.commentBefore = servers.flatMap((server) => sayHead(server, coverage)).join('\n');
  return `---\n${writeYaml(front)}---\n\nThe tools listed above are all that you have. Ask the user where a task needs another.\n`;
}
