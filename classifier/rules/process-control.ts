import { noticeDeeds } from '../deed-notices.ts';
import { saying } from '../example.ts';
import type { Rule } from '../rule.ts';

export const processControl: Rule = {
  id: 'process-control',
  title: 'Says that it starts, stops or deploys',
  rationale:
    'What starts, deploys or installs something hands over to it; the definition does not say what it will do. Stopping what can simply be started again is of the same kind.',
  decides: [8],
  positive: [
    { because: 'it deploys', definition: saying('deploy_app', 'Deploys the application.') },
    { because: 'it restarts', definition: saying('restart_service', 'Restart a service') },
    {
      because: 'a run that is called off can be started again',
      definition: saying('cancel_flow_run', 'Cancel a flow run.'),
    },
  ],
  negative: [
    { because: 'it reads a deployment', definition: saying('get_deployment', 'Get a deployment.') },
    { because: 'a build log is no build', definition: saying('read_build_log', 'Read the build log.') },
  ],
  notice(tool) {
    return noticeDeeds(tool, 'Execute', ['operate']);
  },
};
