import type { Parameter } from './tool.ts';

/** Whether it takes text that the caller makes up: a string, or a list of strings, not bound to listed values. */
export function takesFreeText({ types, itemTypes, values }: Parameter): boolean {
  if (values.length > 0) return false;
  if (types.length === 0 || types.includes('string')) return true;
  return types.includes('array') && (itemTypes.length === 0 || itemTypes.includes('string'));
}

/** Whether it switches something on: a boolean, or one whose values are spelled out as such. */
export function isSwitch({ types, values }: Parameter): boolean {
  if (types.includes('boolean')) return true;
  return values.length === 2 && values.every((value) => /^(?:true|false|yes|no|on|off|0|1)$/i.test(value));
}
