import { isRecord, type JsonRecord, sortedKeys } from './json.ts';
import { Place } from './place.ts';
import type { TextField } from './tool.ts';

/** No string is read further than this many UTF-16 units; real definitions stay under a tenth of it. */
export const longestText = 65_536;
/** All strings of a definition together are read no further than this; the largest of 31,000 public definitions has 53,245 bytes. */
const longestDefinition = 131_072;
/** Values of all kinds that are looked at; the largest real definition known has a few thousand. */
const mostValues = 100_000;
const deepest = 32;

interface Reading {
  texts: PlacedText[];
  left: number;
  valuesLeft: number;
  isCut: boolean;
}

/** A string of the definition, whose path is written out when it is asked for. */
class PlacedText implements TextField {
  readonly text: string;
  private readonly above: Place | null;
  private readonly key: string | number;

  constructor(text: string, above: Place | null, key: string | number) {
    this.text = text;
    this.above = above;
    this.key = key;
  }

  get field(): string {
    return new Place(this.above, this.key).field;
  }
}

/**
 * Every string of a definition, the names of a schema's properties included, in the order of a walk that takes
 * keys in code unit order; `isCut` where a bound left something out.
 */
export function readTexts(definition: JsonRecord): { texts: TextField[]; isCut: boolean } {
  const reading: Reading = { texts: [], left: longestDefinition, valuesLeft: mostValues, isCut: false };
  visitRecord(definition, null, false, 0, reading);
  return { texts: reading.texts, isCut: reading.isCut };
}

function visit(
  value: unknown,
  above: Place | null,
  key: string | number,
  holdsNames: boolean,
  depth: number,
  reading: Reading,
): void {
  if (typeof value === 'string') {
    keep(value, above, key, reading);
  } else if (typeof value === 'object' && value !== null) {
    const place = new Place(above, key);
    if (isRecord(value)) visitRecord(value, place, holdsNames, depth, reading);
    else if (Array.isArray(value)) visitList(value, place, depth, reading);
  }
}

function visitList(list: readonly unknown[], place: Place, depth: number, reading: Reading): void {
  if (isSpent(depth, reading)) return;
  for (let index = 0; index < list.length && reading.valuesLeft-- > 0; index++) {
    visit(list[index], place, index, false, depth + 1, reading);
  }
}

function visitRecord(
  record: JsonRecord,
  place: Place | null,
  holdsNames: boolean,
  depth: number,
  reading: Reading,
): void {
  if (isSpent(depth, reading)) return;
  for (const key of sortedKeys(record)) {
    if (reading.valuesLeft-- <= 0) return;
    if (holdsNames) keep(key, place, key, reading);
    const namesFollow = !holdsNames && (key === 'properties' || key === 'patternProperties');
    visit(record[key], place, key, namesFollow, depth + 1, reading);
  }
}

function isSpent(depth: number, reading: Reading): boolean {
  const isSpent = depth > deepest || reading.left <= 0 || reading.valuesLeft <= 0;
  if (isSpent) reading.isCut = true;
  return isSpent;
}

function keep(text: string, above: Place | null, key: string | number, reading: Reading): void {
  if (text === '') return;
  const length = Math.min(text.length, longestText, reading.left);
  if (length < text.length) reading.isCut = true;
  if (length <= 0) return;
  reading.left -= length;
  reading.texts.push(new PlacedText(length < text.length ? text.slice(0, length) : text, above, key));
}
