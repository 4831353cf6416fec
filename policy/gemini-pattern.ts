import type { Constraint } from './constraint.ts';
import { escapePattern } from './patterns.ts';

/** A condition on a call's arguments as Gemini CLI's engine writes them for its rules. */
export interface ArgumentPattern {
  /** Look-aheads that all begin at the start of the text, so that they may stand one after another. */
  condition: string;
  fidelity: 'exact' | 'stricter';
}

/** The engine throws a whole document away for one pattern that is longer. */
export const longestPattern = 2048;

/**
 * The constraint as a condition on the engine's text of the arguments: JSON with sorted keys in which a NUL stands
 * before and after each pair at the top, where no value can put one. null where no pattern says it, for the engine also
 * refuses repeated groups.
 */
export function toArgumentPattern(constraint: Constraint): ArgumentPattern | null {
  const start = `[\\s\\S]*\\x00${escapePattern(JSON.stringify(constraint.argument))}:`;
  // null counts as not given.
  const isGiven = `${start}(?!null\\x00)`;
  if (constraint.kind === 'forbidden') return bounded(`(?!${isGiven})`, 'exact');
  if (constraint.kind === 'required') return bounded(`(?=${isGiven})`, 'exact');
  const value = matchValue(constraint);
  if (value === null) return null;
  const fidelity =
    constraint.kind === 'max-length' || (constraint.kind === 'type' && constraint.type === 'integer')
      ? 'stricter'
      : 'exact';
  const condition = `(?=${start}${value})`;
  return bounded(constraint.isOptional ? `(?:(?!${isGiven})|${condition})` : condition, fidelity);
}

/** As few patterns as have room for all conditions; each must match. */
export function joinConditions(conditions: readonly string[]): string[] {
  const patterns: string[] = [];
  for (const condition of conditions) {
    const last = patterns.at(-1);
    if (last !== undefined && last.length + condition.length <= longestPattern - 10)
      patterns[patterns.length - 1] = last + condition;
    else patterns.push(condition);
  }
  return patterns;
}

function bounded(condition: string, fidelity: ArgumentPattern['fidelity']): ArgumentPattern | null {
  return condition.length <= longestPattern - 10 ? { condition, fidelity } : null;
}

/** What follows the argument's name and colon. */
function matchValue(constraint: Exclude<Constraint, { kind: 'forbidden' | 'required' }>): string | null {
  if (constraint.isList) return null;
  switch (constraint.kind) {
    case 'type':
      return startsOfTypes[constraint.type];
    case 'enum':
      return `${oneOf(constraint.values.map((value) => escapePattern(JSON.stringify(value))))}\\x00`;
    case 'prefix':
      return constraint.prefix.isWellFormed() ? `"${matchText(constraint.prefix)}` : null;
    case 'path-within':
      if (!constraint.roots.every((root) => root.isWellFormed())) return null;
      return `(?![^\\x00]*\\.\\.)"${oneOf(constraint.roots.map(matchInside))}`;
    case 'host-in': {
      const schemes = oneOf(constraint.schemes.map(matchText));
      if (constraint.hosts === null) return `"${schemes}://`;
      return `"${schemes}://${oneOf(constraint.hosts.map(matchText))}(?:"\\x00|[/?#])`;
    }
    case 'max-length':
      // Signs that JSON escapes, and those that take two units, count for more than one.
      return `"[^\\x00]{0,${constraint.most}}"\\x00`;
    default:
      return null;
  }
}

const startsOfTypes = {
  string: '"',
  // What JSON writes with an exponent is passed over.
  integer: '-?[0-9]+\\x00',
  number: '[-0-9]',
  boolean: '(?:true|false)',
  array: '\\[',
  object: '\\{',
} as const;

function matchInside(root: string): string {
  const separator = root.includes('\\') ? '\\' : '/';
  if (root.endsWith(separator)) return matchText(root);
  return `${matchText(root)}(?:"\\x00|${matchText(separator)})`;
}

/** The text as JSON writes it inside of its quotes. */
function matchText(text: string): string {
  return escapePattern(JSON.stringify(text).slice(1, -1));
}

/** Matches nothing where there is nothing to choose from. */
function oneOf(patterns: readonly string[]): string {
  return patterns.length === 0 ? '(?!)' : `(?:${patterns.join('|')})`;
}
