import { Clues } from '../clues.ts';
import { noticeDeeds } from '../deed-notices.ts';
import { saying } from '../example.ts';
import type { DecidingRule } from '../rule.ts';

export const attack: DecidingRule = {
  id: 'attack',
  title: 'Says that it probes another system',
  rationale:
    'An active scan or an exploit acts on a machine that belongs to somebody, and what it sets off there is not bounded. An audit that asks a service and reports is only a look.',
  decides: [18],
  clues: new Clues({ deeds: ['attack'] }),
  positive: [
    { because: 'it scans ports', definition: saying('port_scan', 'Scan ports of a host.') },
    { because: 'it fuzzes', definition: saying('fuzz_endpoint', 'Fuzz an endpoint.') },
  ],
  negative: [
    {
      because: 'scanning a document is reading',
      definition: saying('scan_document', 'Scan a document for dates.'),
    },
  ],
  notice(tool) {
    return noticeDeeds(tool, 'Execute', ['attack']);
  },
};
