import { Document } from 'yaml';
import { sayHead } from '../comments.ts';
import { type Engine, lower } from '../lower.ts';
import type { Policy } from '../policy.ts';
import type { Emission, EmitOptions, Target } from '../target.ts';
import { writeYaml } from '../yaml.ts';

/** Format: permission.yaml of Goose; each of the three lists must be there. */
export const goose: Target = {
  id: 'goose',
  title: 'Goose',
  engine:
    'Goose reads it as ~/.config/goose/permission.yaml, and obeys it with GOOSE_MODE approve or smart_approve only.',
  language: 'yaml',
  fileName: 'permission.yaml',
  canAsk: true,
  emit,
};

const engine: Engine = {
  canAsk: true,
  hasGuard: false,
  unknownTools: ['ask'],
  canName: (tool) => tool.isWellFormed(),
  canHide: () => false,
  canLimit: () => false,
  canBind: () => 'no',
  nameTool,
};

function nameTool(server: string, tool: string): string {
  return `${server}__${tool}`;
}

function emit(policy: Policy, options?: EmitOptions): Emission {
  const { servers, coverage } = lower(policy, engine, options);
  const named = servers.flatMap(({ key, rules }) =>
    rules.map(({ tool, decision }) => ({ name: nameTool(key, tool), decision })),
  );
  const list = (wanted: string) => [
    ...new Set(named.filter(({ decision }) => decision === wanted).map(({ name }) => name)),
  ];
  const document = new Document(
    { user: { always_allow: list('allow'), ask_before: list('ask'), never_allow: list('deny') } },
    { compat: 'yaml-1.1' },
  );
  const head = servers.flatMap((server) => sayHead(server, coverage));
  document.commentBefore = [...head, ' It has no effect in the mode auto, which is the default.'].join('\n');
  return { files: [{ path: goose.fileName, content: writeYaml(document) }], coverage };
}
