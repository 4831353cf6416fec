import { Clues } from '../clues.ts';
import { noticeDeeds } from '../deed-notices.ts';
import { saying, taking, text } from '../example.ts';
import { NameWords } from '../name-words.ts';
import type { DecidingRule, EffectNotice } from '../rule.ts';
import { Mention } from '../text/phrase.ts';
import type { Tool } from '../tool.ts';

export const processControl: DecidingRule = {
  id: 'process-control',
  title: 'Says that it starts, stops or deploys',
  rationale:
    'What starts, deploys or installs something hands over to it; the definition does not say what it will do. Stopping what can simply be started again is of the same kind.',
  decides: [8],
  clues: new Clues({ deeds: ['operate', 'change'] }),
  positive: [
    { because: 'it deploys', definition: saying('deploy_app', 'Deploys the application.') },
    { because: 'it restarts', definition: saying('restart_service', 'Restart a service') },
    { because: 'a build is a run', definition: saying('build_sim', 'Build for a simulator.') },
    {
      because: 'what is queued will run',
      definition: saying('monitor_run', 'Queue an immediate check and return the queued check.'),
    },
    {
      because: 'a manifest is applied by whatever verb',
      definition: taking(
        'create_resource',
        { resource: text('YAML of the Kubernetes resource') },
        'Create a resource.',
      ),
    },
    {
      because: 'a run that is called off can be started again',
      definition: saying('cancel_flow_run', 'Cancel a flow run.'),
    },
  ],
  negative: [
    { because: 'it reads a deployment', definition: saying('get_deployment', 'Get a deployment.') },
    {
      because: 'what a tool exposes, it shows',
      definition: saying('query_logs', 'Query logs; this tool exposes them by filters.'),
    },
    { because: 'a build log is no build', definition: saying('read_build_log', 'Read the build log.') },
  ],
  notice(tool) {
    return [...noticeDeeds(tool, 'Execute', ['operate']), ...noticeManifest(tool)];
  },
};

const manifestWords = new NameWords(['manifest', 'manifests']);
const speaksOfManifest = new Mention(['manifest', 'manifests', 'kubernetes']);
const manifest = /\b(?:manifests?|(?:yaml|json) (?:[\w-]+ ){0,4}(?:of|for) (?:the |a )?kubernetes)\b/i;

/** Creating or changing what a manifest describes is applying it. */
function noticeManifest({ statements, parameters }: Tool): EffectNotice[] {
  if (statements[0]?.deed !== 'change') return [];
  const parameter = parameters.find(
    (some) =>
      (manifestWords.areIn(some) || speaksOfManifest.isIn(some)) &&
      some.takesFreeText &&
      some.depth === 0 &&
      manifest.test(`${some.name} ${some.description.slice(0, 120)}`),
  );
  if (parameter === undefined) return [];
  return [
    { effect: 'Execute', confidence: 'medium', field: parameter.field, quote: parameter.name, start: 0 },
  ];
}
