import type { Tool } from './tool.ts';

/** Whether a tool only takes numbers, two or more: then `add` adds them up and changes nothing. */
export function isArithmetic({ parameters }: Tool): boolean {
  return parameters.length > 1 && parameters.every(({ types }) => types.length === 1 && isNumber(types[0]));
}

function isNumber(type: string | undefined): boolean {
  return type === 'number' || type === 'integer';
}
