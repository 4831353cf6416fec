import type { Category } from '../classifier/classification.ts';
import type { ServerVerdict } from '../classifier/server-verdict.ts';
import { makeBrief } from './brief.ts';
import { describeFailure } from './failure-words.ts';

const categoryVerbs: Record<Category, string> = {
  Financial: 'can move money',
  Destructive: 'can remove things for good',
  Execute: 'can run what its definition does not bound',
  Write: 'can change things',
  Read: 'reads',
  Unknown: 'does not tell what it does',
};

/** The verdict on a server in one or two sentences, the danger first. */
export function describeServer(
  { category, gravestTools, toolCount }: ServerVerdict,
  isListed: boolean,
  failure: { reason: string } | null,
): string {
  if (!isListed) {
    const { title, meaning } = describeFailure(failure?.reason ?? '');
    return `What it can do is not known. ${title}: ${meaning}`;
  }
  if (toolCount === 0) return 'It listed no tools.';
  const [first = '', ...others] = gravestTools.map(nameBriefly);
  if (category === 'Read')
    return toolCount === 1
      ? `Its one tool, ${first}, reads.`
      : `All that its definitions tell of is reading.`;
  if (category === 'Unknown') return `None of its definitions tells what a call does.`;
  const verb = categoryVerbs[category];
  if (toolCount === 1) return `Its one tool, ${first}, ${verb}.`;
  if (others.length === 0) return `One of its ${toolCount} tools, ${first}, ${verb}.`;
  if (gravestTools.length === toolCount) return `Each of its ${toolCount} tools ${verb}.`;
  return `${gravestTools.length} of its ${toolCount} tools ${plural(verb)}: ${listNames(gravestTools.map(nameBriefly))}.`;
}

/** `2 Destructive, 3 Write` */
export function describeCounts(counts: { category: Category; count: number }[]): string {
  return counts.map(({ category, count }) => `${count} ${category}`).join(', ');
}

function nameBriefly(name: string): string {
  return makeBrief(name) || 'one without a name';
}

function plural(verb: string): string {
  return verb.replace('its definition does', 'their definitions do');
}

function listNames(names: string[]): string {
  const shown = names.slice(0, 3);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
