import { InvalidArgumentError } from 'commander';

/** A reader for an option that takes a whole number from `minimum` to `maximum`. */
export function wholeNumber(minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < minimum || number > maximum)
      throw new InvalidArgumentError(`It takes a whole number from ${minimum} to ${maximum}.`);
    return number;
  };
}
