import type { TextField } from './tool.ts';

/** No string is read further than this many UTF-16 units; real definitions stay under a tenth of it. */
export const longestText = 65_536;
/** All strings of a definition together are read no further than this. */
export const longestDefinition = 1_048_576;
const deepest = 32;

interface Reading {
  texts: TextField[];
  left: number;
  isCut: boolean;
}

/**
 * Every string of a definition, keys of objects included where they are property names of a schema.
 * In the order of a walk that takes keys in code unit order; `isCut` where a bound left something out.
 */
export function readTexts(definition: unknown): { texts: TextField[]; isCut: boolean } {
  const reading: Reading = { texts: [], left: longestDefinition, isCut: false };
  visit(definition, '', 0, reading);
  return { texts: reading.texts, isCut: reading.isCut };
}

function visit(value: unknown, field: string, depth: number, reading: Reading): void {
  if (typeof value === 'string') keep(value, field, reading);
  if (typeof value !== 'object' || value === null) return;
  if (depth > deepest || reading.left <= 0) {
    reading.isCut = true;
    return;
  }
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      visit(value[index], `${field}.${index}`, depth + 1, reading);
    }
    return;
  }
  const holdsNames = field.endsWith('roperties');
  for (const [key, inner] of Object.entries(value).sort(byKey)) {
    const place = field === '' ? key : `${field}.${key}`;
    if (holdsNames) keep(key, place, reading);
    visit(inner, place, depth + 1, reading);
  }
}

function keep(text: string, field: string, reading: Reading): void {
  const length = Math.min(text.length, longestText, Math.max(reading.left, 0));
  if (length < text.length) reading.isCut = true;
  if (length === 0) return;
  reading.left -= length;
  reading.texts.push({ field, text: length < text.length ? text.slice(0, length) : text });
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
