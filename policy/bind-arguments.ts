import type { Category, Classification, Signal, SignalId } from '../classifier/classification.ts';
import { readParameters } from '../classifier/read-parameters.ts';
import type { Parameter } from '../classifier/tool.ts';
import type { Bound, Constraint } from './constraint.ts';

/** Where calls may reach; a person's own folders and hosts. */
export interface Reach {
  /** Folders that paths must lie in. */
  roots: readonly string[];
  /** Hosts that URLs must lead to; null where nobody named any: then any host over https. */
  hosts: readonly string[] | null;
}

/** The folder that a starter policy names where nobody named one: to be replaced by one's own. */
export const anyRoot = '/workspace';

const mostTargets = 20;
/** In whatever unit the tool counts; to be set by whoever knows it. */
const sumBound = { kind: 'range', least: 0, most: 100 } as const;
const schemes = ['https'] as const;

/**
 * What the evidence asks of a tool's arguments: paths in a folder, URLs to known hosts, safeguards left on, a bounded
 * number of targets, bounded sums. Arguments below the top level are out of a policy's reach. A call that leaves an
 * argument out meets its constraint: whether it is needed is the server's to say.
 * @param category what the tool does within what `forbidGravest` leaves of it.
 */
export function bindArguments(
  { signals }: Classification,
  definition: unknown,
  category: Category,
  { roots, hosts }: Reach,
): Constraint[] {
  const parameters = readTopParameters(definition);
  const about = (id: SignalId) => {
    const names = new Set(signals.flatMap((signal) => (signal.id === id ? (signal.parameter ?? []) : [])));
    return parameters.filter(({ name }) => names.has(name));
  };
  const constraints = [
    ...about('path-parameter').map((parameter) => bind(parameter, { kind: 'path-within', roots })),
    ...about('url-parameter').flatMap((parameter) => bindAddress(parameter, hosts)),
  ];
  if (category === 'Read' || category === 'Unknown') return constraints;
  constraints.push(...about('force-parameter').map(forbid));
  for (const parameter of about('bulk-operation')) {
    if (isList(parameter)) constraints.push(bind(parameter, { kind: 'max-items', most: mostTargets }));
    else if (isBoolean(parameter)) constraints.push(forbid(parameter));
  }
  if (category !== 'Financial') return constraints;
  return [...constraints, ...parameters.filter(isSum).map((parameter) => bind(parameter, sumBound))];
}

/** What says that a caller chooses whom the tool talks to; undefined where nothing at the top level does. */
export function findAddress({ signals }: Classification, definition: unknown): Signal | undefined {
  const names = new Set(readTopParameters(definition).map(({ name }) => name));
  return signals.find(({ id, parameter }) => id === 'url-parameter' && names.has(parameter ?? ''));
}

/**
 * What keeps a tool from its gravest effect, where arguments bring that in: an option left out, an action not chosen.
 * null where a policy cannot, or where nothing is left.
 */
export function forbidGravest(
  { remainder, actions }: Classification,
  definition: unknown,
): Constraint[] | null {
  if (remainder === null) return null;
  const parameters = readTopParameters(definition);
  const constraints: Constraint[] = [];
  for (const { parameter, values } of remainder.forbidden) {
    const known = parameters.find(({ name }) => name === parameter);
    if (known === undefined) return null;
    if (values === null) {
      constraints.push(forbid(known));
      continue;
    }
    const listed = actions.flatMap(({ parameter: of, value }) => (of === parameter ? (value ?? []) : []));
    const harmless = (known.values.length > 0 ? known.values : listed).filter(
      (value) => !values.includes(value),
    );
    if (harmless.length === 0 || isList(known)) return null;
    // What is left out may be chosen by the server as it likes, unless it insists on a choice.
    constraints.push({ ...bind(known, { kind: 'enum', values: harmless }), isOptional: known.isRequired });
  }
  return constraints;
}

/** A URL must lead to a known host, and a bare host be one; where none is known, a URL must be https at least. */
function bindAddress(parameter: Parameter, hosts: Reach['hosts']): Constraint[] {
  const isUrl =
    parameter.words.some((word) => urlWords.has(word)) ||
    /\b(?:ur[il]s?|https?:)/i.test(parameter.description);
  if (isUrl || parameter.format.startsWith('ur'))
    return [bind(parameter, { kind: 'host-in', hosts, schemes })];
  return hosts === null ? [] : [bind(parameter, { kind: 'enum', values: hosts })];
}

const urlWords: ReadonlySet<string> = new Set([
  ...['url', 'urls', 'uri', 'uris', 'link', 'links', 'href', 'webhook', 'endpoint', 'endpoints', 'website'],
]);

function readTopParameters(definition: unknown): Parameter[] {
  const isThere = typeof definition === 'object' && definition !== null;
  const { parameters } = readParameters(isThere ? Reflect.get(definition, 'inputSchema') : null);
  return parameters.filter(({ depth }) => depth === 0);
}

function bind(parameter: Parameter, bound: Bound): Constraint {
  return { argument: parameter.name, isOptional: true, isList: isList(parameter), ...bound };
}

/** A switch may be given as off, and must be where it is on by itself; anything else may not be given. */
function forbid(parameter: Parameter): Constraint {
  if (!isBoolean(parameter)) return bind(parameter, { kind: 'forbidden' });
  const isOptional = parameter.defaultValue !== 'true';
  return { ...bind(parameter, { kind: 'enum', values: [false] }), isOptional };
}

function isList({ types }: Parameter): boolean {
  return types.length === 1 && types[0] === 'array';
}

function isBoolean({ types }: Parameter): boolean {
  return types.length === 1 && types[0] === 'boolean';
}

const sums: ReadonlySet<string> = new Set([
  'amount',
  'price',
  'total',
  'sum',
  'cost',
  'value',
  'quantity',
  'qty',
]);

function isSum({ types, words }: Parameter): boolean {
  return (
    types.some((type) => type === 'number' || type === 'integer') && words.some((word) => sums.has(word))
  );
}
