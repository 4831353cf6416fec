import type { DeclaredInputs } from './candidate.ts';

/** What every shell takes as the name of a variable. */
export function isVariableName(name: string): boolean {
  return /^[A-Za-z_]\w{0,199}$/.test(name);
}

const maximumLength = 50_000;

/** Whether there is anything in it to try, and a program can be started with it. */
export function isWorthTrying(inputs: DeclaredInputs): boolean {
  return inputs.args.length + inputs.variables.length > 0 && canBeGiven(inputs);
}

/** Whether a system can start a program with it: there it ends a text at a NUL, and takes only so much of them. */
export function canBeGiven({ args, variables }: DeclaredInputs): boolean {
  const texts = [
    ...args.flatMap(({ flag, value, hint }) => [flag ?? '', value ?? '', hint]),
    ...variables.flatMap(({ name, value, hint }) => [name, value ?? '', hint]),
  ];
  return (
    variables.every(({ name }) => isVariableName(name)) &&
    texts.every((text) => text.isWellFormed() && !text.includes('\0')) &&
    JSON.stringify([args, variables]).length < maximumLength
  );
}
