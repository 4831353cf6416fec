import type { Constraint, Scalar } from './constraint.ts';

/** A string literal of Cedar that shows all that it holds. Lone surrogates cannot be written. */
export function writeCedarString(text: string): string {
  return `"${escapeCedar(text)}"`;
}

/** A record's attribute in its two forms: whether it is there, and its value. */
export interface CedarAttribute {
  has: string;
  value: string;
}

export function nameAttribute(record: string, name: string): CedarAttribute {
  const isIdentifier = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !reserved.has(name);
  const quoted = writeCedarString(name);
  return isIdentifier
    ? { has: `${record} has ${name}`, value: `${record}.${name}` }
    : { has: `${record} has ${quoted}`, value: `${record}[${quoted}]` };
}

const reserved: ReadonlySet<string> = new Set([
  'true',
  'false',
  'if',
  'then',
  'else',
  'in',
  'is',
  'like',
  'has',
  '__cedar',
]);

/**
 * What must hold of a given value as a Cedar expression; it fails with an error, which skips the policy that holds it,
 * where the value is of another type, so it belongs into `permit` alone. null where Cedar has no word for it: it knows
 * no lengths and no patterns but `*`, looks into no list, and what an engine makes of numbers differs.
 */
export function toCedarBound(constraint: Constraint, { value }: CedarAttribute): string | null {
  if (constraint.isList) return null;
  switch (constraint.kind) {
    case 'type':
      if (constraint.type === 'string') return `${value} like "*"`;
      return constraint.type === 'boolean' ? `(${value} == true || ${value} == false)` : null;
    case 'enum':
      if (constraint.values.length === 0 || constraint.values.some((one) => typeof one === 'number'))
        return null;
      return `[${constraint.values.map(writeScalar).join(', ')}].contains(${value})`;
    case 'prefix':
      return beginsWith(value, constraint.prefix);
    case 'path-within':
      return `(${constraint.roots.map((root) => liesIn(value, root)).join(' || ')}) && !(${value} like "*..*")`;
    case 'host-in': {
      const { hosts, schemes } = constraint;
      const starts = schemes.flatMap((scheme) =>
        hosts === null
          ? [beginsWith(value, `${scheme}://`)]
          : hosts.map((host) => leadsTo(value, `${scheme}://${host}`)),
      );
      return `(${starts.join(' || ')})`;
    }
    default:
      return null;
  }
}

function writeScalar(value: Scalar): string {
  return typeof value === 'string' ? writeCedarString(value) : String(value);
}

function beginsWith(value: string, prefix: string): string {
  return `${value} like "${escapeCedar(prefix).replaceAll('*', '\\*')}*"`;
}

function liesIn(value: string, root: string): string {
  const separator = root.includes('\\') ? '\\' : '/';
  if (root.endsWith(separator)) return beginsWith(value, root);
  return `${value} == ${writeCedarString(root)} || ${beginsWith(value, root + separator)}`;
}

function leadsTo(value: string, start: string): string {
  const further = ['/', '?', '#'].map((sign) => beginsWith(value, start + sign));
  return [`${value} == ${writeCedarString(start)}`, ...further].join(' || ');
}

/** Cedar's own escapes for quotes and backslashes, and code points for whatever does not show. */
function escapeCedar(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
