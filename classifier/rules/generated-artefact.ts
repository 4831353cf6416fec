import { Clues } from '../clues.ts';
import { noticeDeeds } from '../deed-notices.ts';
import { saying } from '../example.ts';
import type { DecidingRule } from '../rule.ts';

export const generatedArtefact: DecidingRule = {
  id: 'generated-artefact',
  title: 'Says that it makes something',
  rationale:
    'An artefact that comes back with the answer leaves nothing behind; one that is saved to a path or an account does.',
  decides: [14],
  clues: new Clues({ deeds: ['make'] }),
  positive: [
    { because: 'the image comes back', definition: saying('generate_image', 'Generate an image.') },
    {
      because: 'the report is saved',
      definition: saying('generate_report', 'Generates a report and saves it to a file.'),
    },
  ],
  negative: [
    { because: 'it lists what was made', definition: saying('list_reports', 'List generated reports.') },
  ],
  notice(tool) {
    return noticeDeeds(tool, 'Read', ['make']);
  },
};
