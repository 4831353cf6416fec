import { InvalidArgumentError } from 'commander';

/** Reads an option that takes the address of a web site. */
export function webAddress(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new InvalidArgumentError('It takes an address such as https://placard.example/.');
  return url.href;
}
