/** A value that JSON writes without brackets. */
export type Scalar = string | number | boolean;

/**
 * What must hold of one argument of a call, else the call is denied; never a ground for asking. An argument that is null
 * counts as not given, as engines and servers take it.
 */
export type Constraint = {
  /** Name of a top-level argument. */
  argument: string;
  /** It holds of a call that does not give the argument. */
  isOptional: boolean;
  /** The argument is a list, and the bound holds of each element. */
  isList: boolean;
} & Bound;

export type Bound =
  /** The argument is not given at all. */
  | { kind: 'forbidden' }
  /** The argument is given, whatever it is. */
  | { kind: 'required' }
  | { kind: 'type'; type: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' }
  | { kind: 'enum'; values: readonly Scalar[] }
  | { kind: 'prefix'; prefix: string }
  /** A path that is one of the roots or lies in it, and holds no `..` anywhere. Nothing is resolved: links stay links. */
  | { kind: 'path-within'; roots: readonly string[] }
  /** A URL that begins with one of the schemes and, unless `hosts` is null, exactly one of the hosts, without a port. */
  | { kind: 'host-in'; hosts: readonly string[] | null; schemes: readonly string[] }
  /** At most so many characters (code points). */
  | { kind: 'max-length'; most: number }
  /** A list of at most so many elements. */
  | { kind: 'max-items'; most: number }
  /** A number, bounds included; null where there is none. */
  | { kind: 'range'; least: number | null; most: number | null }
  /** The whole text matches, in the linear subset that RE2 and JavaScript share. */
  | { kind: 'pattern'; pattern: string };

/** Whether a call's arguments meet the constraint. Needs nothing beside itself, so that the guard can carry its text. */
export function holds(constraint: Constraint, given: Readonly<Record<string, unknown>>): boolean {
  const isGiven = Object.hasOwn(given, constraint.argument) && given[constraint.argument] !== null;
  if (constraint.kind === 'forbidden') return !isGiven;
  if (constraint.kind === 'required') return isGiven;
  if (!isGiven) return constraint.isOptional;
  const value = given[constraint.argument];
  if (constraint.kind === 'max-items') return Array.isArray(value) && value.length <= constraint.most;
  if (constraint.isList) return Array.isArray(value) && value.every((element) => meets(element));
  return meets(value);

  function meets(value: unknown): boolean {
    const bound = constraint;
    switch (bound.kind) {
      case 'type':
        if (bound.type === 'array') return Array.isArray(value);
        if (bound.type === 'integer') return Number.isInteger(value);
        if (bound.type === 'object')
          return typeof value === 'object' && value !== null && !Array.isArray(value);
        return typeof value === bound.type;
      case 'enum':
        return bound.values.some((allowed) => allowed === value);
      case 'range':
        return typeof value === 'number' && value >= (bound.least ?? value) && value <= (bound.most ?? value);
    }
    if (typeof value !== 'string') return false;
    switch (bound.kind) {
      case 'prefix':
        return value.startsWith(bound.prefix);
      case 'path-within':
        return !value.includes('..') && bound.roots.some((root) => liesIn(value, root));
      case 'host-in':
        return bound.schemes.some((scheme) =>
          bound.hosts === null
            ? value.startsWith(`${scheme}://`)
            : bound.hosts.some((host) => leadsTo(value, `${scheme}://${host}`)),
        );
      case 'max-length':
        return Array.from(value).length <= bound.most;
      case 'pattern':
        return new RegExp(`^(?:${bound.pattern})$`, 'u').test(value);
      default:
        return false;
    }
  }

  function liesIn(path: string, root: string): boolean {
    const separator = root.includes('\\') ? '\\' : '/';
    return path === root || path.startsWith(root.endsWith(separator) ? root : root + separator);
  }

  /** A name goes on past the host in `https://host.evil` and `https://host@evil`; these signs end it. */
  function leadsTo(url: string, start: string): boolean {
    return url === start || ['/', '?', '#'].some((sign) => url.startsWith(start + sign));
  }
}

/** What the constraint asks for, as the end of a sentence. */
export function describeConstraint(constraint: Constraint): string {
  const name = `\`${constraint.argument}\``;
  const each = constraint.isList ? `each of ${name}` : name;
  switch (constraint.kind) {
    case 'forbidden':
      return `without ${name}`;
    case 'required':
      return `with ${name}`;
    case 'type':
      return `${each} must be of type ${constraint.type}`;
    case 'enum':
      return `${each} must be ${listOf(constraint.values.map((value) => JSON.stringify(value)))}`;
    case 'prefix':
      return `${each} must begin with ${JSON.stringify(constraint.prefix)}`;
    case 'path-within':
      return `${each} must lie in ${listOf(constraint.roots)}`;
    case 'host-in':
      return constraint.hosts === null
        ? `${each} must be ${listOf(constraint.schemes)}`
        : `${each} must be ${listOf(constraint.schemes)} at ${listOf(constraint.hosts)}`;
    case 'max-length':
      return `${each} at most ${constraint.most} characters long`;
    case 'max-items':
      return `at most ${constraint.most} of ${name}`;
    case 'range':
      return `${each} ${describeRange(constraint.least, constraint.most)}`;
    case 'pattern':
      return `${each} must match ${constraint.pattern}`;
  }
}

function describeRange(least: number | null, most: number | null): string {
  if (least === null) return `at most ${most}`;
  return most === null ? `at least ${least}` : `between ${least} and ${most}`;
}

function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
