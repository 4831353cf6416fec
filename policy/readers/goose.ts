import { parse } from 'yaml';
import { type Reader, UnreadablePolicyError } from '../reader.ts';

interface Lists {
  always_allow: string[];
  ask_before: string[];
  never_allow: string[];
}

/** Never beats always, always beats asking; what stands nowhere is asked about. */
export const goose: Reader = {
  id: 'goose',
  basis: 'github.com/block/goose, as we read it, with GOOSE_MODE approve',
  read([content = '']) {
    const { user }: { user?: Partial<Lists> } = parse(content) ?? {};
    const { always_allow: always, ask_before: ask, never_allow: never } = user ?? {};
    if (always === undefined || ask === undefined || never === undefined)
      throw new UnreadablePolicyError('One of its three lists is missing.');
    return {
      names: [...always, ...ask, ...never],
      ignored: [],
      decide({ server, tool }) {
        const name = `${server}__${tool}`;
        if (never.includes(name)) return { decision: 'deny', rate: null };
        return { decision: always.includes(name) ? 'allow' : 'ask', rate: null };
      },
    };
  },
};
