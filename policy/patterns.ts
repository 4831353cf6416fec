import type { Constraint } from './constraint.ts';

/**
 * The constraint on a text as regular expressions that must all match, in the subset that RE2, Rust and JavaScript
 * share; null where it is not one on a single text. RE2 repeats at most a thousand times.
 */
export function toPatterns(constraint: Constraint): string[] | null {
  if (constraint.isList) return null;
  switch (constraint.kind) {
    case 'prefix':
      return [`^${escapePattern(constraint.prefix)}`];
    case 'path-within':
      return [`^(?:${constraint.roots.map(matchInside).join('|')})`, '^(?:[^.]|\\.[^.])*\\.?$'];
    case 'host-in': {
      const schemes = constraint.schemes.map(escapePattern).join('|');
      if (constraint.hosts === null) return [`^(?:${schemes})://`];
      return [`^(?:${schemes})://(?:${constraint.hosts.map(escapePattern).join('|')})(?:[/?#]|$)`];
    }
    case 'max-length':
      return constraint.most > 1000 ? null : [`^[\\s\\S]{0,${constraint.most}}$`];
    case 'pattern':
      return [`^(?:${constraint.pattern})$`];
    default:
      return null;
  }
}

/** The root itself, or what begins with it and a separator. */
function matchInside(root: string): string {
  const separator = root.includes('\\') ? '\\' : '/';
  if (root.endsWith(separator)) return escapePattern(root);
  return `${escapePattern(root)}(?:${escapePattern(separator)}|$)`;
}

/** The text as a pattern that matches it alone. Only signs that have a meaning are escaped, as every dialect wants it. */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
