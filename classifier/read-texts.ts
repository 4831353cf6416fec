import { sortedKeys } from './json.ts';
import type { TextField } from './tool.ts';

/** No string is read further than this many UTF-16 units; real definitions stay under a tenth of it. */
export const longestText = 65_536;
/** All strings of a definition together are read no further than this. */
const longestDefinition = 1_048_576;
/** Values of all kinds that are looked at; the largest real definition known has a few thousand. */
const mostValues = 100_000;
const deepest = 32;

interface Reading {
  texts: TextField[];
  left: number;
  valuesLeft: number;
  isCut: boolean;
}

/**
 * Every string of a definition, the names of a schema's properties included, in the order of a walk that takes
 * keys in code unit order; `isCut` where a bound left something out.
 */
export function readTexts(definition: unknown): { texts: TextField[]; isCut: boolean } {
  const reading: Reading = { texts: [], left: longestDefinition, valuesLeft: mostValues, isCut: false };
  visit(definition, '', false, 0, reading);
  return { texts: reading.texts, isCut: reading.isCut };
}

function visit(value: unknown, field: string, holdsNames: boolean, depth: number, reading: Reading): void {
  if (typeof value === 'string') keep(value, field, reading);
  if (typeof value !== 'object' || value === null) return;
  if (depth > deepest || reading.left <= 0 || reading.valuesLeft <= 0) {
    reading.isCut = true;
    return;
  }
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length && reading.valuesLeft-- > 0; index++) {
      visit(value[index], `${field}.${index}`, false, depth + 1, reading);
    }
    return;
  }
  const above = field === '' ? '' : `${field}.`;
  for (const key of sortedKeys(value)) {
    if (reading.valuesLeft-- <= 0) return;
    const place = above + key;
    if (holdsNames) keep(key, place, reading);
    const namesFollow = !holdsNames && (key === 'properties' || key === 'patternProperties');
    visit(Reflect.get(value, key), place, namesFollow, depth + 1, reading);
  }
}

function keep(text: string, field: string, reading: Reading): void {
  if (text === '') return;
  const length = Math.min(text.length, longestText, reading.left);
  if (length < text.length) reading.isCut = true;
  if (length <= 0) return;
  reading.left -= length;
  reading.texts.push({ field, text: length < text.length ? text.slice(0, length) : text });
}
