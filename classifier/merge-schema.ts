import { isRecord, type JsonRecord, sortedKeys, textOf } from './json.ts';
import { Place } from './place.ts';

/** A schema as a caller meets it: everything that `$ref`, `allOf`, `anyOf` and `oneOf` bring in, in one. */
export interface MergedSchema {
  types: readonly string[];
  title: string;
  description: string;
  /** The schema that the description stands in. */
  describedAt: Place;
  format: string;
  /** From `enum` and `const`, as strings. */
  values: readonly string[];
  /** As JSON text; null where there is none. */
  defaultValue: string | null;
  /** Names of properties; what is no name matches none. */
  required: readonly unknown[];
  /** One list of each schema that names any. */
  properties: readonly Properties[];
  items: readonly PlacedSchema[];
  /** It takes properties that it does not name. */
  allowsOthers: boolean;
  /** The schemas that went into it, to notice one that holds itself. */
  parts: readonly JsonRecord[];
}

/** The properties that one schema names. */
export interface Properties {
  /** In code unit order. */
  names: readonly string[];
  schemas: JsonRecord;
  place: Place;
}

/** A schema inside another, and where it stands. */
export interface PlacedSchema {
  schema: unknown;
  place: Place;
}

/** No more values of one list are kept, nor schemas brought into one. */
const mostParts = 500;
const deepestReference = 12;
const longestDefault = 1_000;
const compositions = ['allOf', 'anyOf', 'oneOf'] as const;
const none: readonly never[] = [];

/** Merges a schema with all that its references and unions bring in. A reference to itself brings nothing. */
export function mergeSchema(schema: unknown, place: Place, references: References): MergedSchema {
  const merged: MergedSchema = {
    types: none,
    title: '',
    description: '',
    describedAt: place,
    format: '',
    values: none,
    defaultValue: null,
    required: none,
    properties: none,
    items: none,
    allowsOthers: false,
    parts: none,
  };
  if (isRecord(schema)) absorb(schema, place, merged, null, references);
  return merged;
}

function absorb(
  schema: JsonRecord,
  place: Place,
  into: MergedSchema,
  seen: JsonRecord[] | null,
  references: References,
): void {
  if (seen !== null && (seen.includes(schema) || seen.length >= mostParts)) return;
  seen?.push(schema);
  let isComposed = false;
  for (const keyword in schema) {
    if (absorbKeyword(keyword, schema[keyword], place, into)) isComposed = true;
  }
  // After the enum, so that the order of keys decides nothing.
  if (schema.const !== undefined) into.values = joined(into.values, schema.const, isScalar);
  const parts = seen ?? [schema];
  into.parts = parts;
  if (isComposed) absorbParts(schema, place, into, parts, references);
}

/** Takes in one keyword; true where it brings in other schemas, which come after all that the schema says itself. */
function absorbKeyword(keyword: string, value: unknown, place: Place, into: MergedSchema): boolean {
  switch (keyword) {
    case 'type':
      into.types = joined(into.types, value, isTypeName);
      return false;
    case 'title':
      into.title ||= textOf(value);
      return false;
    case 'format':
      into.format ||= textOf(value);
      return false;
    case 'description':
      if (into.description === '' && typeof value === 'string') {
        into.description = value;
        into.describedAt = place;
      }
      return false;
    case 'enum':
      into.values = joined(into.values, value, isScalar);
      return false;
    case 'default':
      into.defaultValue ??= asJson(value);
      return false;
    case 'required':
      into.required = appended(into.required, namesIn(value));
      return false;
    case 'properties':
      into.properties = appended(into.properties, propertiesIn(value, place));
      return false;
    case 'items':
    case 'prefixItems':
      into.items = appended(into.items, placedItems(value, new Place(place, keyword)));
      return false;
    case 'additionalProperties':
    case 'patternProperties':
      into.allowsOthers ||= value === true || isRecord(value);
      return false;
    default:
      return keyword === '$ref' || keyword === 'allOf' || keyword === 'anyOf' || keyword === 'oneOf';
  }
}

function absorbParts(
  schema: JsonRecord,
  place: Place,
  into: MergedSchema,
  seen: JsonRecord[],
  references: References,
): void {
  const target = typeof schema.$ref === 'string' ? references.follow(schema.$ref) : null;
  if (target !== null && isRecord(target.schema)) absorb(target.schema, target.place, into, seen, references);
  for (const keyword of compositions) {
    const parts = schema[keyword];
    if (!Array.isArray(parts)) continue;
    const below = new Place(place, keyword);
    for (let index = 0; index < parts.length && index < mostParts; index++) {
      const part: unknown = parts[index];
      if (isRecord(part)) absorb(part, new Place(below, index), into, seen, references);
    }
  }
}

/** The list with these values added, each once, as strings. */
function joined(
  list: readonly string[],
  value: unknown,
  isMeant: (value: unknown) => boolean,
): readonly string[] {
  if (!Array.isArray(value)) {
    if (!isMeant(value) || list.includes(String(value))) return list;
    return list.length === 0 ? [String(value)] : [...list, String(value)];
  }
  const added = new Set(list);
  for (const one of value.slice(0, mostParts)) if (isMeant(one)) added.add(String(one));
  return [...added];
}

function appended<Element>(list: readonly Element[], more: readonly Element[]): readonly Element[] {
  if (more.length === 0) return list;
  return list.length === 0 ? more : [...list, ...more];
}

/** A list of names that is cut off; the schemas of draft 3 write a boolean here, which names nothing. */
function namesIn(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) return typeof value === 'string' ? [value] : none;
  return value.length > mostParts ? value.slice(0, mostParts) : value;
}

function isTypeName(value: unknown): boolean {
  return typeof value === 'string' && value !== 'null';
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function propertiesIn(schemas: unknown, place: Place): readonly Properties[] {
  if (!isRecord(schemas)) return none;
  const names = sortedKeys(schemas);
  return names.length === 0 ? none : [{ names, schemas, place: new Place(place, 'properties') }];
}

function placedItems(items: unknown, place: Place): PlacedSchema[] {
  if (isRecord(items)) return [{ schema: items, place }];
  if (!Array.isArray(items)) return [];
  return items
    .slice(0, mostParts)
    .map((schema: unknown, index) => ({ schema, place: new Place(place, index) }));
}

function asJson(value: unknown): string | null {
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  try {
    return JSON.stringify(value)?.slice(0, longestDefault) ?? null;
  } catch {
    return null; // Only a value that never was JSON (cyclic, BigInt) gets here.
  }
}

/** The schemas of one input schema that references point to (`#/$defs/Edit`), each looked up once. */
export class References {
  private readonly root: JsonRecord;
  private readonly targets = new Map<string, PlacedSchema | null>();

  constructor(root: JsonRecord) {
    this.root = root;
  }

  /** Null for a reference to anything outside. */
  follow(reference: string): PlacedSchema | null {
    let target = this.targets.get(reference);
    if (target === undefined) {
      target = this.find(reference);
      this.targets.set(reference, target);
    }
    return target;
  }

  private find(reference: string): PlacedSchema | null {
    let place = new Place(null, 'inputSchema');
    if (reference === '#') return { schema: this.root, place };
    if (!reference.startsWith('#/')) return null;
    let schema: unknown = this.root;
    for (const part of reference.slice(2).split('/', deepestReference)) {
      const key = part.includes('~') ? part.replaceAll('~1', '/').replaceAll('~0', '~') : part;
      if (typeof schema !== 'object' || schema === null || !Object.hasOwn(schema, key)) return null;
      schema = Reflect.get(schema, key);
      place = new Place(place, key);
    }
    return { schema, place };
  }
}
