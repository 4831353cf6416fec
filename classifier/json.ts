/** A plain object of unknown fields; arrays and null are none. */
export type JsonRecord = { readonly [key: string]: unknown };

/** Whether a value is an object whose fields may be read by name. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value if it is a string, else ''. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Keys in code unit order. Most objects have a handful, for which inserting beats the built-in sort. */
export function sortedKeys(value: object): string[] {
  const keys = Object.keys(value);
  if (keys.length > 24) return keys.sort();
  for (let index = 1; index < keys.length; index++) {
    const key = keys[index] ?? '';
    let place = index;
    while (place > 0 && (keys[place - 1] ?? '') > key) {
      keys[place] = keys[place - 1] ?? '';
      place--;
    }
    keys[place] = key;
  }
  return keys;
}
