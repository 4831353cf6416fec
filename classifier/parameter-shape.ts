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

/** The last word of its name that says something: digits and `str` after it do not. */
export function headWord({ words }: Parameter): string {
  return words[headPlace(words)] ?? '';
}

/** The word before the last one that says something; '' where there is none. */
export function wordBeforeHead({ words }: Parameter): string {
  return words[headPlace(words) - 1] ?? '';
}

/** -1 where no word says anything. */
function headPlace(words: readonly string[]): number {
  let place = words.length - 1;
  while (place >= 0 && (words[place] === 'str' || isNumber(words[place] ?? ''))) place--;
  return place;
}

function isNumber(word: string): boolean {
  const code = word.charCodeAt(0);
  return code >= 48 && code <= 57;
}
