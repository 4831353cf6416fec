import { isRecord, type JsonRecord } from './json.ts';
import {
  type MergedSchema,
  mergeSchema,
  type PlacedSchema,
  type Properties,
  References,
} from './merge-schema.ts';
import { isSwitch, takesFreeText, takesList } from './parameter-shape.ts';
import { Place } from './place.ts';
import { splitParameterName } from './split-name.ts';
import type { Parameter } from './tool.ts';

/** More parameters than this are not read; the largest real definition known has a few hundred. */
const mostParameters = 1_000;
/** Properties inside properties are followed this far. */
const deepest = 12;

interface Walk {
  references: References;
  parameters: Parameter[];
  isCut: boolean;
}

/**
 * All parameters of an input schema, a parent before its children, siblings in code unit order.
 * Anything that is no schema gives none; `isCut` where a bound left something out.
 */
export function readParameters(inputSchema: unknown): { parameters: Parameter[]; isCut: boolean } {
  if (!isRecord(inputSchema)) return { parameters: [], isCut: false };
  const walk: Walk = { references: new References(inputSchema), parameters: [], isCut: false };
  const merged = mergeSchema(inputSchema, new Place(null, 'inputSchema'), walk.references);
  addProperties(merged, '', [], walk);
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
  for (const { names, schemas, place } of properties.length === 1 ? properties : inOrder(properties)) {
    for (const name of names) {
      if (walk.parameters.length >= mostParameters || ancestors.length > deepest) {
        walk.isCut = true;
        return;
      }
      const isRequired = required.includes(name);
      addParameter(name, schemas[name], new Place(place, name), isRequired, parentPath, within, walk);
    }
  }
}

/** Each name by itself, in code unit order, from the first that gives it. */
function inOrder(properties: readonly Properties[]): readonly Properties[] {
  const byName = new Map<string, Properties>();
  for (const { names, schemas, place } of properties) {
    for (const name of names) if (!byName.has(name)) byName.set(name, { names: [name], schemas, place });
  }
  return [...byName.keys()].sort().flatMap((name) => byName.get(name) ?? []);
}

function addParameter(
  name: string,
  schema: unknown,
  place: Place,
  isRequired: boolean,
  parentPath: string,
  ancestors: readonly (readonly JsonRecord[])[],
  walk: Walk,
): void {
  const path = parentPath === '' ? name : `${parentPath}.${name}`;
  const merged = mergeSchema(schema, place, walk.references);
  const items = readItems(merged.items, walk.references);
  walk.parameters.push(
    new PlacedParameter(name, path, place, ancestors.length - 1, isRequired, merged, items),
  );
  addProperties(merged, path, ancestors, walk);
  for (const item of items) addProperties(item, `${path}[]`, ancestors, walk);
}

/** A parameter whose places are written out when they are asked for. */
class PlacedParameter implements Parameter {
  readonly name: string;
  readonly words: readonly string[];
  readonly head: string;
  readonly beforeHead: string;
  readonly nameLists: number;
  readonly path: string;
  readonly depth: number;
  readonly isRequired: boolean;
  readonly types: readonly string[];
  readonly title: string;
  readonly description: string;
  readonly format: string;
  readonly values: readonly string[];
  readonly defaultValue: string | null;
  readonly itemTypes: readonly string[];
  readonly isFreeForm: boolean;
  readonly takesFreeText: boolean;
  readonly takesList: boolean;
  readonly isSwitch: boolean;
  mentions = 0;
  private readonly place: Place;
  private readonly describedAt: Place;

  constructor(
    name: string,
    path: string,
    place: Place,
    depth: number,
    isRequired: boolean,
    merged: MergedSchema,
    items: readonly MergedSchema[],
  ) {
    this.name = name;
    const { words, head, beforeHead, nameLists } = splitParameterName(name);
    this.words = words;
    this.head = head;
    this.beforeHead = beforeHead;
    this.nameLists = nameLists;
    this.path = path;
    this.depth = depth;
    this.isRequired = isRequired;
    this.types = sorted(merged.types);
    this.title = merged.title;
    this.description = merged.description;
    this.format = merged.format;
    this.values = merged.values.length > 0 ? merged.values : valuesOf(items);
    this.defaultValue = merged.defaultValue;
    this.itemTypes = sorted(typesOf(items));
    this.isFreeForm = isFreeForm(merged) || items.some(isFreeForm);
    this.takesFreeText = takesFreeText(this);
    this.takesList = takesList(this);
    this.isSwitch = isSwitch(this);
    this.place = place;
    this.describedAt = merged.describedAt;
  }

  get field(): string {
    return this.place.field;
  }

  get descriptionField(): string {
    return this.description === '' ? this.field : `${this.describedAt.field}.description`;
  }
}

function readItems(items: readonly PlacedSchema[], references: References): readonly MergedSchema[] {
  const [first] = items;
  if (first === undefined) return none;
  if (items.length === 1) return [mergeSchema(first.schema, first.place, references)];
  return items
    .map(({ schema, place }) => ({ schema, place, field: place.field }))
    .sort(byField)
    .map(({ schema, place }) => mergeSchema(schema, place, references));
}

function valuesOf(items: readonly MergedSchema[]): readonly string[] {
  const [first] = items;
  return items.length < 2 ? (first?.values ?? none) : items.flatMap(({ values }) => values);
}

function typesOf(items: readonly MergedSchema[]): readonly string[] {
  const [first] = items;
  return items.length < 2 ? (first?.types ?? none) : [...new Set(items.flatMap(({ types }) => types))];
}

/** An object is free where it names no properties at all, or says that it takes others. */
function isFreeForm({ types, properties, allowsOthers }: MergedSchema): boolean {
  return types.includes('object') && (properties.length === 0 || allowsOthers);
}

function byField(a: { field: string }, b: { field: string }): number {
  return a.field < b.field ? -1 : a.field > b.field ? 1 : 0;
}

const none: readonly never[] = [];

/** Most lists have one element or none. */
function sorted(list: readonly string[]): readonly string[] {
  return list.length < 2 ? list : list.toSorted();
}
