import type { Constraint, Scalar } from './constraint.ts';

/** A string literal of the Common Expression Language that shows all that it holds. Lone surrogates cannot be written. */
export function writeCelString(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  const visible = escaped.replace(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (character) => `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`,
  );
  return `"${visible}"`;
}

/**
 * The constraint on a call's arguments as an expression that is true where it holds, and false or an error where it does
 * not. Numbers are taken as JSON's, which are all fractions there. null where the language has no word for it.
 * @param given expression for the arguments, a map that need not be there.
 */
export function toCelCondition(constraint: Constraint, given: string): string | null {
  const { argument, isOptional } = constraint;
  if (!argument.isWellFormed()) return null;
  const name = writeCelString(argument);
  const value = `${given}[${name}]`;
  // null counts as not given.
  const isLeftOut = `!has(${given}) || !(${name} in ${given}) || ${value} == null`;
  if (constraint.kind === 'forbidden') return `(${isLeftOut})`;
  if (constraint.kind === 'required') return `(${name} in ${given} && ${value} != null)`;
  const bound = toBound(constraint, value);
  if (bound === null) return null;
  return isOptional ? `(${isLeftOut} || ${bound})` : `(${name} in ${given} && ${bound})`;
}

function toBound(constraint: Constraint, value: string): string | null {
  if (constraint.kind === 'max-items')
    return `(type(${value}) == list && size(${value}) <= ${constraint.most})`;
  if (!constraint.isList) return toElementBound(constraint, value);
  const bound = toElementBound(constraint, 'e');
  return bound === null ? null : `(type(${value}) == list && ${value}.all(e, ${bound}))`;
}

function toElementBound(constraint: Constraint, value: string): string | null {
  switch (constraint.kind) {
    case 'type': {
      const type = types[constraint.type];
      return type === undefined ? null : `type(${value}) == ${type}`;
    }
    case 'enum':
      if (constraint.values.length === 0) return 'false';
      return `(${constraint.values.map((one) => `${value} == ${writeScalar(one)}`).join(' || ')})`;
    case 'range': {
      const { least, most } = constraint;
      const parts = [`type(${value}) == double`];
      if (least !== null) parts.push(`${value} >= ${writeNumber(least)}`);
      if (most !== null) parts.push(`${value} <= ${writeNumber(most)}`);
      return `(${parts.join(' && ')})`;
    }
    default: {
      const bound = toTextBound(constraint, value);
      return bound === null ? null : `(type(${value}) == string && ${bound})`;
    }
  }
}

/** An integer cannot be told from a fraction. */
const types: Readonly<Record<string, string>> = {
  string: 'string',
  boolean: 'bool',
  number: 'double',
  array: 'list',
  object: 'map',
};

function toTextBound(constraint: Constraint, value: string): string | null {
  switch (constraint.kind) {
    case 'prefix':
      return beginsWith(value, constraint.prefix);
    case 'path-within':
      return `(${constraint.roots.map((root) => liesIn(value, root)).join(' || ')}) && !${value}.contains("..")`;
    case 'host-in': {
      const { hosts, schemes } = constraint;
      const starts = schemes.flatMap((scheme) =>
        hosts === null
          ? [beginsWith(value, `${scheme}://`)]
          : hosts.map((host) => leadsTo(value, `${scheme}://${host}`)),
      );
      return `(${starts.join(' || ')})`;
    }
    case 'max-length':
      return `size(${value}) <= ${constraint.most}`;
    case 'pattern':
      return `${value}.matches(${writeCelString(`^(?:${constraint.pattern})$`)})`;
    default:
      return null;
  }
}

function beginsWith(value: string, prefix: string): string {
  return `${value}.startsWith(${writeCelString(prefix)})`;
}

function liesIn(value: string, root: string): string {
  const separator = root.includes('\\') ? '\\' : '/';
  if (root.endsWith(separator)) return beginsWith(value, root);
  return `${value} == ${writeCelString(root)} || ${beginsWith(value, root + separator)}`;
}

function leadsTo(value: string, start: string): string {
  const further = ['/', '?', '#'].map((sign) => beginsWith(value, start + sign));
  return [`${value} == ${writeCelString(start)}`, ...further].join(' || ');
}

function writeScalar(value: Scalar): string {
  if (typeof value === 'string') return writeCelString(value);
  return typeof value === 'number' ? writeNumber(value) : String(value);
}

/** With a fraction, so that it is no integer, which is another type. */
function writeNumber(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
