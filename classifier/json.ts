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
