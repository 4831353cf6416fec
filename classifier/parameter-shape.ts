import type { Parameter } from './tool.ts';

type Shape = Pick<Parameter, 'types' | 'itemTypes' | 'values'>;

/** Whether it takes text that the caller makes up: a string, or a list of strings, not bound to listed values. */
export function takesFreeText(shape: Shape): boolean {
  const { types, itemTypes, values } = shape;
  if (values.length > 0) return false;
  if (types.length === 0 || types.includes('string')) return true;
  return takesList(shape) && (itemTypes.length === 0 || itemTypes.includes('string'));
}

/** Whether it takes a list. */
export function takesList({ types }: Shape): boolean {
  return types.includes('array');
}

/** Whether it switches something on: a boolean, or one whose values are spelled out as such. */
export function isSwitch({ types, values }: Shape): boolean {
  if (types.includes('boolean')) return true;
  return values.length === 2 && values.every((value) => /^(?:true|false|yes|no|on|off|0|1)$/i.test(value));
}
