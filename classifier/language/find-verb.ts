import type { Evidence } from '../classification.ts';
import type { Tool } from '../tool.ts';
import { type Deed, verbs } from './verbs.ts';

/** The verb that names what a call does, with where it stands; null where no known verb does. */
export interface FoundVerb extends Omit<Evidence, 'rule'> {
  deed: Deed;
}

/** The first known verb of the name, else the verb that leads the description. */
export function findVerb(tool: Tool): FoundVerb | null {
  for (const { word, start, end } of tool.nameWords) {
    const deed = verbs.get(word);
    if (deed !== undefined) return { deed, field: 'name', quote: tool.name.slice(start, end), start };
  }
  const lead = /^\W*(\w+)/.exec(tool.description)?.[1] ?? '';
  const deed = verbs.get(lead.toLowerCase()) ?? verbs.get(lead.toLowerCase().replace(/e?s$/, ''));
  if (deed === undefined) return null;
  return { deed, field: 'description', quote: lead, start: tool.description.indexOf(lead) };
}
