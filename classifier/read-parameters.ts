import { isRecord, type JsonRecord, textOf } from './json.ts';
import { longestText } from './read-texts.ts';
import { splitName } from './split-name.ts';
import type { Parameter } from './tool.ts';

/** More parameters than this are not read; the largest real definition known has a few hundred. */
const mostParameters = 1_000;
/** Properties inside properties, and references inside references, are followed this far. */
const deepest = 12;
/** Schemas that references and unions bring into one; long unions of constants are the usual case. */
const mostParts = 200;
const none: readonly Merged[] = [];

const unions = ['allOf', 'anyOf', 'oneOf'] as const;

interface Walk {
  root: JsonRecord;
  parameters: Parameter[];
  isCut: boolean;
}

/** A schema as a caller meets it: everything that `$ref`, `allOf`, `anyOf` and `oneOf` bring in, in one. */
interface Merged {
  types: string[];
  title: string;
  description: string;
  descriptionField: string;
  format: string;
  values: string[];
  defaultValue: string | null;
  required: string[];
  properties: { name: string; schema: unknown; field: string }[];
  items: { schema: unknown; field: string }[];
  allowsOthers: boolean;
}

/**
 * All parameters of an input schema, a parent before its children, siblings in code unit order.
 * Anything that is no schema gives none; `isCut` where a bound left something out.
 */
export function readParameters(inputSchema: unknown): { parameters: Parameter[]; isCut: boolean } {
  if (!isRecord(inputSchema)) return { parameters: [], isCut: false };
  const walk: Walk = { root: inputSchema, parameters: [], isCut: false };
  addProperties(merge(inputSchema, 'inputSchema', walk), '', 0, walk);
  return { parameters: walk.parameters, isCut: walk.isCut };
}

function addProperties(node: Merged, parentPath: string, depth: number, walk: Walk): void {
  if (node.properties.length === 0) return;
  node.properties.sort(byName);
  let before: string | null = null;
  for (const { name, schema, field } of node.properties) {
    if (name === before) continue;
    before = name;
    if (walk.parameters.length >= mostParameters || depth > deepest) {
      walk.isCut = true;
      return;
    }
    addParameter(
      name,
      merge(schema, field, walk),
      field,
      node.required.includes(name),
      parentPath,
      depth,
      walk,
    );
  }
}

function addParameter(
  name: string,
  node: Merged,
  field: string,
  isRequired: boolean,
  parentPath: string,
  depth: number,
  walk: Walk,
): void {
  const path = parentPath === '' ? name : `${parentPath}.${name}`;
  const items =
    node.items.length === 0 ? none : node.items.map((item) => merge(item.schema, item.field, walk));
  walk.parameters.push({
    name,
    words: splitName(name).map(({ word }) => word),
    path,
    field,
    depth,
    isRequired,
    types: node.types.sort(),
    title: node.title,
    description: node.description,
    descriptionField: node.descriptionField,
    format: node.format,
    values: node.values.length > 0 || items.length === 0 ? node.values : items.flatMap((item) => item.values),
    defaultValue: node.defaultValue,
    itemTypes: itemTypesOf(items),
    isFreeForm: isFreeForm(node) || items.some(isFreeForm),
  });
  addProperties(node, path, depth + 1, walk);
  for (const item of items) addProperties(item, `${path}[]`, depth + 1, walk);
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function itemTypesOf(items: readonly Merged[]): string[] {
  if (items.length === 1) return items[0]?.types ?? [];
  return [...new Set(items.flatMap(({ types }) => types))].sort();
}

/** An object is free where it names no properties at all, or says that it takes others. */
function isFreeForm(node: Merged): boolean {
  return node.types.includes('object') && (node.properties.length === 0 || node.allowsOthers);
}

function merge(schema: unknown, field: string, walk: Walk): Merged {
  const merged: Merged = {
    types: [],
    title: '',
    description: '',
    descriptionField: `${field}.description`,
    format: '',
    values: [],
    defaultValue: null,
    required: [],
    properties: [],
    items: [],
    allowsOthers: false,
  };
  absorb(schema, field, merged, [], walk);
  return merged;
}

function absorb(schema: unknown, field: string, into: Merged, seen: unknown[], walk: Walk): void {
  if (!isRecord(schema) || seen.includes(schema)) return;
  if (seen.length > mostParts) {
    walk.isCut = true;
    return;
  }
  seen.push(schema);
  absorbOwn(schema, field, into);
  if (typeof schema.$ref === 'string') {
    const target = resolve(schema.$ref, walk.root);
    if (target !== null) absorb(target.schema, target.field, into, seen, walk);
  }
  for (const keyword of unions) {
    const parts = schema[keyword];
    if (!Array.isArray(parts)) continue;
    parts.forEach((part, index) => {
      absorb(part, `${field}.${keyword}.${index}`, into, seen, walk);
    });
  }
}

function absorbOwn(schema: JsonRecord, field: string, into: Merged): void {
  if (Array.isArray(schema.type)) for (const type of schema.type) addType(type, into.types);
  else addType(schema.type, into.types);
  if (into.title === '') into.title = textOf(schema.title);
  if (into.format === '') into.format = textOf(schema.format);
  const description = textOf(schema.description);
  if (into.description === '' && description !== '') {
    into.description = description.slice(0, longestText);
    into.descriptionField = `${field}.description`;
  }
  if (Array.isArray(schema.enum)) {
    for (const value of schema.enum) addValue(value, into.values);
  }
  if (schema.const !== undefined) addValue(schema.const, into.values);
  if (into.defaultValue === null && schema.default !== undefined) into.defaultValue = asJson(schema.default);
  if (Array.isArray(schema.required)) {
    for (const name of schema.required) if (typeof name === 'string') into.required.push(name);
  }
  if (isRecord(schema.properties)) {
    for (const name of Object.keys(schema.properties)) {
      into.properties.push({
        name,
        schema: schema.properties[name],
        field: `${field}.properties.${name}`,
      });
    }
  }
  absorbItems(schema.items, `${field}.items`, into);
  absorbItems(schema.prefixItems, `${field}.prefixItems`, into);
  const others = schema.additionalProperties;
  if (others === true || isRecord(others)) into.allowsOthers = true;
  if (isRecord(schema.patternProperties)) into.allowsOthers = true;
}

function absorbItems(items: unknown, field: string, into: Merged): void {
  if (isRecord(items)) into.items.push({ schema: items, field });
  if (!Array.isArray(items)) return;
  items.forEach((schema, index) => {
    into.items.push({ schema, field: `${field}.${index}` });
  });
}

function addType(type: unknown, types: string[]): void {
  if (typeof type === 'string' && type !== 'null' && !types.includes(type)) types.push(type);
}

function addValue(value: unknown, values: string[]): void {
  if (value === null || typeof value === 'object' || values.length >= mostParameters) return;
  const text = typeof value === 'string' ? value.slice(0, longestText) : String(value);
  if (!values.includes(text)) values.push(text);
}

function asJson(value: unknown): string | null {
  try {
    return JSON.stringify(value)?.slice(0, 1_000) ?? null;
  } catch {
    return null; // Only a value that never was JSON (cyclic, BigInt) gets here.
  }
}

/** Follows a reference inside the same schema (`#/$defs/Edit`); null for any other. */
function resolve(reference: string, root: JsonRecord): { schema: unknown; field: string } | null {
  if (!reference.startsWith('#/')) return reference === '#' ? { schema: root, field: 'inputSchema' } : null;
  let schema: unknown = root;
  let field = 'inputSchema';
  for (const part of reference.slice(2).split('/', deepest)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof schema !== 'object' || schema === null || !Object.hasOwn(schema, key)) return null;
    schema = Reflect.get(schema, key);
    field = `${field}.${key}`;
  }
  return { schema, field };
}
