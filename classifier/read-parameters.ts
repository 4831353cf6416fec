import { isRecord, type JsonRecord } from './json.ts';
import { type MergedSchema, mergeSchema, type PlacedSchema } from './merge-schema.ts';
import { wordsOf } from './split-name.ts';
import type { Parameter } from './tool.ts';

/** More parameters than this are not read; the largest real definition known has a few hundred. */
const mostParameters = 1_000;
/** Properties inside properties are followed this far. */
const deepest = 12;

interface Walk {
  root: JsonRecord;
  parameters: Parameter[];
  isCut: boolean;
}

/**
 * All parameters of an input schema, a parent before its children, siblings in code unit order.
 * Anything that is no schema gives none; `isCut` where a bound left something out.
 */
export function readParameters(inputSchema: unknown): { parameters: Parameter[]; isCut: boolean } {
  if (!isRecord(inputSchema)) return { parameters: [], isCut: false };
  const walk: Walk = { root: inputSchema, parameters: [], isCut: false };
  addProperties(mergeSchema(inputSchema, 'inputSchema', inputSchema), '', [], walk);
  return { parameters: walk.parameters, isCut: walk.isCut };
}

function addProperties(
  { properties, required, parts }: MergedSchema,
  parentPath: string,
  ancestors: readonly (readonly JsonRecord[])[],
  walk: Walk,
): void {
  // What holds itself is told once; the second time round says nothing new.
  if (properties.length === 0 || ancestors.some((some) => some.some((part) => parts.includes(part)))) return;
  const within = [...ancestors, parts];
  let before: string | null = null;
  for (const placed of parts.length === 1 ? properties : properties.toSorted(byName)) {
    if (placed.name === before) continue;
    before = placed.name;
    if (walk.parameters.length >= mostParameters || ancestors.length > deepest) {
      walk.isCut = true;
      return;
    }
    addParameter(placed, required.includes(placed.name), parentPath, within, walk);
  }
}

function addParameter(
  { name, schema, field }: PlacedSchema,
  isRequired: boolean,
  parentPath: string,
  ancestors: readonly (readonly JsonRecord[])[],
  walk: Walk,
): void {
  const path = parentPath === '' ? name : `${parentPath}.${name}`;
  const merged = mergeSchema(schema, field, walk.root);
  const items = readItems(merged.items, walk.root);
  walk.parameters.push({
    name,
    words: wordsOf(name),
    path,
    field,
    depth: ancestors.length - 1,
    isRequired,
    types: sorted(merged.types),
    title: merged.title,
    description: merged.description,
    descriptionField: merged.descriptionField,
    mentions: 0,
    format: merged.format,
    values:
      merged.values.length > 0 || items.length === 0 ? merged.values : items.flatMap(({ values }) => values),
    defaultValue: merged.defaultValue,
    itemTypes: items.length === 0 ? none : sorted([...new Set(items.flatMap(({ types }) => types))]),
    isFreeForm: isFreeForm(merged) || items.some(isFreeForm),
  });
  addProperties(merged, path, ancestors, walk);
  for (const item of items) addProperties(item, `${path}[]`, ancestors, walk);
}

function readItems(items: readonly PlacedSchema[], root: JsonRecord): readonly MergedSchema[] {
  if (items.length === 0) return none;
  return inOrder(items, byField).map(({ schema, field }) => mergeSchema(schema, field, root));
}

/** An object is free where it names no properties at all, or says that it takes others. */
function isFreeForm({ types, properties, allowsOthers }: MergedSchema): boolean {
  return types.includes('object') && (properties.length === 0 || allowsOthers);
}

function byName(a: PlacedSchema, b: PlacedSchema): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function byField(a: PlacedSchema, b: PlacedSchema): number {
  return a.field < b.field ? -1 : a.field > b.field ? 1 : 0;
}

const none: readonly never[] = [];

/** Most lists have one element or none. */
function sorted(list: readonly string[]): readonly string[] {
  return list.length < 2 ? list : list.toSorted();
}

function inOrder<Element>(
  list: readonly Element[],
  compare: (a: Element, b: Element) => number,
): readonly Element[] {
  return list.length < 2 ? list : list.toSorted(compare);
}
